"""Incidents a page at a time, each going on where the last one ended."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, or_, select

from riwaya.errors import BadInput
from riwaya.store.fusion_tables import incidents
from riwaya.store.incident_extent import ANYWHERE, Extent
from riwaya.store.incident_search import Order, fitting
from riwaya.store.query import Query

COLUMN = incidents.c
#: What each order goes by, and whether the greatest come first; those without a value come last.
ORDERED: dict[Order, tuple[Any, bool]] = {
    "reports": (COLUMN.reports, True),
    "newest": (COLUMN.day_to, True),
    "oldest": (COLUMN.day_from, False),
    "killed": (COLUMN.killed_high, True),
}


class IncidentPlace(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: the value that incidents are sorted by (None: it has none), the id."""

    order: str
    value: float | str | None
    id: str


class IncidentMark(msgspec.Struct, frozen=True, array_like=True):
    """The same without the value, which may rest on claims that aren't published."""

    order: str
    id: str


def place_of_mark(
    connection: Connection, mark: IncidentMark | None, order: Order
) -> IncidentPlace | None:
    """Where a page of this order ended by the incident that it ended with.

    Raises BadInput for a mark of another order, and where there is no such incident any more.
    """
    if mark is None:
        return None
    column = ORDERED[order][0]
    row = connection.execute(select(column).where(COLUMN.id == mark.id)).first()
    if row is None or mark.order != order:
        raise BadInput("the list has changed meanwhile: begin it again, without the cursor")
    return IncidentPlace(order, row[0], mark.id)


def incidents_after(
    connection: Connection,
    query: Query,
    order: Order,
    after: IncidentPlace | None = None,
    *,
    least_reports: int = 1,
    extent: Extent = ANYWHERE,
) -> tuple[list[Row[Any]], IncidentPlace | None]:
    """The next incidents with a claim that fits, and where they end; None: there are no more."""
    column, down = ORDERED[order]
    chosen = fitting(connection, select(incidents), query, least_reports, extent)
    if after is not None:
        chosen = chosen.where(_past(column, after, down=down))
    direction = column.desc() if down else column.asc()
    chosen = chosen.order_by(column.is_(None), direction, COLUMN.id).limit(query.limit + 1)
    rows = list(connection.execute(chosen))
    more, rows = len(rows) > query.limit, rows[: query.limit]
    if not more or not rows:
        return rows, None
    last = rows[-1]
    return rows, IncidentPlace(order, getattr(last, column.name), last.id)


def _past(column: Any, after: IncidentPlace, *, down: bool) -> Any:
    if after.value is None:
        return and_(column.is_(None), COLUMN.id > after.id)
    beyond = column < after.value if down else column > after.value
    return or_(beyond, column.is_(None), and_(column == after.value, COLUMN.id > after.id))
