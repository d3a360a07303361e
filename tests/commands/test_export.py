"""`riwaya export`: what is said when all goes well, and when something is wrong."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.export.forms.registry import FORMS
from tests.web.small import small_workspace


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "workspace"
    with small_workspace(path):
        pass
    return path


def run(workspace: Path, *options: object) -> Result:
    arguments = ["export", *map(str, options), "-w", str(workspace)]
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("more", [(), ("--public",), ("--public", "--unreviewed"), ("--reviewed",)])
def test_every_form_is_written_with_what_it_is_about(
    form: str, more: Sequence[str], workspace: Path, tmp_path: Path
) -> None:
    into = tmp_path / f"out{FORMS[form].suffix}"
    result = run(workspace, form, "-o", into, "--json", *more)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert sorted(told["files"]) == sorted(str(path) for path in tmp_path.iterdir())
    about = json.loads((tmp_path / f"{into.name}.about.json").read_text("utf-8"))
    assert about["form"] == form
    assert about["rows"] == told["rows"]
    assert about["written_by"].startswith("riwaya ")
    if "--unreviewed" in more or not (more or FORMS[form].checked):
        assert told["rows"] > 0
        assert len(about["models"][0]["sha256"]) == 64
        assert about["review_status"] == {"open": about["claims"]}
    else:
        assert told["rows"] == 0


def test_losses_are_summed_up_on_stderr(workspace: Path, tmp_path: Path) -> None:
    result = run(workspace, "acled", "-o", tmp_path / "a.csv")
    assert "left out: 1 × no ACLED type" in result.stderr
    assert "a.csv.losses.json" in result.stderr
    assert result.stdout == ""


def test_the_same_twice_is_the_same(workspace: Path, tmp_path: Path) -> None:
    for form in ("csv", "jsonl", "geojson", "acled", "ucdp", "plover"):
        several = [tmp_path / f"{name}{FORMS[form].suffix}" for name in ("one", "two")]
        for path in several:
            assert run(workspace, form, "-o", path, "-q").exit_code == 0
        assert several[0].read_bytes() == several[1].read_bytes()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["nothing", "-o", "x"], "known are csv"),
        (["csv"], "name the file to write: -o NAME.csv"),
        (["csv", "-o", "nowhere/x.csv"], "there is no folder"),
        (["csv", "-o", "x.csv", "--unreviewed"], "goes with --public"),
        (["csv", "-o", "x.csv", "--public", "--reviewed", "--unreviewed"], "exclude"),
        (["csv", "-o", "x.csv", "--event", "dance"], "dance"),
        (["csv", "-o", "x.csv", "--since", "soon"], "soon"),
        (["acled", "-o", "x.csv", "--number", "killed"], "killed"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    options: list[str], message: str, workspace: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    result = run(workspace, *options)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_into_the_workspace_or_over_a_folder(
    workspace: Path, tmp_path: Path
) -> None:
    before = sorted(workspace.iterdir())
    inside = run(workspace, "csv", "-o", workspace / "claims.csv")
    folder = run(workspace, "csv", "-o", tmp_path)
    assert inside.exit_code == folder.exit_code == 2
    assert "inside the workspace" in inside.stderr
    assert "folder" in folder.stderr
    assert sorted(workspace.iterdir()) == before


def test_no_workspace_is_said(tmp_path: Path) -> None:
    result = run(tmp_path / "none", "csv", "-o", tmp_path / "x.csv")
    assert result.exit_code == 2
    assert "no workspace" in result.stderr


def test_a_limit_counts_claims_or_incidents(workspace: Path, tmp_path: Path) -> None:
    for form, limit in (("jsonl", 3), ("geojson", 2)):
        result = run(workspace, form, "-o", tmp_path / "x", "--limit", limit, "--json")
        assert json.loads(result.stdout)["rows"] == limit


def test_nothing_found_is_no_error(workspace: Path, tmp_path: Path) -> None:
    result = run(workspace, "csv", "-o", tmp_path / "x.csv", "--event", "chemical_attack")
    assert result.exit_code == 0
    assert "no claim fits" in result.stderr
