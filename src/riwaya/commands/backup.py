"""`riwaya backup` and `riwaya rebuild`: a copy while others write; a database made again."""

from pathlib import Path
from typing import Annotated

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.options import ByOption, QuietOption, WorkspaceOption, opened, tell


def backup(
    into: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the copy.")],
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Copy the workspace, whole also while others write; the copy is a workspace itself."""
    from riwaya.workspace.backup import back_up  # noqa: PLC0415 (slow to load)

    with opened(workspace) as inside:
        files = back_up(inside, into)
        tell(f"{into}: a copy of the workspace with {files:,} archived files", quiet=quiet)


def rebuild(
    workspace: WorkspaceOption = None,
    by: ByOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make the database again from archive and log; decisions are saved where they can be read."""
    from riwaya.processes import cores  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.rebuilding import rebuild as again  # noqa: PLC0415

    with opened(workspace, by=by) as inside:
        added, saved = again(inside, jobs=cores())
        tell(
            f"{amount(added.reports, 'report')} and {amount(added.claims, 'claim')} again; "
            f"{saved:,} decisions saved",
            quiet=quiet,
        )
