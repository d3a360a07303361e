"""`riwaya review`: out, back, list, undo; with exit codes and messages."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from riwaya.commands import review
from riwaya.workspace.workspace import Workspace
from tests.workspace.handmade import standing, told, told_once

__all__ = ["told", "told_once"]
Run = Callable[..., Result]
Row = dict[str, str]


@pytest.fixture
def run(told: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RIWAYA_WORKSPACE", str(told.folder.path))

    def call(*arguments: str, code: int = 0) -> Result:
        result = CliRunner().invoke(review.app, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert result.exit_code == code, result.output
        return result

    return call


def rows(name: str = "a.csv") -> list[Row]:
    with Path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(several: list[Row], name: str = "a.csv") -> None:
    with Path(name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, several[0].keys())
        writer.writeheader()
        writer.writerows(several)


def test_out_and_back_with_a_correction(run: Run, told: Workspace) -> None:
    assert "a.csv: 6 claims" in run("export", "a.csv").stderr
    sheet = rows()
    sheet[1] |= {"event": "injure", "note": "they live"}
    sheet[4] |= {"verdict": "accept"}
    write(sheet)
    result = run("import", "a.csv", "--by", "anna")
    assert result.stderr == "riwaya: 1 correct, 1 accept; 4 rows untouched\n"
    (decision,) = standing(told, "strike")[1].decisions
    assert (decision.author, decision.note) == ("anna", "they live")
    assert "2 say what is decided already" in run("import", "a.csv", "--by", "anna").stderr


def test_a_workbook_as_well(run: Run) -> None:
    run("export", "a.xlsx")
    assert "6 rows untouched" in run("import", "a.xlsx").stderr


def test_filters_order_and_limit(run: Run) -> None:
    run("export", "a.csv", "--sort", "doubt", "--limit", "2")
    assert [row["confidence"] for row in rows()] == ["0.4", "0.7"]
    run("export", "b.csv", "--report", "r-clash", "--event", "kill")
    assert [row["claim"] for row in rows("b.csv")] == ["c2"]
    run("export", "c.csv", "--min-confidence", "0.9")
    assert len(rows("c.csv")) == 4
    run("export", "d.csv", "--number", "killed>=12")
    assert [row["claim"] for row in rows("d.csv")] == ["c2"]


def test_what_is_judged_is_left_out_if_asked_and_else_kept(run: Run) -> None:
    run("export", "a.csv")
    sheet = rows()
    sheet[0]["verdict"] = "reject"
    write(sheet)
    run("import", "a.csv")
    run("export", "b.csv")
    run("export", "c.csv", "--unreviewed")
    run("export", "d.csv", "--review", "rejected")
    assert [len(rows(name)) for name in ("b.csv", "c.csv", "d.csv")] == [6, 5, 1]


def test_nothing_is_imported_while_a_row_is_wrong(run: Run, told: Workspace) -> None:
    run("export", "a.csv")
    sheet = rows()
    sheet[0]["verdict"] = "accept"
    sheet[1]["agents"] = "الجيش الياباني {japan}"
    write(sheet)
    result = run("import", "a.csv", code=2)
    assert (
        "riwaya: a.csv: row 3, agents: 'الجيش الياباني' isn't in the report's text" in result.stderr
    )
    assert "nothing was imported: 1 accept; 4 rows untouched, 1 refused" in result.stderr
    assert told.counts()["decisions"] == 0
    assert "1 accept" in run("import", "a.csv", "--partial", code=2).stderr
    assert told.counts()["decisions"] == 1


def test_a_dry_run_says_row_by_row(run: Run, told: Workspace) -> None:
    run("export", "a.csv")
    sheet = rows()
    sheet[1]["stance"] = "claims"
    write(sheet)
    result = run("import", "a.csv", "--dry-run")
    assert (
        result.stdout
        == f"row 3: correct r-strike {sheet[1]['anchor'][3:]}: stance: states → claims\n"
    )
    assert "would be imported: 1 correct" in result.stderr
    assert told.counts()["decisions"] == 0


def test_results_as_json(run: Run) -> None:
    run("export", "a.csv")
    sheet = rows()
    sheet[0]["verdict"] = "accept"
    sheet[1]["event"] = "x"
    write(sheet)
    told = json.loads(run("import", "a.csv", "--json", "--partial", code=2).stdout)
    assert (told["imported"], told["rows"], told["untouched"]) == (True, 6, 4)
    assert [step["verdict"] for step in told["steps"]] == ["accept"]
    assert (told["refused"][0]["row"], told["refused"][0]["column"]) == (3, "event")
    (listed,) = json.loads(run("list", "--json").stdout)
    assert (listed["verdict"], listed["standing"]) == ("accept", True)


def test_list_and_undo(run: Run, told: Workspace) -> None:
    run("export", "a.csv")
    sheet = rows()
    sheet[0]["verdict"] = "reject"
    sheet[5]["verdict"] = "accept"
    write(sheet)
    run("import", "a.csv", "--by", "anna")
    first, second = run("list").stdout.splitlines()
    assert "anna  reject  r-strike" in first
    assert "anna  accept  r-clash" in second
    assert run("list", "--report", "r-clash").stdout.splitlines() == [second]
    assert run("list", "--by", "bob").stdout == ""
    assert "taken back" in run("undo", first.split()[0], "--by", "bob").stderr
    assert standing(told, "strike")[0].review == "open"
    after = run("list").stdout.splitlines()
    assert after[0].endswith("taken back")
    assert f"bob  withdraw {first.split()[0]}" in after[2]
    assert "already" in run("undo", first.split()[0]).stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "a.ods"), ".csv or .xlsx"),
        (("export", "there.csv"), "is there already"),
        (("export", "a.csv", "--sort", "doubd"), "did you mean doubt"),
        (("export", "a.csv", "--event", "kil"), "did you mean kill"),
        (("import", "none.csv"), "can't be read"),
        (("import", "there.csv"), "no column report and anchor"),
        (("undo", "0123456789"), "no decision 0123456789"),
        (("list", "--workspace", "nowhere"), "no workspace"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: tuple[str, ...], says: str) -> None:
    Path("there.csv").write_text("somebody's work", "utf-8")
    result = run(*arguments, code=2)
    assert result.stderr.startswith("riwaya: ")
    assert says in result.stderr
    assert Path("there.csv").read_text("utf-8") == "somebody's work"


def test_a_file_is_written_over_if_asked(run: Run) -> None:
    Path("there.csv").write_text("old", "utf-8")
    run("export", "there.csv", "--overwrite")
    assert len(rows("there.csv")) == 6


def test_quiet(run: Run) -> None:
    assert run("export", "a.csv", "--quiet").output == ""
    assert run("import", "a.csv", "--quiet").output == ""
