"""`riwaya bundle`: raw bytes, texts, claims and custody log in one BagIt bag."""

from pathlib import Path
from typing import Annotated

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.options import QuietOption, WorkspaceOption, opened, tell


def bundle(
    into: Annotated[Path, typer.Argument(metavar="BAG", help="A new folder, or a file NAME.zip.")],
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Bundle the workspace as a BagIt bag that others can check: `riwaya verify BAG`."""
    from riwaya.workspace.bundling import bundle as write  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.bundling import terms_in  # noqa: PLC0415

    with opened(workspace) as inside:
        done = write(inside, into)
        for terms in terms_in(inside):
            tell(f"it holds rows of a dataset: {terms}", quiet=quiet)
        tell(f"{into}: {amount(done.files, 'file')}, {amount(done.size, 'byte')}", quiet=quiet)
