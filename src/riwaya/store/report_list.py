"""Reports as a plain list: by outlet, day and words; of each how many claims, how many judged."""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, and_, case, func, or_, select

from riwaya.store.fusion_tables import incidents, telling_claims, tellings
from riwaya.store.matching import words_match
from riwaya.store.query import Words
from riwaya.store.tables import CLAIMS_PER_REPORT, claims, reports, sightings, takes

#: Letters of a text that stand for its title.
OPENING = 90


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Which reports: empty filters say nothing. Days are ISO, both ends included.

    `words` as they were typed, `groups` as the index of words is asked for them
    (`knowledge.search_words.query_words`).
    """

    words: str = ""
    groups: Words = ()
    outlet: str = ""
    since: str = ""
    until: str = ""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A report in the list; `versions` counts it and the others that were seen at its places."""

    n: int
    id: str
    outlet: str | None
    title: str | None
    #: The first words of its text, where it has no title.
    opening: str
    published: str | None
    redacted: bool
    read: bool
    claims: int
    judged: int
    versions: int


def list_reports(connection: Connection, wish: Wish, limit: int, offset: int) -> list[Listed]:
    """The newest first; those without a day at the end."""
    day = reports.c.published
    order = (day.is_(None), day.desc(), reports.c.n.desc())
    columns = [c for c in reports.c if c.name not in {"text", "notes", "url"}]
    opening = func.substr(reports.c.text, 1, OPENING).label("opening")
    query = select(*columns, reports.c.text.is_(None).label("redacted"), opening)
    query = _narrowed(connection, query, wish).order_by(*order).limit(limit).offset(offset)
    rows = connection.execute(query).all()
    numbers = [row.n for row in rows]
    counted, versions = _counted(connection, numbers), _versions(connection, numbers)
    return [
        Listed(
            n=row.n, id=row.id, outlet=row.outlet, title=row.title, published=row.published,
            opening=_opening(row),
            redacted=row.redacted, read=row.reading_n is not None,
            claims=counted.get(row.n, (0, 0))[0], judged=counted.get(row.n, (0, 0))[1],
            versions=versions.get(row.n, 1),
        )
        for row in rows
    ]  # fmt: skip


def count_reports(connection: Connection, wish: Wish) -> int:
    """How many there are."""
    query = _narrowed(connection, select(func.count()).select_from(reports), wish)
    return int(connection.execute(query).scalar_one())


def outlets_of_reports(connection: Connection) -> list[tuple[str, int]]:
    """Who published reports, and how many; those with most first."""
    count = func.count()
    query = select(reports.c.outlet, count).where(reports.c.outlet.is_not(None))
    query = query.group_by(reports.c.outlet).order_by(count.desc(), reports.c.outlet)
    return [(name, number) for name, number in connection.execute(query)]


def incidents_by_claim(connection: Connection, report_n: int) -> dict[str, Row[Any]]:
    """The incidents that a report's claims belong to: rows of incidents by the claims' anchors."""
    first = report_n * CLAIMS_PER_REPORT
    query = (
        select(claims.c.anchor, incidents)
        .join(telling_claims, telling_claims.c.claim_n == claims.c.n)
        .join(tellings, tellings.c.n == telling_claims.c.telling_n)
        .join(incidents, incidents.c.n == tellings.c.incident_n)
        .where(claims.c.n.between(first, first + CLAIMS_PER_REPORT - 1))
    )
    return {row.anchor: row for row in connection.execute(query)}


def take_of_report(connection: Connection, report_n: int, take_n: int) -> Row[Any] | None:
    """A take in which a report was seen; None where it wasn't."""
    query = (
        select(takes)
        .join(sightings, sightings.c.take_n == takes.c.n)
        .where(sightings.c.report_n == report_n, takes.c.n == take_n)
    )
    return connection.execute(query).first()


def _narrowed(connection: Connection, query: Select[Any], wish: Wish) -> Select[Any]:
    row = reports.c
    if wish.outlet:
        query = query.where(row.outlet == wish.outlet)
    if wish.since:
        query = query.where(row.published >= wish.since)
    if wish.until:
        # Times of that day are longer, and sort behind it.
        query = query.where(row.published < f"{wish.until}\N{INFINITY}")
    if wish.words.strip():
        query = query.where(_has_words(connection, wish))
    return query


def _has_words(connection: Connection, wish: Wish) -> Any:
    """In the title or the address as typed, or in a passage that a claim rests on."""
    held = or_(
        *(
            and_(*(column.icontains(word, autoescape=True) for word in wish.words.split()))
            for column in (reports.c.title, reports.c.url)
        ),
        reports.c.id == wish.words.strip(),
    )
    if not wish.groups:
        return held
    found = words_match(connection.dialect.name, [wish.groups]).subquery()
    with_claims = select(claims.c.report_n).where(claims.c.n.in_(select(found.c.n)))
    return held | reports.c.n.in_(with_claims)


def _counted(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    judged = func.sum(case((claims.c.review != "open", 1), else_=0))
    query = select(claims.c.report_n, func.count(), judged).group_by(claims.c.report_n)
    query = query.where(claims.c.report_n.in_(list(numbers)))
    return {n: (several, int(done)) for n, several, done in connection.execute(query)}


def _versions(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    here, there = sightings.alias(), sightings.alias()
    mine, other = takes.alias(), takes.alias()
    query = (
        select(here.c.report_n, func.count(there.c.report_n.distinct()))
        .join(mine, mine.c.n == here.c.take_n)
        .join(other, other.c.locator == mine.c.locator)
        .join(there, (there.c.take_n == other.c.n) & (there.c.part == here.c.part))
        .where(here.c.report_n.in_(list(numbers)))
        .group_by(here.c.report_n)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _opening(row: Any) -> str:
    """The first line of a text, its last word left out where it may be cut."""
    lines = (row.opening or "").strip().splitlines()
    if not lines or len(lines) > 1 or len(row.opening) < OPENING:
        return lines[0] if lines else ""
    return f"{lines[0].rpartition(' ')[0] or lines[0]}\N{HORIZONTAL ELLIPSIS}"
