"""Pages by keyset hold what a search holds, in its order, on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine

from riwaya.store.claim_pages import ClaimPlace, claims_after
from riwaya.store.engine import open_engine, sqlite_url
from riwaya.store.query import Query, Sort
from riwaya.store.report_pages import reports_before
from riwaya.store.search import search
from tests.store.conftest import KINDS
from tests.store.made import Workspace


@pytest.fixture(scope="module", params=KINDS)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    if request.param == "sqlite":
        path: Path = tmp_path_factory.mktemp("filled") / "riwaya.sqlite"
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        url = sqlite_url(path)
    else:
        like = request.getfixturevalue("migrated_database")
        url = request.getfixturevalue("postgres").new_database(like)
    engine = open_engine(url)
    Workspace(engine)
    yield engine
    engine.dispose()


def paged(engine: Engine, query: Query) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    place: ClaimPlace | None = None
    with engine.connect() as connection:
        while True:
            several, place = claims_after(connection, query, place)
            assert len(several) <= query.limit
            found += [(one.report, one.claim) for one in several]
            if place is None:
                return found


@pytest.mark.parametrize("sort", ["confidence", "newest", "oldest"])
@pytest.mark.parametrize(
    "query",
    [Query(limit=7), Query(limit=1, events=("kill",)), Query(limit=5, since="2015-01-01"),
     Query(limit=3, stances=("denies",)), Query(limit=500)],
)  # fmt: skip
def test_pages_are_a_search_in_parts(filled: Engine, sort: Sort, query: Query) -> None:
    query = replace(query, sort=sort)
    with filled.connect() as connection:
        whole = search(connection, replace(query, limit=100_000))
    assert len(whole) > 1
    assert paged(filled, query) == [(one.report, one.claim) for one in whole]


def test_reports_come_once(filled: Engine) -> None:
    found: list[str] = []
    before: int | None = None
    with filled.connect() as connection:
        whole, _ = reports_before(connection, 100_000)
        while True:
            rows, before = reports_before(connection, 4, before)
            found += [row.id for row in rows]
            if before is None:
                break
    assert found == [row.id for row in whole]
    assert len(found) > 8
