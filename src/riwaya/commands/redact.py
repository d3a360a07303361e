"""`riwaya redact`: take content out for good; its hash and the reason stay."""

from typing import Annotated

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.options import (
    ByOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    opened,
    print_json,
    tell,
)


def redact(
    wanted: Annotated[
        str,
        typer.Argument(metavar="REPORT|SHA256", help="A report's id, or the hash of raw bytes."),
    ],
    reason: Annotated[str, typer.Option(help="Why; the custody log keeps it.")],
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask: it can't be undone.")] = False,
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take a report's content out of archive and database; hash and reason stay. No way back."""
    from riwaya.workspace.redacting import redact_all  # noqa: PLC0415 (slow to load)

    with opened(workspace, by=by) as inside:
        if not yes:
            typer.confirm(f"Erase {wanted} for good?", abort=True, err=True)
        done = redact_all(inside, wanted, reason)
        if as_json:
            print_json(done)
        tell(
            f"{amount(len(done.shas), 'file')} and {amount(len(done.reports), 'report')} erased; "
            "backups and exports made before still hold them",
            quiet=quiet or as_json,
        )
