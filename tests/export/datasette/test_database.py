"""The database as Datasette itself shows it: facets, search, links between tables, the map."""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import pytest

from riwaya.export.datasette.database import write
from riwaya.export.datasette.schema import tables
from riwaya.export.forms.placing import Placing
from riwaya.store.found import Found
from tests.export.claims.test_csv import made

Export = Callable[..., Path]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


class Shown:
    """A database in Datasette, asked in this process."""

    def __init__(self, path: Path) -> None:
        from datasette.app import Datasette  # noqa: PLC0415 (slow to load)

        beside = path.with_name(path.name + ".metadata.json")
        self.metadata = json.loads(beside.read_text("utf-8"))
        self._datasette = Datasette([str(path)], metadata=self.metadata)
        # Playwright keeps a loop in this thread once a browser was started: ours has its own.
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever)
        self._thread.start()

    def get(self, address: str, **query: str) -> Any:
        asked = self._datasette.client.get(address, params=query, follow_redirects=True)
        response = asyncio.run_coroutine_threadsafe(asked, self._loop).result(60)
        assert response.status_code == 200, response.text[:2000]
        return response.json() if ".json" in address else response.text

    def close(self) -> None:
        for database in self._datasette.databases.values():
            database.close()
        self._datasette.executor.shutdown()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture(scope="module")
def case(exported: Export) -> Path:
    return exported("datasette", "case.db")


@pytest.fixture(scope="module")
def shown(case: Path) -> Iterator[Shown]:
    shown = Shown(case)
    yield shown
    shown.close()


def rows(path: Path, query: str, *values: Any) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, values)]


def test_it_holds_the_claims_with_their_reports_sources_and_incidents(case: Path) -> None:
    found = rows(case, "select * from claims")
    assert len(found) == 26
    assert all(row["review_status"] in {"open", "accepted"} for row in found)
    assert all(len(row["model"]) == 64 and row["riwaya"] and row["report"] for row in found)
    assert sum(row["incident"] is not None for row in found) > 20
    assert rows(case, "select count(*) as n from sources")[0]["n"] >= 26
    assert rows(case, "select * from tolls where measure = 'killed' and people = 'all'")
    assert any(r["what"] == "disagreement" for r in rows(case, "select * from remarks"))
    assert rows(case, "pragma foreign_key_check") == []
    assert rows(case, "pragma integrity_check") == [{"integrity_check": "ok"}]


def test_tables_have_the_columns_of_the_list(case: Path) -> None:
    for table, columns in tables().items():
        held = [row["name"] for row in rows(case, f"pragma table_info({table})")]
        assert held == [column.name for column in columns]
    assert all(row["trigger"] in row["sentence"] for row in rows(case, "select * from claims"))


def test_datasette_counts_by_facets(shown: Shown) -> None:
    found = shown.get("/case/claims.json")["facet_results"]
    assert {"event", "review_status", "origin_kind", "outlet", "day_from"} <= set(found)
    counts = {one["value"]: one["count"] for one in found["event"]["results"]}
    assert counts["kill"] > 1
    incidents = shown.get("/case/incidents.json")["facet_results"]
    assert any(one["value"] == "air_strike" for one in incidents["events"]["results"])


@pytest.mark.parametrize(
    "typed",
    ["إدلب", "ادلب", "أدلب", "معرّة النعمان", "المرصد", "observatory", "مشفي الرحمه", "٤٠ صهريج"],
)
def test_the_query_for_any_spelling_finds_claims(shown: Shown, typed: str) -> None:
    found = shown.get("/case/find_claims.json", words=typed, _shape="array")
    assert found
    assert all(row["review_status"] and row["model"] and row["riwaya"] for row in found)


@pytest.mark.parametrize(
    "typed", ["داعش", "الرحمة", "الرحمه", "مشفي الرحمة", "منبج", "air strike", "أدلب"]
)
def test_the_search_box_finds_usual_spellings(shown: Shown, typed: str) -> None:
    assert shown.get("/case/claims.json", _search=typed, _shape="array")


def test_the_search_is_found_without_the_metadata_too(case: Path) -> None:
    from datasette.utils import detect_fts  # noqa: PLC0415

    with closing(sqlite3.connect(case)) as connection:
        assert detect_fts(connection, "claims") == "claims_fts"
        assert detect_fts(connection, "reports") == "reports_fts"


def test_a_report_is_found_by_its_text(shown: Shown) -> None:
    found = shown.get("/case/reports.json", _search="صهريجا", _shape="array")
    assert {row["outlet"] for row in found} == {"صدى الشمال"}


def test_links_between_tables_have_words_on_them(shown: Shown) -> None:
    row = shown.get("/case/claims.json", _labels="on", _shape="objects", incident__notblank="1")
    first = row["rows"][0]
    assert "معرة" in first["report"]["label"] or "," in first["report"]["label"]
    assert first["incident"]["label"] == rows_title(shown, first["incident"]["value"])
    source = shown.get("/case/sources.json", _labels="on", _shape="objects")["rows"][0]
    assert source["claim"]["label"].isascii()


def rows_title(shown: Shown, number: int) -> str:
    return str(shown.get(f"/case/incidents/{number}.json", _shape="array")[0]["title"])


@pytest.mark.parametrize("table", ["claims", "incidents"])
def test_the_map_finds_its_columns(shown: Shown, table: str) -> None:
    found = shown.get(f"/case/{table}.json", _shape="array", latitude__notblank="1")
    assert found
    assert all(25 < row["latitude"] < 40 and 30 < row["longitude"] < 50 for row in found)


def test_the_pages_say_what_columns_are_and_that_claims_are_no_facts(shown: Shown) -> None:
    page = shown.get("/case/claims")
    assert "not facts" in page
    assert "How often such readings are right" in page
    assert "km" in page
    for table in tables():
        assert shown.get(f"/case/{table}")


def test_what_is_public_has_reviewed_claims_and_no_texts(exported: Export) -> None:
    path = exported("datasette", "public.db", "--public")
    found = rows(path, "select * from claims")
    assert found
    assert {row["review_status"] for row in found} == {"accepted"}
    assert {row["start"] for row in found} == {None}
    assert "sentence" not in found[0]
    about = json.loads(path.with_name("public.db.about.json").read_text("utf-8"))
    assert "claims.gloss" in about["columns"]
    assert not {"claims.sentence", "reports.text"} & set(about["columns"])
    assert "text" not in rows(path, "select * from reports")[0]
    assert "reports_fts" not in {
        row["name"] for row in rows(path, "select name from sqlite_master")
    }
    assert (
        b"\xd8\xa7\xd9\x84\xd8\xb4\xd8\xb9\xd8\xa8\xd9\x8a \xd9\x81\xd9\x8a"
        not in path.read_bytes()
    )
    assert all(r["id"] for r in rows(path, "select * from incidents"))


def test_it_opens_after_a_vacuum_with_the_same_search(case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(case.read_bytes())
    query = (
        "select n from claims where n in (select rowid from claims_fts where claims_fts match ?)"
    )
    before = rows(copy, query, "ادلب")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("vacuum")
    assert rows(copy, query, "ادلب") == before != []


def test_hostile_words_and_many_claims_go_in(tmp_path: Path) -> None:
    one = made('"; drop table claims; -- \ud800')
    several = (replace(one, found=claim_named(one.found, f"c{n}")) for n in range(5000))
    with Placing(tmp_path / "m.db") as placing:
        written = write(placing, several)
    assert written.rows == 5000
    assert rows(tmp_path / "m.db", "select count(*) as n from claims") == [{"n": 5000}]


def claim_named(found: Found, name: str) -> Found:
    return msgspec.structs.replace(found, claim=name)
