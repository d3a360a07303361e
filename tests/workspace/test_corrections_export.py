"""Reviewed claims leave as training reports, and the training takes them in."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.errors import BadInput
from riwaya.resolving.claims import Knowledge
from riwaya.store.turns import turn
from riwaya.workspace.corrections import Corrections
from riwaya.workspace.corrections_export import NOTE, export_corrections
from riwaya.workspace.wishes import Wanted, Words, seen_of
from riwaya.workspace.workspace import Workspace
from tests.export.review.test_training_lines import bare
from tests.workspace.handmade import STRIKE, TEXTS, standing, told, told_once
from training.compact import BadAnnotation, compile_folder, compile_folders

__all__ = ["told", "told_once"]
KNOWN = Knowledge()


def judge(workspace: Workspace, name: str, *verdicts: str) -> None:
    """Judge a report's claims in order; an empty verdict leaves one alone."""
    for one, verdict in zip(standing(workspace, name), verdicts, strict=False):
        with turn(workspace.engine) as connection:
            made = Corrections(connection, f"r-{name}", by="anna", known=KNOWN)
            if verdict == "50":
                fifty = Words(
                    start=STRIKE.index("12"), end=STRIKE.index("12") + 2, says="killed 50"
                )
                made.correct(one.anchor, seen_of(one), Wanted(mentions={"quantities": [fifty]}))
            elif verdict:
                getattr(made, verdict)(one.anchor, seen_of(one))


def exported(workspace: Workspace, folder: Path, *, partial: bool = False) -> dict[str, int]:
    with workspace.engine.connect() as connection:
        found = export_corrections(connection, folder, partial=partial)
    return {one.report: one.claims for one in found}


def test_a_report_judged_in_full_compiles_to_the_same_claims(
    told: Workspace, tmp_path: Path
) -> None:
    judge(told, "strike", "accept", "50", "reject")
    judge(told, "clash", "accept")
    folder = tmp_path / "out"
    assert exported(told, folder) == {"r-strike": 2}
    (report,) = compile_folder(folder)
    assert report.errors == ()
    assert report.text == STRIKE
    assert list(report.document.claims) == bare(
        one.claim for one in standing(told, "strike") if one.review != "rejected"
    )
    assert report.document.claims[1].quantities[0].low == 50
    assert (folder / NOTE).exists()


def test_partial_takes_what_was_judged_of_others(told: Workspace, tmp_path: Path) -> None:
    judge(told, "strike", "accept", "50", "reject")
    judge(told, "clash", "accept")
    assert exported(told, tmp_path / "out", partial=True) == {"r-strike": 2, "r-clash": 1}
    lines = (tmp_path / "out" / "r-clash.claims").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "; partial: 1 of 2 claims were not judged"
    assert len(list(compile_folder(tmp_path / "out"))) == 2


def test_a_report_of_which_all_was_rejected_has_no_claims(told: Workspace, tmp_path: Path) -> None:
    judge(told, "clash", "reject", "reject")
    assert exported(told, tmp_path / "out") == {"r-clash": 0}
    (report,) = compile_folder(tmp_path / "out")
    assert report.document.claims == ()
    assert report.text == TEXTS["clash"]


def test_nothing_is_written_over(told: Workspace, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput, match="not empty"):
        exported(told, tmp_path)


def test_the_training_takes_the_folder_in(told: Workspace, tmp_path: Path) -> None:
    judge(told, "strike", "accept", "50", "reject")
    exported(told, tmp_path / "out")
    own = tmp_path / "own"
    own.mkdir()
    (own / "t1.txt").write_text("قتل رجل.", encoding="utf-8")
    (own / "t1.claims").write_text("kill قتل\n", encoding="utf-8")
    assert [report.name for report in compile_folders(own, [tmp_path / "out"])] == [
        "t1", "r-strike",
    ]  # fmt: skip
    with pytest.raises(BadAnnotation, match="name already"):
        compile_folders(own, [own])
    with pytest.raises(BadAnnotation, match=r"no \.claims files"):
        compile_folders(own, [tmp_path])
    (own / "t2.txt").write_text("قتل رجل.", encoding="utf-8")
    (own / "t2.claims").write_text("kill ذبح\n", encoding="utf-8")
    with pytest.raises(BadAnnotation, match="not in the text"):
        compile_folders(tmp_path / "out", [own])


def test_the_command(told: Workspace, tmp_path: Path) -> None:
    judge(told, "strike", "accept", "accept", "reject")
    where = ["--workspace", str(told.folder.path)]
    done = CliRunner().invoke(
        app, ["corrections", "export", str(tmp_path / "out"), *where, "--json"]
    )
    assert done.exit_code == 0
    assert json.loads(done.stdout) == [{"report": "r-strike", "claims": 2, "open": 0}]
    again = CliRunner().invoke(app, ["corrections", "export", str(tmp_path / "out"), *where])
    assert again.exit_code == 2
    assert "is not empty" in again.output
