"""`riwaya dossier`, and the forms of `riwaya export` that other commands write."""

import zipfile
from pathlib import Path

import pytest
from click.testing import Result
from playwright.sync_api import Browser
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.workspace.workspace import Workspace
from tests.export.conftest import small
from tests.web.test_incident import ids

__all__ = ["small"]


def run(workspace: Path, *options: object) -> Result:
    return CliRunner().invoke(app, [*map(str, options), "-w", str(workspace)])


@pytest.fixture(scope="module")
def market(small: Path) -> str:
    with Workspace(small) as workspace:
        return ids(workspace)[0]


def test_a_page_that_reads_well_and_asks_for_nothing(
    small: Path, market: str, tmp_path: Path, browser: Browser
) -> None:
    into = tmp_path / "case.html"
    result = run(small, "dossier", market, "--language", "ar", "-o", into)
    assert (result.exit_code, result.stderr) == (0, f"riwaya: {into}: 1 incident\n")
    page = browser.new_page(viewport={"width": 360, "height": 800})
    try:
        asked, said = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(into.as_uri())
        assert asked == [into.as_uri()]
        assert said == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate("document.fonts.check('16px \"Riwaya Naskh\"', 'سلام')")
    finally:
        page.close()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "x.html"], "name an incident"),
        (["i0", "-o", "x.html"], "i0: no such incident"),
        (["i0"], "name the file to write: -o NAME.pdf"),
        (["i0", "--event", "kill", "-o", "x.html"], "not both"),
        (["i0", "-o", "x.html", "--language", "fr"], "--language fr: known are en, ar"),
        (["i0", "-o", "x.html", "--paper", "a5"], "--paper a5: known are a4, letter"),
        (["i0", "-o", "x.html", "--unreviewed"], "goes with --public"),
        (["--event", "dance", "-o", "x.html"], "dance"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    options: list[str], said: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(small, "dossier", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_export_leads_to_the_dossier(small: Path, tmp_path: Path) -> None:
    into = tmp_path / "several.html"
    result = run(small, "export", "dossier", "--event", "kill", "-o", into)
    assert result.exit_code == 0, result.output
    assert "incidents" in result.stderr
    assert "Dossiers of" in into.read_text("utf-8")


def test_export_leads_to_the_bundle(small: Path, tmp_path: Path) -> None:
    into, same = tmp_path / "case.zip", tmp_path / "same.zip"
    assert run(small, "export", "bag", "-o", into).exit_code == 0
    assert run(small, "bundle", same).exit_code == 0
    payload = [
        {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        for archive in map(zipfile.ZipFile, (into, same))
    ]
    held = [{name: data for name, data in one.items() if "data/" in f"/{name}"} for one in payload]
    assert held[0]
    assert held[0] == held[1]
    assert CliRunner().invoke(app, ["verify", str(into)]).exit_code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--public"], "holds the raw bytes of every report"),
        (["--event", "kill"], "--event: a bag holds the whole workspace"),
        (["--limit", "3"], "--limit: a bag holds the whole workspace"),
        ([], "name what to write"),
    ],
)
def test_a_bag_is_whole_or_not_at_all(
    options: list[str], said: str, small: Path, tmp_path: Path
) -> None:
    into = tmp_path / "case.zip"
    result = run(small, "export", "bag", *(["-o", str(into)] if options else []), *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []
