"""`riwaya corrections`: what people have reviewed, as reports that a model can be trained on."""

from pathlib import Path
from typing import Annotated

import typer

from riwaya.commands.amounts import amount
from riwaya.commands.options import (
    JsonOption,
    QuietOption,
    WorkspaceOption,
    opened,
    print_json,
    tell,
)

app = typer.Typer(help="What people have accepted and corrected, to train a model with.")


@app.callback()
def _corrections() -> None:
    """What people have accepted and corrected, to train a model with."""


@app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.")],
    partial: Annotated[
        bool, typer.Option("--partial", help="Also reports with claims that nobody has judged.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write into a folder with files in it.")
    ] = False,
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write reports whose claims have all been judged as training reports: text and claim lines."""
    from riwaya.store.engine import for_people  # noqa: PLC0415 (slow to load)
    from riwaya.workspace.corrections_export import export_corrections  # noqa: PLC0415

    with opened(workspace) as inside:
        path = str(inside.folder.path)
        with inside.engine.connect() as connection, for_people(path):
            written = export_corrections(connection, folder, partial=partial, overwrite=overwrite)
    if as_json:
        print_json(written)
    claims = sum(one.claims for one in written)
    hint = "" if written or partial else "; --partial takes reports that aren't reviewed in full"
    tell(
        f"{folder}: {amount(len(written), 'report')}, {amount(claims, 'claim')}{hint}",
        quiet=quiet or as_json,
    )
