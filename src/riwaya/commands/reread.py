"""`riwaya reread`: read the workspace's reports again with this version's model and tables."""

from typing import Annotated

import typer

from riwaya.commands.add import progress
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


def reread(
    workspace: WorkspaceOption = None,
    show: Annotated[bool, typer.Option("--show", help="List every claim that changed.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Reading processes; a core each.")
    ] = None,
    by: ByOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Read again what another model, version or table read; say what changed. Decisions stand."""
    from riwaya.processes import cores  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.pool import FEW  # noqa: PLC0415
    from riwaya.workspace.rereading import changes_since, to_reread  # noqa: PLC0415
    from riwaya.workspace.rereading import reread as again  # noqa: PLC0415

    with opened(workspace, by=by) as inside:
        expected = to_reread(inside)
        processes = jobs or (1 if expected < FEW else cores())
        with progress(expected, shown=not (quiet or as_json)) as watch:
            tally, last = again(
                inside,
                jobs=processes,
                watch=watch or (lambda _: None),
                told=lambda message: tell(message, quiet=quiet),
            )
        changes = list(changes_since(inside, last))
        if as_json:
            print_json({"read": tally.read, "claims": tally.claims, "changes": changes})
            return
        counts = {
            kind: sum(c.kind == kind for c in changes) for kind in ("come", "gone", "changed")
        }
        if show:
            for change in changes:
                fields = f" ({', '.join(change.fields)})" if change.fields else ""
                typer.echo(f"{change.report} {change.anchor} {change.kind}{fields}")
                typer.echo(f"  - {change.before}\n  + {change.after}")
        tell(
            f"{amount(tally.read, 'report')} read again, {amount(tally.claims, 'claim')}: "
            f"{counts['come']:,} new, {counts['gone']:,} gone, {counts['changed']:,} changed",
            quiet=quiet,
        )
