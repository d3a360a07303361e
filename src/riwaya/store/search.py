"""Searching the claims of a workspace: what was found, how many there are.

A claim without a day comes last, whichever way claims are sorted by day.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from riwaya.store.conditions import Filter, filters_of
from riwaya.store.found import Found
from riwaya.store.query import Query
from riwaya.store.tables import claims, reports, sightings, takes
from riwaya.store.ways import narrowed
from riwaya.store.writing import CHUNK

ROW = claims.c
#: What is known of a found claim, in the order in which `_found` takes it apart.
FOUND = (
    ROW.n, ROW.report_n, reports.c.id, ROW.claim, ROW.anchor, ROW.review, ROW.confidence,
    ROW.outlet, reports.c.title, reports.c.url, reports.c.published, ROW.body,
)  # fmt: skip


def search(connection: Connection, query: Query) -> list[Found]:
    """The claims that satisfy a query, in its order, from `offset` on, `limit` of them at most."""
    return found_by_number(connection, _page(connection, query))


def found_by_number(connection: Connection, numbers: Sequence[int]) -> list[Found]:
    """The claims with these numbers, in their order; there may be fewer by now."""
    rows = _rows(connection, numbers)
    sources = _sources(connection, {row.report_n for row in rows.values()})
    return [_found(rows[number], sources) for number in numbers if number in rows]


def count(connection: Connection, query: Query) -> int:
    """How many claims satisfy a query, whatever its limit and offset."""
    return _count(connection, filters_of(connection, query))


def _page(connection: Connection, query: Query) -> list[int]:
    """The numbers of the claims of a page."""
    filters = filters_of(connection, query)
    if query.sort == "confidence":
        order = (ROW.confidence.desc(), ROW.n.desc())
        return _numbers(connection, filters, order, query.limit, query.offset)
    order = (
        (ROW.day_from.desc(), ROW.n.desc())
        if query.sort == "newest"
        else (ROW.day_from.asc(), ROW.n.asc())
    )
    dated = [*filters, Filter(ROW.day_from.is_not(None))]
    found = _numbers(connection, dated, order, query.limit, query.offset)
    missing = query.limit - len(found)
    if missing:
        before = 0 if found else query.offset
        if not found and query.offset:
            before = query.offset - _count(connection, dated)
        undated = [*filters, Filter(ROW.day_from.is_(None))]
        found += _numbers(connection, undated, order, missing, max(0, before))
    return found


def _numbers(
    connection: Connection,
    filters: Sequence[Filter],
    order: Iterable[Any],
    limit: int,
    offset: int,
) -> list[int]:
    chosen = select(ROW.n).order_by(*order).limit(limit).offset(offset)
    narrow = narrowed(connection, chosen, filters, limit + offset)
    return list(connection.execute(narrow).scalars())


def _count(connection: Connection, filters: Sequence[Filter]) -> int:
    chosen: Select[Any] = select(func.count()).select_from(claims)
    return connection.execute(narrowed(connection, chosen, filters)).scalar() or 0


def _rows(connection: Connection, numbers: Sequence[int]) -> dict[int, Any]:
    """The rows of claims with what is known of their reports, by number."""
    chosen = select(*FOUND).join(reports, reports.c.n == ROW.report_n)
    return {
        row.n: row
        for start in range(0, len(numbers), CHUNK)
        for row in connection.execute(chosen.where(ROW.n.in_(numbers[start : start + CHUNK]))).all()
    }


def _sources(connection: Connection, report_ns: Iterable[int]) -> dict[int, list[str]]:
    """Where reports were taken from, the first time first."""
    chosen = (
        select(sightings.c.report_n, takes.c.source)
        .join(takes, takes.c.n == sightings.c.take_n)
        .order_by(takes.c.n)
    )
    wanted = sorted(report_ns)
    found: dict[int, list[str]] = {}
    for start in range(0, len(wanted), CHUNK):
        some = sightings.c.report_n.in_(wanted[start : start + CHUNK])
        for number, source in connection.execute(chosen.where(some)).all():
            found.setdefault(number, []).append(source)
    return {number: list(dict.fromkeys(several)) for number, several in found.items()}


def _found(row: Any, sources: dict[int, list[str]]) -> Found:
    # Taken apart at once: asking a row for each of its columns took as long as all else here.
    (_, number, report, claim, anchor, review, sure, outlet, title, url, published, body) = row
    taken = sources.get(number, [])
    return Found(
        report=report,
        claim=claim,
        anchor=anchor,
        review=review,
        confidence=sure,
        outlet=outlet,
        title=title,
        url=url,
        published=published,
        source=taken[0] if taken else None,
        sources=tuple(taken),
        body=bytes(body),
    )
