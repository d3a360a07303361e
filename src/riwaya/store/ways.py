"""Which way through the index a search takes.

Either it begins with the filter that keeps fewest claims and looks at each of those, or it walks
along an index that has the claims in the order asked for and stops when it has enough. SQLite
knows little of how often a value occurs, so that it is told; PostgreSQL keeps statistics.
"""

from collections.abc import Iterator, Sequence
from math import prod
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from riwaya.store.conditions import Filter
from riwaya.store.tables import claims

#: A filter's claims are counted up to here.
COUNTED = 20_000
#: So few claims are looked at without further thought.
FEW = 1_000
#: What it costs to fetch a claim by its number, in steps of a walk.
FETCH = 3


class Start(NamedTuple):
    """A filter that a search can begin with, and how many claims it keeps at most."""

    size: int
    keys: Select[Any]
    holds: ColumnElement[bool]


def narrowed(
    connection: Connection,
    chosen: Select[Any],
    filters: Sequence[Filter],
    wanted: int | None = None,
) -> Select[Any]:
    """A selection from claims with filters applied; `wanted` rows are enough (None: all)."""
    if connection.dialect.name != "sqlite":
        return chosen.where(*(one.holds for one in filters))
    chosen = chosen.where(*(one.holds for one in filters if one.keys is None))
    starts = sorted(_starts(connection, filters), key=attrgetter("size"))
    if not starts or _walks(connection, [start.size for start in starts], wanted):
        return chosen.where(*(start.holds for start in starts))
    first, *others = starts
    return chosen.where(claims.c.n.in_(first.keys), *(start.holds for start in others))


def _starts(connection: Connection, filters: Sequence[Filter]) -> Iterator[Start]:
    for one in filters:
        if one.keys is not None:
            bound = one.keys if one.bound is None else one.bound
            found = select(func.count()).select_from(bound.limit(COUNTED).subquery())
            yield Start(connection.execute(found).scalar_one(), one.keys, one.holds)


def _walks(connection: Connection, sizes: Sequence[int], wanted: int | None) -> bool:
    """Whether a walk comes to its end sooner, if the filters have nothing to do with each other."""
    if not FEW < min(sizes) < COUNTED:
        return min(sizes) == COUNTED
    total = connection.execute(select(func.count()).select_from(claims)).scalar_one()
    shares = prod(min(1.0, size / total) for size in sizes)
    steps = total if wanted is None else min(total, wanted / shares)
    return steps < min(sizes) * FETCH
