"""The folders in which the blocks of the documentation run, by the names that the pages give."""

import shutil
from collections.abc import Callable
from pathlib import Path

from riwaya.workspace.workspace import Workspace
from tests.docs import kinds
from tests.docs.blocks import ROOT
from tests.web.small import REPORTS, add_small

EXAMPLES = ROOT / "docs" / "examples"


def make_workspace(path: Path) -> None:
    """The small workspace, made once; the pages get copies of it."""
    with Workspace.create(path, by="tester") as workspace:
        add_small(workspace)


def empty(folder: Path, _made: Path) -> None:
    """Nothing but what the repository has."""
    shutil.copytree(EXAMPLES, folder / "docs" / "examples")


def workspace(folder: Path, made: Path) -> None:
    """`case`, a workspace with a dozen reports, fused; `reports/` to take in; the examples."""
    empty(folder, made)
    shutil.copytree(made, folder / "case")
    shutil.copytree(EXAMPLES / "tutorial", folder / "reports")
    shutil.copy(EXAMPLES / "tutorial.csv", folder / "table.csv")


def several_files(folder: Path, made: Path) -> None:
    """Files of the kinds that people have, one report each; `reports/`; no workspace."""
    empty(folder, made)
    shutil.copytree(EXAMPLES / "tutorial", folder / "reports")
    text = (EXAMPLES / "oil-field.txt").read_text("utf-8")
    (folder / "report.txt").write_text(text, "utf-8")
    (folder / "article.txt").write_text(REPORTS["market-1.txt"][2], "utf-8")
    shutil.copy(EXAMPLES / "tutorial.csv", folder / "table.csv")
    kinds.docx(folder / "report.docx", text)
    (folder / "page.html").write_text(kinds.html(REPORTS["market-2.txt"][2]), "utf-8")
    kinds.warc(folder / "export.warc.gz", REPORTS["oil-1.txt"][2])
    kinds.export_of_telegram(folder / "telegram" / "result.json", REPORTS["oil-2.txt"][2])
    kinds.phrases(folder / "phrases.tsv")
    kinds.my_tables(folder / "my-tables")


def empty_folder(_folder: Path, _made: Path) -> None:
    """Nothing at all."""


FOLDERS: dict[str, Callable[[Path, Path], None]] = {
    "empty folder": empty_folder,
    "empty": empty,
    "workspace": workspace,
    "several files": several_files,
}
