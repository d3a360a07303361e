"""One happening as two sides tell it: their own reports, and a dataset's row; where they differ.

Three things are compared, each only where both sides say something: the number of dead (ranges
that don't meet), the place (further apart than both uncertainties together), the days (none in
common).
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from riwaya.fusion.outline import outline_of
from riwaya.fusion.title import title_of
from riwaya.fusion.told import Spot, Telling
from riwaya.knowledge.geodesy import distance_km
from riwaya.records.terms import Event

Whose = Literal["both", "theirs", "ours"]
Difference = Literal["dead", "place", "days"]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one side tells: ISO days, degrees, km; None for what it doesn't tell.

    `killed` is [low, high] over all its tellings; `reports` are ids, `rows` the dataset's own ids.
    """

    title: str
    events: tuple[Event, ...]
    place: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    day_from: str | None
    day_to: str | None
    killed: tuple[float, float] | None
    reports: tuple[str, ...]
    rows: tuple[str, ...]


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """An incident that both have, or one of them; `apart_km` lies between the two points."""

    whose: Whose
    ours: Side | None
    theirs: Side | None
    differs: tuple[Difference, ...] = ()
    apart_km: float | None = None


def compared(ours: Sequence[Telling], theirs: Sequence[Telling]) -> Compared:
    """The two sides of one incident; one of them may tell nothing, not both."""
    one = side_of(ours) if ours else None
    other = side_of(theirs) if theirs else None
    if one is None or other is None:
        return Compared(whose="ours" if one else "theirs", ours=one, theirs=other)
    apart = _apart(one, other)
    differs: list[Difference] = []
    if one.killed and other.killed and not _meet(one.killed, other.killed):
        differs.append("dead")
    if apart is not None and apart > (one.radius_km or 0.0) + (other.radius_km or 0.0):
        differs.append("place")
    if _days_differ(one, other):
        differs.append("days")
    return Compared(
        whose="both",
        ours=one,
        theirs=other,
        differs=tuple(differs),
        apart_km=None if apart is None else round(apart, 1),
    )


def side_of(several: Sequence[Telling]) -> Side:
    """What some tellings of one happening agree on."""
    outline = outline_of(several)
    spot: Spot | None = outline.spot
    rows = (told.row[1].removeprefix("id ") for told in several if told.row)
    return Side(
        title=title_of(outline, ()),
        events=outline.events,
        place=spot.name if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        radius_km=spot.radius_km if spot else None,
        day_from=_iso(outline.first_day),
        day_to=_iso(outline.last_day),
        killed=outline.killed,
        reports=tuple(dict.fromkeys(told.report for told in several)),
        rows=tuple(dict.fromkeys(rows)),
    )


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


def _apart(one: Side, other: Side) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _days_differ(one: Side, other: Side) -> bool:
    if not (one.day_from and one.day_to and other.day_from and other.day_to):
        return False
    return max(one.day_from, other.day_from) > min(one.day_to, other.day_to)
