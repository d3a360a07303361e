"""Searches find what a plain reading of the query says, on both databases, whichever way."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec import UNSET
from sqlalchemy import Engine

from riwaya.knowledge.search_words import query_words
from riwaya.store import ways
from riwaya.store.engine import open_engine, sqlite_url
from riwaya.store.entries import days_of
from riwaya.store.facets import Bin, facets
from riwaya.store.query import Actor, Near, Query
from riwaya.store.search import count, search
from tests.store.conftest import KINDS
from tests.store.made import FIJI, FILTERS, OUTLETS, SYRIA, Made, Workspace

QUERIES = 60


@pytest.fixture(scope="module", params=KINDS)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Engine, Workspace]]:
    if request.param == "sqlite":
        path: Path = tmp_path_factory.mktemp("filled") / "riwaya.sqlite"
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        url = sqlite_url(path)
    else:
        like = request.getfixturevalue("migrated_database")
        url = request.getfixturevalue("postgres").new_database(like)
    engine = open_engine(url)
    yield engine, Workspace(engine)
    engine.dispose()


def keys(several: list[Made]) -> set[tuple[str, str]]:
    return {made.key for made in several}


def found(engine: Engine, query: Query) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        return [(one.report, one.claim) for one in search(connection, query)]


@pytest.mark.parametrize(
    "few", [(1000, 20_000), (0, 20_000), (0, 1)], ids=["drives", "chooses", "walks"]
)
def test_a_search_finds_what_the_query_says(
    filled: tuple[Engine, Workspace], few: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, workspace = filled
    monkeypatch.setattr(ways, "FEW", few[0])
    monkeypatch.setattr(ways, "COUNTED", few[1])
    answered = 0
    with engine.connect() as connection:
        for query in workspace.queries(QUERIES):
            wanted = keys(workspace.answer(query))
            got = [(one.report, one.claim) for one in search(connection, query)]
            assert set(got) == wanted, query
            assert len(got) == len(wanted)
            assert count(connection, query) == len(wanted)
            answered += bool(wanted)
    assert answered > QUERIES / 2  # most of them ask for something that is there


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_keeps_some_claims_and_leaves_others_out(
    filled: tuple[Engine, Workspace], name: str
) -> None:
    _, workspace = filled
    kept = [len(workspace.answer(Query(**workspace.filter(name)))) for _ in range(20)]
    assert 0 < max(kept) < len(workspace.answer(Query()))


def test_the_surest_claims_come_first(filled: tuple[Engine, Workspace]) -> None:
    engine, workspace = filled
    with engine.connect() as connection:
        shares = [one.confidence for one in search(connection, Query(limit=1000))]
    known = (made.claim.confidence for made in workspace.answer(Query()))
    assert shares == sorted((1.0 if c is UNSET else c for c in known), reverse=True)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("more", [{}, {"events": ("kill",)}, {"near": Near(35.4, 40.0, 20)}])
def test_claims_by_day_those_without_one_last(
    filled: tuple[Engine, Workspace], sort: str, more: dict[str, object]
) -> None:
    engine, workspace = filled
    query = Query(sort=sort, limit=1000, **more)
    with engine.connect() as connection:
        days = [days_of(one.decoded())[0] for one in search(connection, query)]
    wanted = [days_of(made.claim)[0] for made in workspace.answer(query)]
    dated = sorted((day for day in wanted if day), reverse=sort == "newest")
    assert days == [*dated, *[None] * (len(wanted) - len(dated))]
    assert None in days


@pytest.mark.parametrize("sort", ["confidence", "newest", "oldest"])
@pytest.mark.parametrize("size", [1, 7, 50])
def test_pages_make_up_the_whole(filled: tuple[Engine, Workspace], sort: str, size: int) -> None:
    engine, _ = filled
    query = Query(sort=sort, limit=1000, polarity="negated")
    whole = found(engine, query)
    pages: list[tuple[str, str]] = []
    for start in range(0, len(whole) + 2 * size, size):
        pages += found(engine, msgspec.structs.replace(query, limit=size, offset=start))
    assert pages == whole
    assert found(engine, msgspec.structs.replace(query, limit=0)) == []


def test_a_claim_is_found_as_it_was_put_in(filled: tuple[Engine, Workspace]) -> None:
    engine, workspace = filled
    made = next(
        m for m in workspace.made if m.decided.review == "corrected" and m.taken.report.published
    )
    with engine.connect() as connection:
        several = search(connection, Query(reports=(made.key[0],), limit=100))
    one = next(one for one in several if one.claim == made.claim.id)
    assert one.decoded() == made.claim
    report = made.taken.report
    assert (one.outlet, one.title, one.url, one.published) == (
        report.outlet, report.title, report.url, report.published,
    )  # fmt: skip
    assert one.review == "corrected"
    assert one.anchor == made.decided.anchor
    assert one.source is not None
    assert one.source.startswith("reports/")
    assert one.sources == (one.source,)


def test_all_claims_can_be_asked_for_at_once(filled: tuple[Engine, Workspace]) -> None:
    engine, workspace = filled
    reviews = ("open", "accepted", "corrected", "rejected")
    assert len(found(engine, Query(limit=10**6, reviews=reviews))) == len(workspace.made)


@pytest.mark.parametrize(
    "query",
    [
        Query(events=("siege",)),
        Query(actors=(Actor(("' OR 1=1 --",)),)),
        Query(outlets=('"',)),
        Query(words=(("' | '", "a:b*", "NEAR", '"', "x) OR (y"),)),
        Query(in_text="%_'"),
        Query(places=()),
        Query(words=query_words("AND OR NOT NEAR(")),
    ],
)
def test_whatever_is_asked_is_a_value(filled: tuple[Engine, Workspace], query: Query) -> None:
    engine, workspace = filled
    assert set(found(engine, query)) <= keys(workspace.answer(query))


@pytest.mark.parametrize(
    "query",
    [Query(), Query(events=("kill", "clash")), Query(within=FIJI), Query(words=query_words("قصف"))],
)
def test_facets_count_claims(filled: tuple[Engine, Workspace], query: Query) -> None:
    engine, workspace = filled
    answer = workspace.answer(query)
    with engine.connect() as connection:
        for by, values in VALUES.items():
            wanted = Counter(value for made in answer for value in values(made))
            several = facets(connection, query, by, limit=1000)
            assert {one.value: one.count for one in several} == dict(wanted), by


VALUES = {
    "event": lambda m: {m.claim.event},
    "stance": lambda m: {m.claim.stance},
    "review": lambda m: {m.decided.review},
    "outlet": lambda m: {m.taken.report.outlet},
    "day": lambda m: {days_of(m.claim)[0]},
    "month": lambda m: {(days_of(m.claim)[0] or "")[:7] or None},
    "measure": lambda m: {q.measure for q in m.claim.quantities},
    "place": lambda m: {p.entity for p in m.claim.places} - {None},
    "actor": lambda m: {p.entity for p in (*m.claim.agents, *m.claim.targets)} - {None},
    "source": lambda m: {
        (m.claim.origin.entity or m.claim.origin.text) if m.claim.origin else None
    },
}


def test_the_most_frequent_values_come_first_with_their_names(
    filled: tuple[Engine, Workspace],
) -> None:
    engine, _ = filled
    with engine.connect() as connection:
        actors = facets(connection, Query(), "actor", limit=3)
        all_of_them = facets(connection, Query(), "actor", limit=1000)
        months = facets(connection, Query(), "month", limit=1000)
        outlets = facets(connection, Query(within=SYRIA), "outlet")
    assert actors == all_of_them[:3]
    assert [one.count for one in all_of_them] == sorted(
        (one.count for one in all_of_them), reverse=True
    )
    assert all(one.name == f"The {one.value}" for one in actors)
    assert [one.value or "" for one in months] == sorted(one.value or "" for one in months)
    assert {one.value for one in outlets} == set(OUTLETS)
    assert all(isinstance(one, Bin) and one.name is None for one in outlets)
