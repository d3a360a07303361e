"""Incidents found by their claims: an incident fits when one of its claims does.

An extent asks for more: that the incident itself lies in a stretch of time and a part of the globe.
"""

from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, func, select

from riwaya.store.conditions import filters_of
from riwaya.store.fusion_tables import incidents, telling_claims, tellings
from riwaya.store.incident_extent import ANYWHERE, Extent
from riwaya.store.query import Query
from riwaya.store.tables import claims
from riwaya.store.ways import narrowed

Order = Literal["reports", "newest", "oldest", "killed"]
COLUMN = incidents.c


def find_incidents(
    connection: Connection,
    query: Query,
    *,
    order: Order = "reports",
    least_reports: int = 1,
    extent: Extent = ANYWHERE,
) -> list[Row[Any]]:
    """The rows of incidents of which a claim satisfies the query, its `limit` and `offset` used."""
    orders = {
        "reports": (COLUMN.reports.desc(), COLUMN.claims.desc()),
        "newest": (COLUMN.day_to.is_(None), COLUMN.day_to.desc()),
        "oldest": (COLUMN.day_from.is_(None), COLUMN.day_from.asc()),
        "killed": (COLUMN.killed_high.is_(None), COLUMN.killed_high.desc()),
    }
    chosen = fitting(connection, select(incidents), query, least_reports, extent)
    chosen = chosen.order_by(*orders[order], COLUMN.id).limit(query.limit).offset(query.offset)
    return list(connection.execute(chosen))


def count_incidents(
    connection: Connection, query: Query, *, least_reports: int = 1, extent: Extent = ANYWHERE
) -> int:
    """How many incidents there are of which a claim satisfies the query."""
    counted = select(func.count()).select_from(incidents)
    chosen = fitting(connection, counted, query, least_reports, extent)
    return int(connection.execute(chosen).scalar_one())


def fitting(
    connection: Connection, chosen: Select[Any], query: Query, least_reports: int, extent: Extent
) -> Select[Any]:
    """A selection from incidents, narrowed to those that fit; the query's limit isn't used."""
    chosen = chosen.where(*extent.conditions())
    if least_reports > 1:
        chosen = chosen.where(COLUMN.reports >= least_reports)
    of_claims = _fitting(connection, query)
    return chosen if of_claims is None else chosen.where(COLUMN.n.in_(of_claims))


def _fitting(connection: Connection, query: Query) -> Any | None:
    """The numbers of incidents whose claims fit; None where the query filters nothing."""
    filters = filters_of(connection, query)
    if query == Query(sort=query.sort, limit=query.limit, offset=query.offset):
        return None
    chosen = (
        select(tellings.c.incident_n)
        .select_from(claims)
        .join(telling_claims, telling_claims.c.claim_n == claims.c.n)
        .join(tellings, tellings.c.n == telling_claims.c.telling_n)
    )
    return narrowed(connection, chosen, filters)


def incident_named(connection: Connection, name: str) -> Row[Any] | None:
    """The incident with an id; an id that it once had finds it too. None where there is none."""
    found = connection.execute(select(incidents).where(COLUMN.id == name)).one_or_none()
    if found is not None:
        return found
    query = (
        select(incidents)
        .join(tellings, tellings.c.incident_n == COLUMN.n)
        .where(tellings.c.name == name)
    )
    return connection.execute(query).first()


def claims_of_incident(connection: Connection, incident_n: int) -> list[Row[Any]]:
    """Its claims: rows of claims (with `anchor`, `review` and `body`), in their order."""
    query = (
        select(claims)
        .join(telling_claims, telling_claims.c.claim_n == claims.c.n)
        .join(tellings, tellings.c.n == telling_claims.c.telling_n)
        .where(tellings.c.incident_n == incident_n)
        .order_by(claims.c.n)
    )
    return list(connection.execute(query))
