"""`riwaya init`: a new workspace."""

from pathlib import Path
from typing import Annotated

import typer

from riwaya.commands.options import ByOption, QuietOption, ending, tell


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    database: Annotated[
        str,
        typer.Option(metavar="URL", help="postgresql://…, for teams; SQLite in DIR unless set."),
    ] = "",
    by: ByOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make a workspace: a folder that keeps reports, what was read of them, and decisions."""
    from riwaya.workspace.workspace import Workspace  # noqa: PLC0415 (slow to load)

    with ending():
        with Workspace.create(folder, database=database, by=by):
            pass
        tell(f"{folder}: a new workspace; take reports in with `riwaya add`", quiet=quiet)
