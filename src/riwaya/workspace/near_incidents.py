"""Incidents that may be the same as one: near in place and time, with the reasons of fusion."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, or_, select

from riwaya.fusion.fuse import Fusion
from riwaya.knowledge.geodesy import distance_km
from riwaya.records.incident import Reason
from riwaya.store.fusion_tables import incidents, tellings
from riwaya.workspace.comparing import loaded
from riwaya.workspace.sides import held_by, seen_as

#: How far around: days before and after, km besides the uncertainty of the points.
DAYS, KM = 4, 30.0
KM_PER_DEGREE = 111.2
#: Incidents looked at, tellings of each that are compared, incidents that are shown.
LOOKED_AT, TOLD, SHOWN = 60, 4, 8


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """An incident that may be the same: its row, how to name it in a judgement, why or why not.

    `score` is that of its likest telling (bits), `reasons` are those of that pair.
    """

    row: Any
    seen: str
    score: float
    km: float | None
    reasons: tuple[Reason, ...]


def near_incidents(connection: Connection, row: Row[Any]) -> list[Near]:
    """Incidents around one in place and time, the likeliest first."""
    found = list(connection.execute(_around(row).limit(LOOKED_AT)))
    return compared(connection, row, found)[:SHOWN]


def compared(connection: Connection, row: Row[Any], others: Sequence[Row[Any]]) -> list[Near]:
    """Incidents beside one, each with its reasons, the likeliest first."""
    mine = _tellings_of(connection, [row.n]).get(row.n, [])
    theirs = _tellings_of(connection, [other.n for other in others])
    numbers = {n for several in theirs.values() for n in several} | set(mine)
    fusion, rows = loaded(connection, sorted(numbers))
    at = {n: place for place, n in enumerate(rows)}
    near = [
        _near(connection, fusion, row, other, [at[n] for n in mine],
              [at[n] for n in theirs.get(other.n, [])])
        for other in others
        if other.n != row.n
    ]  # fmt: skip
    return sorted(near, key=lambda one: (-one.score, one.row.id))


def _near(
    connection: Connection,
    fusion: Fusion,
    row: Row[Any],
    other: Row[Any],
    mine: Iterable[int],
    theirs: Sequence[int],
) -> Near:
    reasons = [fusion.why(one, two) for one in mine for two in theirs]
    best = max(reasons, key=lambda several: sum(r.weight for r in several), default=[])
    km = None
    if None not in {row.lat, row.lon, other.lat, other.lon}:
        km = distance_km(row.lat, row.lon, other.lat, other.lon)
    return Near(
        row=other,
        seen=seen_as(other, held_by(connection, other.n)),
        score=sum(reason.weight for reason in best),
        km=km,
        reasons=tuple(best),
    )


def _tellings_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[int]]:
    query = select(tellings.c.n, tellings.c.incident_n).where(tellings.c.incident_n.in_(numbers))
    found: dict[int, list[int]] = {}
    for row in connection.execute(query.order_by(tellings.c.key)):
        several = found.setdefault(row.incident_n, [])
        if len(several) < TOLD:
            several.append(row.n)
    return found


def _around(row: Row[Any]) -> Any:
    """Incidents within reach; what is not known of either rules nothing out, but not both."""
    column = incidents.c
    conditions = [column.n != row.n]
    if row.day_from and row.day_to:
        first = (date.fromisoformat(row.day_from) - timedelta(days=DAYS)).isoformat()
        last = (date.fromisoformat(row.day_to) + timedelta(days=DAYS)).isoformat()
        conditions.append(and_(column.day_from <= last, column.day_to >= first))
    if row.lat is not None and row.lon is not None:
        reach = (KM + min(row.radius_km or 0.0, KM)) / KM_PER_DEGREE
        box = and_(
            column.lat.between(row.lat - reach, row.lat + reach),
            column.lon.between(row.lon - 1.4 * reach, row.lon + 1.4 * reach),
        )
        conditions.append(or_(box, column.place_entity == row.place_entity))
    first_event = row.events.split()[:1]
    order = [column.events.like(f"% {first_event[0]} %").desc()] if first_event else []
    return select(incidents).where(*conditions).order_by(*order, column.reports.desc(), column.id)
