"""Every way out for the public, over one workspace full of traps: nothing private leaves by any.

A form that is added to the registry, a command that learns `--public`, a route of the desk: each is
tried here without being named here.
"""

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from sqlalchemy import select
from typer.main import get_command
from typer.testing import CliRunner

from riwaya.cli import app
from riwaya.export.forms.registry import ELSEWHERE, FORMS
from riwaya.store.fusion_tables import incidents
from riwaya.store.tables import claims, reports
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.workspace import Workspace
from tests.conftest import CHROMIUM, WHY
from tests.publishing.exposed import ARABIC, POINTS, private_in, written
from tests.publishing.traps import trapped_workspace
from tests.web.every_route import every_way

UNREVIEWED = ("--public", "--unreviewed")
#: Commands that write for the public, beside `export` and `serve`, with the endings they write.
DRAWN = {"map": (".html", ".svg"), "timeline": (".html", ".svg"), "tolls": (".html", ".svg"),
         "dossier": (".html",)}  # fmt: skip
PART = re.compile(r"\{(\w+)(?::path)?\}")
#: Words in a row that would be a report's sentence.
ROW = 5


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with trapped_workspace(tmp_path_factory.mktemp("every-exit") / "workspace") as workspace:
        yield workspace


@pytest.fixture(scope="module")
def sentences(trapped: Workspace) -> frozenset[str]:
    """Every few words in a row of the reports' texts."""
    with trapped.engine.connect() as connection:
        texts = list(connection.execute(select(reports.c.text)).scalars())
    return frozenset(
        " ".join(words[start : start + ROW])
        for words in (text.split() for text in texts)
        for start in range(len(words) - ROW + 1)
    )


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def assert_clean(text: str, sentences: frozenset[str], where: object) -> None:
    assert private_in(text) == [], where
    words = text.split()
    said = {" ".join(words[start : start + ROW]) for start in range(len(words) - ROW + 1)}
    assert not said & sentences, where


def assert_all_clean(folder: Path, sentences: frozenset[str]) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert_clean(written(path), sentences, path.name)


def test_the_traps_are_found_where_nothing_is_held_back(
    trapped: Workspace, sentences: frozenset[str], tmp_path: Path
) -> None:
    trapped.export("datasette", tmp_path / "whole.db")
    trapped.export("geoparquet", tmp_path / "whole.parquet")
    trapped.export("xlsx", tmp_path / "whole.xlsx")
    found = set(private_in(written(tmp_path / "whole.db")))
    assert found >= set(ARABIC)
    assert {str(point) for point in POINTS} <= found
    assert found & {"dahrouj", "shalhoub", "jawaherji"}
    assert str(POINTS[0]) in private_in(written(tmp_path / "whole.parquet"))
    assert set(ARABIC) - {"زمهرير"} <= set(private_in(written(tmp_path / "whole.xlsx")))
    with pytest.raises(AssertionError):
        assert_clean(" ".join(["قبل", *sorted(sentences)[:1], "بعد"]), sentences, "")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_by_the_library(
    trapped: Workspace, sentences: frozenset[str], tmp_path: Path, form: str
) -> None:
    done = trapped.export(form, tmp_path / f"out{FORMS[form].suffix}", public=True)
    assert done.rows
    assert_all_clean(tmp_path, sentences)
    for path in tmp_path.iterdir():
        assert "ACLED" not in re.sub(r"ACLED,|ACLED Codebook", "", written(path)) or form == "acled"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_by_the_command_with_rows_of_datasets(
    trapped: Workspace, sentences: frozenset[str], tmp_path: Path, form: str
) -> None:
    into = tmp_path / f"out{FORMS[form].suffix}"
    done = run(
        "export",
        form,
        *UNREVIEWED,
        "--with-imported",
        "--quiet",
        "-o",
        into,
        "-w",
        trapped.folder.path,
    )
    assert done.exit_code == 0, done.output
    assert_all_clean(tmp_path, sentences)
    about = json.loads((tmp_path / f"{into.name}.about.json").read_text("utf-8"))
    assert about["public"] is True
    assert about["query"] is None


@pytest.mark.parametrize(("command", "ending"), [(c, e) for c, each in DRAWN.items() for e in each])
def test_every_picture_and_document(
    trapped: Workspace, sentences: frozenset[str], tmp_path: Path, command: str, ending: str
) -> None:
    into = tmp_path / f"out{ending}"
    chosen = ("--since", "2000-01-01") if command == "dossier" else ()
    done = run(command, *chosen, *UNREVIEWED, "--quiet", "-o", into, "-w", trapped.folder.path)
    assert done.exit_code == 0, done.output
    assert_all_clean(tmp_path, sentences)
    assert not any("import:acled" in written(path) for path in tmp_path.iterdir())


@pytest.mark.skipif(CHROMIUM is None, reason=WHY)
@pytest.mark.parametrize(("command", "ending"), [("map", ".png"), ("dossier", ".pdf")])
def test_what_the_browser_prints(
    trapped: Workspace, sentences: frozenset[str], tmp_path: Path, command: str, ending: str
) -> None:
    test_every_picture_and_document(trapped, sentences, tmp_path, command, ending)


def test_no_command_for_the_public_is_forgotten() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    public = {
        name
        for name, one in commands.items()
        if any("--public" in option.opts for option in one.params)
    }
    assert public == {*DRAWN, "export", "serve"}
    assert set(ELSEWHERE) == {"bag", "dossier"}


def test_a_bag_is_never_public(trapped: Workspace, tmp_path: Path) -> None:
    refused = run("export", "bag", "--public", "-o", tmp_path / "b.zip", "-w", trapped.folder.path)
    assert refused.exit_code != 0
    assert "can't be made --public" in refused.output
    assert not list(tmp_path.iterdir())


def test_every_route_of_the_public_desk(trapped: Workspace, sentences: frozenset[str]) -> None:
    config = Config(port=8765, public=True, unreviewed=True)
    with trapped.engine.connect() as connection:
        ids = list(connection.execute(select(reports.c.id)).scalars())
        happened = list(connection.execute(select(incidents.c.id)).scalars())
        said = connection.execute(
            select(reports.c.id, claims.c.claim).join(claims, claims.c.report_n == reports.c.n)
        ).all()
    answered = 0
    with (
        Workspace(trapped.folder.path) as opened,
        TestClient(make_app(opened, config), base_url=config.url) as client,
    ):
        for way in every_way(client.app):  # type: ignore[arg-type]
            if way.method != "GET" or "static" in way.path:
                continue
            for path in sorted(set(_addresses(way.path, ids, happened, said))):
                answer = client.get(path)
                assert answer.status_code < 500, path
                answered += answer.status_code == 200
                bare = answer.text.replace(path, "")
                assert_clean(bare, sentences, path)
    assert answered > 60


def _addresses(
    path: str, ids: list[str], happened: list[str], said: list[tuple[str, str]]
) -> Iterator[str]:
    """A route's addresses with everything that is there; facets by everything."""
    by = ("event", "actor", "source", "place", "outlet", "month", "review")
    if "{" not in path:
        if path.endswith("/facets"):
            yield from (f"{path}?by={one}" for one in by)
        elif not path.endswith("changes"):
            yield path
        return
    for report in ids:
        for claim in [c for r, c in said if r == report][:1]:
            for one in happened if "incident" in path else [report]:
                for facet in by if "{by}" in path else ("event",):
                    things = {
                        "report": report,
                        "claim": claim,
                        "by": facet,
                        "number": "1",
                        "n": "1",
                    }
                    yield PART.sub(partial(_thing, things, one), path)


def _thing(things: dict[str, str], other: str, found: re.Match[str]) -> str:
    return things.get(found[1].rstrip("_"), other)
