"""What a map and a timeline show of many incidents: points, and counts by day, month or year."""

from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, func, select

from riwaya.store.fusion_tables import incidents
from riwaya.store.incident_extent import ANYWHERE, Extent
from riwaya.store.incident_search import fitting
from riwaya.store.query import Query

COLUMN = incidents.c
Unit = Literal["day", "month", "year"]
#: Letters of an ISO day that tell a unit.
LETTERS: dict[Unit, int] = {"day": 10, "month": 7, "year": 4}
#: Up to so many bars are days; up to so many, months.
DAYS, MONTHS = 92, 180
#: Texts name years long gone: so much of either end is left out where it makes the line longer.
ODD = 0.01


class Counted(msgspec.Struct, frozen=True):
    """Incidents by the unit in which they began, in its order; `apart` began before or after."""

    unit: Unit
    counts: tuple[tuple[str, int], ...]
    undated: int = 0
    apart: int = 0


def incident_points(
    connection: Connection,
    query: Query,
    *,
    least_reports: int = 1,
    extent: Extent = ANYWHERE,
    limit: int = 5000,
) -> list[Row[Any]]:
    """Rows of the incidents that have a point, those that most reports tell first."""
    chosen = fitting(connection, select(incidents), query, least_reports, extent)
    chosen = chosen.where(COLUMN.lat.is_not(None), COLUMN.lon.is_not(None))
    return list(connection.execute(chosen.order_by(COLUMN.reports.desc(), COLUMN.id).limit(limit)))


def incident_times(
    connection: Connection, query: Query, *, least_reports: int = 1, extent: Extent = ANYWHERE
) -> Counted:
    """How many incidents began when: by days for a short time, by years for a long one."""
    day = COLUMN.day_from
    counted = select(day, func.count()).select_from(incidents).group_by(day)
    chosen = fitting(connection, counted, query, least_reports, extent)
    rows = [(begun, number) for begun, number in connection.execute(chosen)]
    undated = sum(number for begun, number in rows if begun is None)
    dated = sorted((str(begun), number) for begun, number in rows if begun is not None)
    kept = _without_odd_ends(dated)
    unit = _unit([begun for begun, _ in kept])
    several: dict[str, int] = {}
    for begun, number in kept:
        key = begun[: LETTERS[unit]]
        several[key] = several.get(key, 0) + number
    apart = sum(n for _, n in dated) - sum(n for _, n in kept)
    return Counted(unit, tuple(several.items()), undated, apart)


def _unit(days: list[str]) -> Unit:
    if not days:
        return "month"
    first, last = days[0], days[-1]
    months = _month(last) - _month(first) + 1
    if months * 30 <= DAYS:
        return "day"
    return "month" if months <= MONTHS else "year"


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def _without_odd_ends(dated: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The days without the few at either end that lie far from all others."""
    total = sum(number for _, number in dated)
    if not dated or _month(dated[-1][0]) - _month(dated[0][0]) < MONTHS:
        return dated
    begun, kept = 0, []
    for day, number in dated:
        if total * ODD < begun + number and begun < total * (1 - ODD):
            kept.append((day, number))
        begun += number
    return kept
