"""Who said how much: claims counted by who said them first, over indexed columns.

A claim's `origin` is the identity of its first source, else its words; null where the outlet
speaks for itself. A *voice* is one such value, or an outlet in its own voice.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, case, false, func, or_, select

from riwaya.store.conditions import plain
from riwaya.store.fusion import chunks
from riwaya.store.fusion_tables import fused, incidents, telling_claims, tellings
from riwaya.store.tables import claim_parties, claims

ROW, PARTY = claims.c, claim_parties.c
#: Letters of an ISO day that tell the month.
MONTH = 7
#: How many values of one kind are given.
MOST = 200


class Voices(msgspec.Struct, frozen=True):
    """The voices that are one source: values of `origin`, and outlets that speak for themselves."""

    origins: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


class Tally(msgspec.Struct, frozen=True):
    """What one voice said: claims, first and last day of publication.

    `origin` is None for an outlet's own voice; then `outlet` is the outlet, None where the report
    has none.
    """

    origin: str | None
    outlet: str | None
    claims: int
    first: str | None
    last: str | None


class Counted(msgspec.Struct, frozen=True):
    """So many claims have a value."""

    value: str | None
    count: int


def tallies(connection: Connection, reviews: Sequence[str] = ()) -> list[Tally]:
    """Every voice with what it said; rejected claims are left out, or all but some `reviews`."""
    outlet = case((ROW.origin.is_(None), ROW.outlet))
    query = (
        select(ROW.origin, outlet.label("outlet"), func.count().label("claims"))
        .add_columns(func.min(ROW.published), func.max(ROW.published))
        .where(_stands(connection, reviews))
        .group_by(ROW.origin, outlet)
    )
    return [Tally(*row) for row in connection.execute(query)]


def _stands(connection: Connection, reviews: Sequence[str]) -> ColumnElement[bool]:
    # A plus before the column keeps SQLite from walking along the index of reviews.
    review = plain(connection, ROW.review)
    return review.in_(reviews) if reviews else review != "rejected"


def _said(voices: Voices) -> ColumnElement[bool]:
    own = and_(ROW.origin.is_(None), ROW.outlet.in_(voices.outlets)) if voices.outlets else false()
    return or_(ROW.origin.in_(voices.origins), own) if voices.origins else own


def _of(
    connection: Connection, voices: Voices, reviews: Sequence[str], value: ColumnElement[Any]
) -> Select[Any]:
    query = select(value.label("value"), func.count().label("count"))
    return query.where(_said(voices), _stands(connection, reviews)).group_by(value)


def _counted(
    connection: Connection, query: Select[*tuple[Any, ...]], limit: int = MOST
) -> list[Counted]:
    ordered = query.order_by(func.count().desc(), "value").limit(limit)
    return [Counted(*row) for row in connection.execute(ordered)]


def said_events(
    connection: Connection, voices: Voices, reviews: Sequence[str] = ()
) -> list[Counted]:
    """A source's claims by event, most first."""
    return _counted(connection, _of(connection, voices, reviews, ROW.event))


def said_stances(
    connection: Connection, voices: Voices, reviews: Sequence[str] = ()
) -> list[Counted]:
    """A source's claims by stance, most first."""
    return _counted(connection, _of(connection, voices, reviews, ROW.stance))


def said_reviews(
    connection: Connection, voices: Voices, reviews: Sequence[str] = ()
) -> list[Counted]:
    """A source's claims by what people said of them, most first; rejected ones too."""
    query = select(ROW.review.label("value"), func.count().label("count")).where(_said(voices))
    if reviews:
        query = query.where(ROW.review.in_(reviews))
    return _counted(connection, query.group_by(ROW.review))


def said_months(
    connection: Connection, voices: Voices, reviews: Sequence[str] = ()
) -> list[Counted]:
    """A source's claims by the month in which they were published, in order; undated ones first."""
    month = func.substr(ROW.published, 1, MONTH)
    query = _of(connection, voices, reviews, month).order_by("value")
    return sorted(
        (Counted(*row) for row in connection.execute(query)), key=lambda one: one.value or ""
    )


def published_by(
    connection: Connection, voices: Voices, reviews: Sequence[str] = ()
) -> list[Counted]:
    """The outlets that published a source's claims, most first."""
    return _counted(connection, _of(connection, voices, reviews, ROW.outlet))


def spoken_of(
    connection: Connection, voices: Voices, reviews: Sequence[str] = ()
) -> list[tuple[int, str, str]]:
    """Whom a source speaks of: (the claim's number, entity, "agent" or "target")."""
    query = (
        select(PARTY.claim_n, PARTY.entity, PARTY.role)
        .join(claims, ROW.n == PARTY.claim_n)
        .where(_said(voices), _stands(connection, reviews))
        .where(PARTY.role.in_(("agent", "target")), PARTY.entity.is_not(None))
    )
    return [(row.claim_n, row.entity, row.role) for row in connection.execute(query)]


def count_reports(connection: Connection, voices: Voices, reviews: Sequence[str] = ()) -> int:
    """In how many reports a source says something."""
    query = select(func.count(ROW.report_n.distinct())).select_from(claims)
    wanted = query.where(_said(voices), _stands(connection, reviews))
    return int(connection.execute(wanted).scalar_one())


def passed_on_by(
    connection: Connection, voices: Voices, reviews: Sequence[str] = ()
) -> list[Counted]:
    """Who is named as passing a source's claims on (entity, else words), most first."""
    value = func.coalesce(PARTY.entity, PARTY.words)
    query = (
        select(value.label("value"), func.count(PARTY.claim_n.distinct()).label("count"))
        .join(claims, ROW.n == PARTY.claim_n)
        .where(_said(voices), _stands(connection, reviews), PARTY.role == "via")
        .group_by(value)
    )
    return _counted(connection, query)


def passes_on(
    connection: Connection,
    entity: str | None,
    outlets: Sequence[str],
    reviews: Sequence[str] = (),
) -> list[Counted]:
    """Whose claims an identity, or outlets, pass on (values of `origin`), most first."""
    named = select(PARTY.claim_n).where(PARTY.role == "via", PARTY.entity == entity)
    ways = [ROW.n.in_(named)] if entity else []
    if outlets:
        ways.append(ROW.outlet.in_(outlets))
    if not ways:
        return []
    query = select(ROW.origin.label("value"), func.count().label("count"))
    query = query.where(or_(*ways), ROW.origin.is_not(None), _stands(connection, reviews))
    return _counted(connection, query.group_by(ROW.origin))


def _incidents_of(voices: Voices) -> Select[Any]:
    return (
        select(tellings.c.incident_n)
        .select_from(claims)
        .join(telling_claims, telling_claims.c.claim_n == ROW.n)
        .join(tellings, tellings.c.n == telling_claims.c.telling_n)
        .where(_said(voices), tellings.c.incident_n.is_not(None))
    )


def count_incidents_of(connection: Connection, voices: Voices) -> tuple[int, int]:
    """How many incidents a source speaks of, and how many of them have more than one claim."""
    wanted = _incidents_of(voices)
    several = func.count(case((incidents.c.claims > 1, 1)))
    query = select(func.count(), several).select_from(incidents).where(incidents.c.n.in_(wanted))
    row = connection.execute(query).one()
    return int(row[0]), int(row[1])


def shared_incidents(connection: Connection, voices: Voices, limit: int) -> list[Any]:
    """Rows of a source's incidents that have more than one claim, the newest first."""
    wanted = _incidents_of(voices)
    query = (
        select(incidents)
        .where(incidents.c.n.in_(wanted), incidents.c.claims > 1)
        .order_by(incidents.c.day_to.is_(None), incidents.c.day_to.desc(), incidents.c.id)
        .limit(limit)
    )
    return list(connection.execute(query))


def states_of_incidents(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """What each incident rests on, as a text that changes with any of its reports' claims."""
    found: dict[int, list[str]] = {}
    for some in chunks(numbers):
        query = (
            select(tellings.c.incident_n, tellings.c.key, fused.c.state)
            .join(fused, fused.c.report_n == tellings.c.report_n)
            .where(tellings.c.incident_n.in_(some))
            .order_by(tellings.c.key)
        )
        for row in connection.execute(query):
            found.setdefault(row.incident_n, []).append(f"{row.key} {row.state}")
    return {number: "\n".join(parts) for number, parts in found.items()}
