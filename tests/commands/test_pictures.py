"""`riwaya map`, `timeline`, `tolls`: what they write, what they refuse, what the public gets."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree, html
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.workspace.workspace import Workspace
from tests.conftest import CHROMIUM
from tests.web.small import small_workspace

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    path = tmp_path_factory.mktemp("pictures") / "workspace"
    with small_workspace(path):
        pass
    return lambda *options: CliRunner().invoke(app, [*map(str, options), "-w", str(path)])


@pytest.mark.parametrize("kind", ["map", "timeline", "tolls"])
@pytest.mark.parametrize("ending", [".html", ".svg"])
def test_each_is_written_whole(kind: str, ending: str, run: Run, tmp_path: Path) -> None:
    into = tmp_path / f"x{ending}"
    result = run(kind, "-o", into, "--language", "ar", "--since", "2016-03", "--title", "عنوان <b>")
    assert result.exit_code == 0, result.output
    assert "incidents drawn into" in result.output
    assert [one.name for one in tmp_path.iterdir()] == [into.name]
    content = into.read_bytes()
    root = html.document_fromstring(content) if ending == ".html" else etree.fromstring(content)
    assert root.get("lang") == "ar"
    assert "since: 2016-03" in "".join(root.itertext())
    assert "عنوان <b>" in "".join(root.itertext())


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_bitmap_says_the_rest_beside(run: Run, tmp_path: Path) -> None:
    into = tmp_path / "x.png"
    assert run("tolls", "-o", into, "--event", "air_strike").exit_code == 0
    assert into.read_bytes().startswith(b"\x89PNG")
    about = json.loads((tmp_path / "x.png.about.json").read_text("utf-8"))
    assert about["query"] == ["event: air_strike"]
    assert len(about["models"][0]["sha256"]) == 64
    assert about["of"] >= about["reviewed"] == 0


def test_where_nothing_fits_nothing_is_written(run: Run, tmp_path: Path) -> None:
    result = run("map", "-o", tmp_path / "x.svg", "--event", "chemical_attack")
    assert result.exit_code == 2
    assert "no incident fits" in result.output
    assert "--unreviewed" not in result.output
    result = run("map", "-o", tmp_path / "x.svg", "--public")  # nobody reviewed any
    assert result.exit_code == 2
    assert "reviewed claims only, unless --unreviewed is said" in result.output
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_into_the_workspace(tmp_path: Path) -> None:
    case = tmp_path / "case"
    with Workspace.create(case, by="tester"):
        pass
    result = CliRunner().invoke(app, ["map", "-o", str(case / "x.html"), "-w", str(case)])
    assert result.exit_code == 2
    assert f"write beside it: -o {tmp_path / 'x.html'}" in result.output
    assert not (case / "x.html").exists()


def test_the_public_gets_the_district_and_no_filter(run: Run, tmp_path: Path) -> None:
    ours, public = tmp_path / "ours.html", tmp_path / "public.html"
    assert run("map", "-o", ours, "--place", "douma").exit_code == 0
    asked = ("--public", "--unreviewed", "--place", "douma")
    assert run("map", "-o", public, *asked).exit_code == 0
    told = [
        json.loads(html.parse(str(path)).getroot().get_element_by_id("data").text)
        for path in (ours, public)
    ]
    assert told[0][0]["place"] == "Douma"
    assert told[1][0]["place"] != "Douma"
    assert told[1][0]["km"] > told[0][0]["km"]
    assert "الحلواني" not in public.read_text("utf-8")
    assert "Halwani" not in public.read_text("utf-8")
    assert "place: douma" not in public.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("map",), "-o map.html"),
        (("map", "-o", "x.gif"), "must end in .html, .svg, .png"),
        (("map", "-o", "x.svg", "--language", "fr"), "known are en, ar"),
        (("timeline", "-o", "x.svg", "--by", "wek"), "did you mean week?"),
        (("tolls", "-o", "x.svg", "--measure", "kiled"), "did you mean killed?"),
        (("tolls", "-o", "x.svg", "--unreviewed"), "goes with --public"),
        (("tolls", "-o", "x.svg", "--measure", "abducted"), "nothing was written"),
        (("map", "-o", "nowhere/x.svg"), "no folder"),
    ],
)
def test_what_is_wrong_is_said(
    options: tuple[str, ...], said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*options)
    assert result.exit_code == 2
    assert said in result.output
    assert not list(tmp_path.iterdir())


def test_a_unit_and_a_number_of_rows_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    assert run("timeline", "-o", tmp_path / "t.svg", "--by", "month").exit_code == 0
    assert "by month" in (tmp_path / "t.svg").read_text("utf-8")
    assert run("tolls", "-o", tmp_path / "n.svg", "--rows", "1").exit_code == 0
    assert "not drawn: 3" in (tmp_path / "n.svg").read_text("utf-8")
