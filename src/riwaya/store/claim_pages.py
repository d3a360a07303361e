"""Claims a page at a time, each going on where the last one ended, however many there are."""

from typing import Any

import msgspec
from sqlalchemy import Connection, and_, or_, select

from riwaya.store.conditions import Filter, filters_of
from riwaya.store.found import Found
from riwaya.store.query import Query
from riwaya.store.search import found_by_number
from riwaya.store.tables import claims
from riwaya.store.ways import narrowed

ROW = claims.c


class ClaimPlace(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: the value that claims are sorted by (None: it has none), the number."""

    sort: str
    value: float | str | None
    n: int


def claims_after(
    connection: Connection, query: Query, after: ClaimPlace | None = None
) -> tuple[list[Found], ClaimPlace | None]:
    """The next claims of a query's order, and where they end; None where there are no more.

    `query.limit` is the size of a page; its offset is not used.
    """
    rows = _rows(connection, query, after)
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    last = rows[-1] if rows else None
    end = ClaimPlace(query.sort, last.value, last.n) if more and last is not None else None
    return found_by_number(connection, [row.n for row in rows]), end


def _rows(connection: Connection, query: Query, after: ClaimPlace | None) -> list[Any]:
    """Numbers and sort values, one more than a page has."""
    filters = filters_of(connection, query)
    wanted = query.limit + 1
    if query.sort == "confidence":
        return _walked(connection, filters, ROW.confidence, after, wanted, down=True)
    down = query.sort == "newest"
    found: list[Any] = []
    if after is None or after.value is not None:
        dated = [*filters, Filter(ROW.day_from.is_not(None))]
        found = _walked(connection, dated, ROW.day_from, after, wanted, down=down)
    if len(found) < wanted:  # claims without a day come last, whichever way
        undated = [*filters, Filter(ROW.day_from.is_(None))]
        if after is not None and after.value is None:
            undated.append(Filter(ROW.n < after.n if down else ROW.n > after.n))
        chosen = select(ROW.n, ROW.day_from.label("value"))
        chosen = chosen.order_by(ROW.n.desc() if down else ROW.n.asc())
        missing = wanted - len(found)
        found += connection.execute(narrowed(connection, chosen.limit(missing), undated, missing))
    return found


def _walked(
    connection: Connection, filters: list[Filter], column: Any, after: ClaimPlace | None,
    wanted: int, *, down: bool,
) -> list[Any]:  # fmt: skip
    chosen = select(ROW.n, column.label("value")).limit(wanted)
    if down:
        chosen = chosen.order_by(column.desc(), ROW.n.desc())
    else:
        chosen = chosen.order_by(column.asc(), ROW.n.asc())
    further = list(filters)
    if after is not None:
        past = column < after.value if down else column > after.value
        tied = ROW.n < after.n if down else ROW.n > after.n
        further.append(Filter(or_(past, and_(column == after.value, tied))))
    return list(connection.execute(narrowed(connection, chosen, further, wanted)))
