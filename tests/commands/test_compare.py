"""`riwaya add --kind` and `riwaya compare`: what is printed, and what is said when it's wrong."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.commands.compare import COLUMNS
from riwaya.version import __version__
from riwaya.workspace.workspace import Workspace
from tests.imports.tables import acled, ucdp


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing but ACLED's rows: all of them only theirs."""
    folder = tmp_path_factory.mktemp("compared")
    with Workspace.create(folder / "w", by="tester"):
        pass
    (folder / "a.csv").write_text(
        acled({"location": "=1+1"}, {"event_id_cnty": "SYR2", "event_date": "2016-05-01"}), "utf-8"
    )
    assert run("add", folder / "a.csv", "--kind", "acled", "-w", folder / "w").exit_code == 0
    assert run("fuse", "-w", folder / "w").exit_code == 0
    return folder / "w"


def test_the_table_says_what_only_they_have(workspace: Path) -> None:
    result = run("compare", "acled", "-w", workspace)
    assert result.exit_code == 0, result.output
    assert "< Air strikes in Ma'arrat An Nu'man, 1 May 2016" in result.stdout
    assert "ACLED: 16 killed · 2016-05-01 · Ma'arrat An Nu'man ±5 km · SYR2" in result.stdout
    assert "0 incidents both have, 2 only ACLED, 0 only we" in result.stderr


def test_csv_has_its_columns_and_no_formulas(workspace: Path, tmp_path: Path) -> None:
    result = run("compare", "acled", "--format", "csv", "-w", workspace)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["their_place"] == "'=1+1"
    assert {row["review_status"] for row in rows} == {"unreviewed"}
    assert {row["riwaya"] for row in rows} == {__version__}
    assert all(row["models"].startswith("import:acled/") for row in rows)
    into = tmp_path / "compared.csv"
    assert run("compare", "acled", "--format", "csv", "-o", into, "-w", workspace).exit_code == 0
    assert into.read_text("utf-8-sig").replace("\r", "") == result.stdout.replace("\r", "")


def test_json_carries_the_counts_and_lines_an_incident_each(workspace: Path) -> None:
    whole = json.loads(run("compare", "acled", "--format", "json", "-w", workspace).stdout)
    assert (whole["dataset"], whole["theirs"], whole["rows"]) == ("ACLED", 2, 2)
    lines = run("compare", "acled", "--format", "jsonl", "--since", "2016-04-01", "-w", workspace)
    (one,) = map(json.loads, lines.stdout.splitlines())
    assert one == whole["incidents"][1]
    assert one["theirs"]["killed"] == [16, 16]


def test_only_some_are_shown(workspace: Path) -> None:
    assert run("compare", "acled", "--only", "both", "-w", workspace).stdout == ""
    assert run("compare", "acled", "--only", "differing", "-w", workspace).stdout == ""
    assert run("compare", "acled", "--only", "theirs", "-w", workspace).stdout.count("< ") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gdelt",), "gdelt: known are acled, ucdp"),
        (("ucdp",), "riwaya add FILE.csv --kind ucdp"),
        (("acled", "--format", "xml"), "known are table, csv, json, jsonl"),
        (("acled", "--only", "mine"), "known are both, differing, theirs, ours"),
        (("acled", "--since", "May"), "--since 'May': no day"),
    ],
)
def test_what_is_wrong_is_said(workspace: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("compare", *arguments, "-w", workspace)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_table_of_another_kind_is_refused_with_what_it_lacks(
    workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_text(ucdp({}), "utf-8")
    result = run("add", tmp_path / "x.csv", "--kind", "acled", "-w", workspace)
    assert result.exit_code != 0
    assert "no table of ACLED: it has no column actor1" in result.stderr
    result = run("add", tmp_path / "x.csv", "--kind", "gdelt", "-w", workspace)
    assert "known are acled, ucdp" in result.stderr


def test_with_imported_goes_with_public(workspace: Path, tmp_path: Path) -> None:
    result = run("export", "csv", "--with-imported", "-o", tmp_path / "x.csv", "-w", workspace)
    assert result.exit_code == 2
    assert "--with-imported goes with --public" in result.stderr
