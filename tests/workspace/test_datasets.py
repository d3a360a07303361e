"""ACLED's and UCDP GED's tables in a workspace: taken in once, versions, never read by the model."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from riwaya.errors import BadInput
from riwaya.export.forms.registry import form_named
from riwaya.imports.rules import model_of
from riwaya.records.incident import Incident
from riwaya.resolving.claims import Knowledge
from riwaya.store.fusion_tables import incidents
from riwaya.store.query import Query
from riwaya.store.readings import unindex
from riwaya.store.reports import versions_of
from riwaya.store.search import search
from riwaya.store.tables import readings, reports
from riwaya.workspace.against_dataset import Beside, Comparison
from riwaya.workspace.bundling import bundle
from riwaya.workspace.exporting import Wish, export
from riwaya.workspace.fusing import fuse
from riwaya.workspace.incidents import in_full
from riwaya.workspace.rereading import reread, to_reread
from riwaya.workspace.workspace import Workspace
from tests.imports.tables import acled, ucdp
from tests.web.small import add_small


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "acled.csv"
    path.write_text(acled({}, {"event_id_cnty": "SYR2", "event_date": "2016-03-20"}), "utf-8")
    return path


def all_incidents(workspace: Workspace) -> list[Incident]:
    with workspace.engine.connect() as connection:
        rows = connection.execute(select(incidents).order_by(incidents.c.day_from)).all()
        return list(in_full(connection, rows))


def test_rows_are_reports_with_claims_and_adding_them_again_adds_nothing(
    empty: Workspace, table: Path, tmp_path: Path
) -> None:
    added = empty.add([table], jobs=1)
    assert (added.reports, added.read, added.claims, added.problems) == (2, 2, 4, ())
    assert empty.add([table], jobs=1).known == 1
    copy = tmp_path / "again.csv"
    copy.write_bytes(table.read_bytes())
    assert empty.add([copy], jobs=1).reports == 0
    with empty.engine.connect() as connection:
        found = search(connection, Query(outlets=("ACLED",)))
        assert len(found) == 4
        kept = connection.execute(select(reports.c.language, readings.c.model).join(
            readings, readings.c.n == reports.c.reading_n)).all()  # fmt: skip
    assert {tuple(row) for row in kept} == {("en", model_of("acled"))}


def test_bad_rows_are_told_and_the_rest_is_taken(empty: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(ucdp({"id": ""}, {}, {"id": "78", "latitude": "north"}), "utf-8")
    added = empty.add([path], jobs=1)
    assert added.reports == 1
    assert [problem.partition(":")[0].rpartition("/")[2] for problem in added.problems] == [
        "events.csv, line 2", "events.csv, line 4",
    ]  # fmt: skip


def test_a_row_that_was_changed_is_a_version_and_the_old_one_claims_nothing(
    empty: Workspace, table: Path, tmp_path: Path
) -> None:
    empty.add([table], jobs=1)
    fuse(empty)
    later = tmp_path / "next-year.csv"
    later.write_text(acled({"fatalities": "19", "timestamp": "1700000000"}), "utf-8")
    assert empty.add([later], jobs=1).reports == 1
    fuse(empty)
    with empty.engine.connect() as connection:
        versions = versions_of(connection, 1)
        assert [row.published[:4] for row in versions] == ["2020", "2023"]
    found = all_incidents(empty)
    assert [incident.counts["reports"] for incident in found] == [1, 1]
    (toll,) = [toll for toll in found[0].tolls if toll.measure == "killed"]
    assert [figure.low for figure in toll.figures] == [19]


def test_an_older_version_that_comes_later_replaces_nothing(
    empty: Workspace, table: Path, tmp_path: Path
) -> None:
    empty.add([table], jobs=1)
    earlier = tmp_path / "old.csv"
    earlier.write_text(acled({"fatalities": "3", "timestamp": "1500000000"}), "utf-8")
    empty.add([earlier], jobs=1)
    fuse(empty)
    figures = [f.low for i in all_incidents(empty) for t in i.tolls for f in t.figures]
    assert sorted(figures) == [16, 16]


def test_rereading_leaves_rows_alone(empty: Workspace, table: Path) -> None:
    empty.add([table], jobs=1)
    assert to_reread(empty) == 0
    tally, _ = reread(empty, watch=lambda _: None)
    assert tally.read == 0


def test_rows_that_a_stop_left_unread_are_read_by_their_codes(
    empty: Workspace, table: Path, tmp_path: Path
) -> None:
    empty.add([table], jobs=1)
    with empty.engine.begin() as connection:
        connection.execute(update(reports).values(reading_n=None))
        for number in connection.execute(select(reports.c.n)).scalars():
            unindex(connection, number)
        connection.execute(delete(readings))
    other = tmp_path / "other.csv"
    other.write_text(acled({"event_id_cnty": "SYR3"}), "utf-8")
    assert empty.add([other], jobs=1).read == 3
    with empty.engine.connect() as connection:
        models = connection.execute(select(readings.c.model)).scalars().all()
    assert models == [model_of("acled")] * 3


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A dozen invented reports with a table of ACLED's beside them."""
    folder = tmp_path_factory.mktemp("beside")
    table = folder / "acled.csv"
    table.write_text(
        acled(
            {"fatalities": "30"},
            {"event_id_cnty": "SYR2", "event_date": "2016-07-02", "location": "Elsewhere",
             "latitude": "33.0", "longitude": "44.0", "source": "A paper"},
            {"event_id_cnty": "SYR3", "time_precision": "3"},
            {"event_id_cnty": "SYR4", "sub_event_type": "Other", "fatalities": "0",
             "event_type": "Strategic developments"},
        ),
        "utf-8",
    )  # fmt: skip
    with Workspace.create(folder / "workspace", by="tester") as workspace:
        add_small(workspace)
        workspace.add([table], jobs=1)
        fuse(workspace)
        yield workspace


def beside(workspace: Workspace, **period: str | None) -> tuple[list[Beside], Comparison]:
    with workspace.engine.connect() as connection:
        found = Comparison(connection, "acled", **({"since": None, "until": None} | period))
        return list(found), found


def test_who_has_what_and_where_they_differ(small: Workspace) -> None:
    found, comparison = beside(small)
    by_rows = {one.theirs.rows: one for one in found if one.theirs}
    strike = by_rows["SYR100",]
    assert (strike.whose, strike.differs) == ("both", ("dead",))
    assert strike.ours is not None
    assert strike.theirs is not None
    assert (strike.ours.killed, strike.theirs.killed) == ((14, 21), (30, 30))
    assert strike.apart_km is not None
    assert strike.apart_km < 5
    assert model_of("acled") in strike.models
    assert len(strike.models) == 2
    assert by_rows["SYR2",].whose == "theirs"
    ours = {one.ours.place for one in found if one.whose == "ours" and one.ours}
    assert "Douma" in ours
    counts = comparison.counts
    assert (counts.both, counts.rows, counts.untold) == (1, 4, 1)
    assert counts.differing == {"dead": 1}
    assert counts.both + counts.theirs + counts.ours == len(found)


def test_a_period_leaves_the_rest_out(small: Workspace) -> None:
    found, _ = beside(small, since="2016-07-01", until="2016-07-31")
    assert {one.theirs.rows for one in found if one.theirs} == {("SYR2",)}


def test_nothing_to_compare_with_is_said(small: Workspace) -> None:
    with small.engine.connect() as connection, pytest.raises(BadInput, match="--kind ucdp"):
        Comparison(connection, "ucdp", since=None, until=None)


def test_the_public_gets_no_rows_of_datasets_unless_told(small: Workspace, tmp_path: Path) -> None:
    def written(name: str, **more: bool) -> tuple[str, dict[str, str]]:
        into = tmp_path / f"{name}.jsonl"
        wish = Wish(Query(), public=True, unreviewed=True, **more)
        export(small, form_named("jsonl"), into, wish, Knowledge())
        about = json.loads((tmp_path / f"{name}.jsonl.about.json").read_text("utf-8"))
        return into.read_text("utf-8"), about["datasets"]

    text, datasets = written("without")
    assert "import:acled" not in text
    assert datasets == {}
    text, datasets = written("with", imported=True)
    assert "import:acled" in text
    assert "terms" in datasets["ACLED"]


def test_published_incidents_stand_without_rows_of_datasets(
    small: Workspace, tmp_path: Path
) -> None:
    def titles(name: str, **more: bool) -> list[str]:
        into = tmp_path / f"{name}.geojson"
        wish = Wish(Query(), public=True, unreviewed=True, **more)
        export(small, form_named("geojson"), into, wish, Knowledge())
        features = json.loads(into.read_text("utf-8"))["features"]
        return [str(feature["properties"]) for feature in features]

    without, whole = titles("without"), titles("with", imported=True)
    assert len(without) < len(whole)
    assert not any("ACLED" in properties for properties in without)
    assert any("ACLED" in properties for properties in whole)


@pytest.mark.parametrize(
    ("form", "columns"),
    [
        ("acled", ("event_date", "time_precision", "location", "latitude", "longitude",
                   "geo_precision", "fatalities", "actor1")),
        ("ucdp", ("date_start", "date_end", "date_prec", "where_coordinates", "latitude",
                  "longitude", "where_prec", "best", "low", "high", "side_a", "side_b",
                  "type_of_violence", "deaths_a", "deaths_b", "deaths_civilians")),
    ],
)  # fmt: skip
def test_what_we_export_comes_back_with_its_place_days_and_dead(
    form: str, columns: tuple[str, ...], small: Workspace, empty: Workspace, tmp_path: Path
) -> None:
    there, back = tmp_path / "there.csv", tmp_path / "back.csv"
    export(small, form_named(form), there, Wish(Query()), Knowledge())
    added = empty.add([there], jobs=1)
    assert added.problems == ()
    fuse(empty)
    export(empty, form_named(form), back, Wish(Query()), Knowledge())

    def told(path: Path) -> list[tuple[str, ...]]:
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
        return sorted(tuple(row[column] for column in columns) for row in rows)

    assert told(there)
    assert told(back) == told(there)


def test_a_bundle_says_whose_rows_it_holds(empty: Workspace, table: Path, tmp_path: Path) -> None:
    empty.add([table], jobs=1)
    bundle(empty, tmp_path / "bag")
    assert "Rights: ACLED" in (tmp_path / "bag" / "bag-info.txt").read_text("utf-8")
