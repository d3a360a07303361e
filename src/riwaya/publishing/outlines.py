"""An incident in a list or on a map: the row that the public sees, made of published claims."""

from collections.abc import Sequence
from datetime import date

import msgspec

from riwaya.fusion.outline import Outline
from riwaya.fusion.told import Telling


class Outlined(msgspec.Struct, frozen=True, kw_only=True):
    """The same fields as a row of the store's incidents; `n` is that row's number."""

    n: int
    id: str
    events: str
    place_entity: str | None
    place: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    day_from: str | None
    day_to: str | None
    killed_low: float | None
    killed_high: float | None
    reports: int
    claims: int


def outlined(n: int, id_: str, outline: Outline, tellings: Sequence[Telling]) -> Outlined:
    """The row of an incident by its published tellings."""
    spot, killed = outline.spot, outline.killed
    return Outlined(
        n=n,
        id=id_,
        events=f" {' '.join(outline.events)} ",
        place_entity=spot.entity if spot else None,
        place=spot.name if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        radius_km=spot.radius_km if spot else None,
        day_from=iso(outline.first_day),
        day_to=iso(outline.last_day),
        killed_low=killed[0] if killed else None,
        killed_high=killed[1] if killed else None,
        reports=len({telling.report for telling in tellings}),
        claims=sum(len(telling.claims) for telling in tellings),
    )


def iso(day: int | None) -> str | None:
    """An ordinal as an ISO day."""
    return None if day is None else date.fromordinal(day).isoformat()
