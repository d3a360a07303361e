"""How the claims that satisfy a query divide up: by event, by actor, by month."""

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, null, select

from riwaya.store.conditions import filters_of, plain
from riwaya.store.query import Facet, Query
from riwaya.store.tables import claim_counts, claim_parties, claim_places, claims
from riwaya.store.ways import narrowed

ROW, PARTY, PLACE, COUNT = claims.c, claim_parties.c, claim_places.c, claim_counts.c
#: Letters of an ISO day that tell the month.
MONTH = 7


class Bin(msgspec.Struct, frozen=True):
    """So many claims that have a value; `value` is None for those that have none.

    `name` is the English name of an entity where it is known. A source of None is the outlet
    itself, which speaks in its own voice.
    """

    value: str | None
    name: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Division:
    """What claims are divided by; `number` is the claim's where another table has the value."""

    value: ColumnElement[Any]
    number: ColumnElement[int] | None = None
    rows: ColumnElement[bool] | None = None
    named: Table | None = None


DIVISIONS: dict[Facet, Division] = {
    "event": Division(ROW.event),
    "stance": Division(ROW.stance),
    "review": Division(ROW.review),
    "outlet": Division(ROW.outlet),
    "day": Division(ROW.day_from),
    "month": Division(func.substr(ROW.day_from, 1, MONTH)),
    "source": Division(ROW.origin, named=claim_parties),
    "measure": Division(COUNT.measure, COUNT.claim_n),
    "place": Division(PLACE.entity, PLACE.claim_n, PLACE.entity.is_not(None), claim_places),
    "actor": Division(
        PARTY.entity,
        PARTY.claim_n,
        and_(PARTY.entity.is_not(None), PARTY.role.in_(("agent", "target"))),
        claim_parties,
    ),
}


def facets(connection: Connection, query: Query, by: Facet, limit: int = 20) -> list[Bin]:
    """The values that most claims have, the most frequent first; days and months in their order.

    A claim counts once for each value that it has: a clash for both its sides.
    """
    division = DIVISIONS[by]
    counted = _counted(connection, query, division)
    order = (counted.c.count.desc(), counted.c.value)
    most = select(counted.c.value, counted.c.count).order_by(*order).limit(limit).subquery()
    named = _name(division, most.c.value).label("name")
    chosen = select(most.c.value, named, most.c.count).order_by(most.c.count.desc(), most.c.value)
    found = [Bin(*row) for row in connection.execute(chosen)]
    return sorted(found, key=_day) if by in {"day", "month"} else found


def _day(one: Bin) -> str:
    return one.value or ""


def _counted(connection: Connection, query: Query, division: Division) -> Any:
    """Each value with the number of claims that have it."""
    filters = filters_of(connection, query)
    if division.number is None:
        # A plus before the column keeps SQLite on the index that has the other columns too.
        value = plain(connection, division.value).label("value")
        chosen: Select[Any] = select(value, func.count().label("count")).group_by(value)
        return narrowed(connection, chosen, filters).subquery()
    kept = narrowed(connection, select(ROW.n), filters)
    value = division.value.label("value")
    chosen = select(value, func.count(division.number.distinct()).label("count"))
    if division.rows is not None:
        chosen = chosen.where(division.rows)
    return chosen.where(division.number.in_(kept)).group_by(value).subquery()


def _name(division: Division, value: ColumnElement[Any]) -> ColumnElement[Any]:
    """The name of an entity, as some claim has it."""
    if division.named is None:
        return null()
    row = division.named.c
    found = select(row.name).where(row.entity == value, row.name.is_not(None)).limit(1)
    return found.correlate(value.table).scalar_subquery()
