"""A workspace asked from Python says what the command line says, and takes the same filters."""

import csv
import json
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from riwaya.commands.filters import Filters as CommandFilters
from riwaya.commands.scope import ExportScope
from riwaya.errors import BadInput, MissingExtra
from riwaya.export.claims.tables import CLAIM_COLUMNS
from riwaya.export.incidents.geojson import COLUMNS as PROPERTIES
from riwaya.records.decision import Decision
from riwaya.store.turns import turn
from riwaya.workspace.filters import SCOPE, Filters
from riwaya.workspace.found_claims import FoundClaims
from riwaya.workspace.keeping import decide
from riwaya.workspace.workspace import Workspace
from tests.test_examples import run
from tests.web.small import small_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with small_workspace(tmp_path_factory.mktemp("asked") / "workspace") as made:
        yield made


@pytest.mark.parametrize("name", ["riwaya.workspace.questions", "riwaya.workspace.workspace"])
def test_examples(workspace: Workspace, name: str) -> None:
    assert run(name, {"workspace": workspace}) > 0


def test_a_search_says_how_many_there_are_in_all(workspace: Workspace) -> None:
    everything = workspace.search(limit=0)
    assert len(everything) == everything.of == workspace.count() > 20
    page = workspace.search(limit=3, offset=2)
    assert (len(page), page.of) == (3, everything.of)
    assert list(page) == everything[2:5]
    assert repr(page) == f"<3 of {everything.of} claims>"
    assert sum(part.count for part in workspace.facet("event")) == everything.of


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ({"event": "kill"}, {"event": ["kill"]}),
        ({"since": date(2016, 4, 1)}, {"since": "2016-04"}),
        ({"published_until": date(2016, 3, 12)}, {"published_until": "2016-03-12"}),
        ({"near": (35.65, 36.68, 15)}, {"near": "35.65,36.68,15km"}),
        ({"min_confidence": 0.9}, {"min_confidence": "90%"}),
        ({"number": "killed>=20"}, {"number": ("killed>=20",)}),
        ({"source": "المرصد", "origin_only": True}, {"source": ["المرصد"], "origin_only": True}),
        ({"outlet": None, "event": ("kill", "injure")}, {"event": ["injure", "kill"]}),
    ],
)
def test_filters_take_python_values(
    workspace: Workspace, given: dict[str, Any], same: dict[str, Any]
) -> None:
    found = workspace.search(limit=0, **given)
    assert list(found) == list(workspace.search(limit=0, **same))
    assert 0 < len(found) < workspace.count()


def test_every_filter_of_the_command_line_is_one() -> None:
    assert [one.name for one in fields(CommandFilters)] == list(Filters.__annotations__)


def test_a_filter_that_is_none_is_an_error_and_not_passed_over(workspace: Workspace) -> None:
    with pytest.raises(TypeError, match="'evnt'; did you mean 'event'"):
        workspace.search(evnt="kill")  # type: ignore[call-arg]
    with pytest.raises(BadInput, match="did you mean kill"):
        workspace.count(event="kil")
    with pytest.raises(BadInput, match="no order is called"):
        workspace.incidents(sort="confidence")
    with pytest.raises(BadInput, match="reviewed and unreviewed exclude each other"):
        workspace.claims_frame(public=True, reviewed=True, unreviewed=True)
    with pytest.raises(BadInput, match=r"^unreviewed goes with public"):
        workspace.incidents_frame(unreviewed=True)
    with pytest.raises(BadInput, match="csv: has no room for publisher and base_url"):
        workspace.export("csv", "claims.csv", publisher="me")


def test_whom_an_export_is_for_is_said_as_on_the_command_line() -> None:
    assert {one.name for one in fields(ExportScope)} == SCOPE


def test_threads_may_ask_at_once(workspace: Workspace) -> None:
    with Workspace(workspace.folder.path) as fresh, ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: fresh.search(event="kill"), range(16)))
    assert all(one == found[0] for one in found)
    assert found[0] == workspace.search(event="kill")


def test_an_incident_by_its_id(workspace: Workspace) -> None:
    several = workspace.incidents(sort="killed")
    assert [workspace.incident(one.id) for one in several[:2]] == several[:2]
    assert [one.id for one in workspace.incidents(event="protest")] == [
        one.id for one in several if "protest" in one.events
    ]
    with pytest.raises(BadInput, match="nothing: no such incident"):
        workspace.incident("nothing")


def test_a_report_is_read_as_people_left_it(workspace: Workspace, tmp_path: Path) -> None:
    shutil.copytree(workspace.folder.path, tmp_path / "copy")
    with Workspace(tmp_path / "copy") as copy:
        found = copy.search(event="protest")[0]
        reading = copy.reading(found.report)
        assert reading.report.outlet == found.outlet
        assert {claim.id for claim in reading} == {
            one.claim for one in copy.search(report=found.report, limit=0)
        }
        reading.document.verify(reading.text)
        rejected = Decision(
            report=found.report, anchor=found.anchor, verdict="reject", author="x",
            made_at="2026-01-01T00:00:00+00:00",
        )  # fmt: skip
        with copy.writing(), turn(copy.engine) as connection:
            decide(connection, [rejected])
        left = [claim.id for claim in copy.reading(found.report)]
        assert left == [claim.id for claim in reading if claim.id != found.claim]
        with pytest.raises(BadInput, match="no such report"):
            copy.reading("nothing")


def test_the_frame_of_claims_is_the_exported_table_with_types(
    workspace: Workspace, tmp_path: Path
) -> None:
    frame = workspace.claims_frame(event="kill")
    written = workspace.export("csv", tmp_path / "claims.csv", event="kill")
    text = written.files[0].read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert frame.columns == list(CLAIM_COLUMNS) == list(rows[0])
    assert len(frame) == written.rows == len(rows)
    for told, row in zip(frame.iter_rows(named=True), rows, strict=True):
        for name in ("report", "claim", "gloss", "review_status", "riwaya", "model"):
            assert told[name] == row[name]
        assert (told["day_from"] or "") == (row["day_from"] and date.fromisoformat(row["day_from"]))
        assert told["confidence"] == float(row["confidence"])
        assert told["quoted"] is (row["quoted"] == "true")


def test_the_frame_of_incidents_has_the_properties_of_the_geojson(
    workspace: Workspace, tmp_path: Path
) -> None:
    frame = workspace.incidents_frame()
    written = workspace.export("geojson", tmp_path / "incidents.geojson")
    features = json.loads(written.files[0].read_bytes())["features"]
    assert frame.columns == list(PROPERTIES)
    assert frame["id"].to_list() == [feature["id"] for feature in features]
    first, told = frame.row(0, named=True), features[0]["properties"]
    assert first["day_from"] == date.fromisoformat(told["day_from"])
    assert json.loads(first["tolls"]) == told["tolls"]
    assert {k: first[k] for k in ("events", "claims", "of")} == {
        k: told[k] for k in ("events", "claims", "of")
    }
    assert workspace.incidents_frame(limit=2)["id"].to_list() == frame["id"].to_list()[:2]
    assert workspace.incidents_frame(event="trade").schema == frame.schema


def test_pandas_frames_keep_what_may_be_missing(workspace: Workspace) -> None:
    frame = workspace.claims_pandas()
    assert str(frame.dtypes["start"]) == "Int64"
    assert str(frame.dtypes["quoted"]) == "boolean"
    assert str(frame.dtypes["day_from"]).startswith("datetime64")
    assert isinstance(frame["day_from"].min(), datetime)
    incidents = workspace.incidents_pandas(limit=1)
    assert str(incidents.dtypes["reports"]) == "Int64"
    assert len(incidents) == 1


def test_the_public_sees_only_what_was_reviewed_and_no_offsets(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert workspace.claims_frame(public=True).is_empty()
    frame = workspace.claims_frame(public=True, unreviewed=True)
    assert len(frame) == workspace.count()
    assert frame["start"].null_count() == len(frame)
    written = workspace.export("acled", tmp_path / "acled.csv", public=True)
    assert written.rows == 0


@pytest.mark.parametrize(("library", "extra"), [("polars", "frame"), ("pandas", "pandas")])
def test_a_missing_library_is_named_with_its_extra(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=rf"{library}.*riwaya\[{extra}\]"):
        workspace.claims_pandas()


def test_a_notebook_shows_what_was_found_and_nothing_of_it_is_markup(workspace: Workspace) -> None:
    found = workspace.search(event="kill", limit=2)
    html = found._repr_html_()
    assert f"2 of {found.of} shown" in html
    assert html.count("<tr>") == 3
    assert found[0].review in html
    bad = FoundClaims([type(found[0])(**{**_fields(found[0]), "outlet": "<script>x</script>"})])
    assert "<script" not in bad._repr_html_()


def _fields(found: Any) -> dict[str, Any]:
    return {name: getattr(found, name) for name in found.__struct_fields__}
