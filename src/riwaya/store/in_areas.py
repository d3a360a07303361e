"""Whether the point of a place lies in a circle or a polygon, as SQL on both databases."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
)
from sqlalchemy.types import UserDefinedType

from riwaya.store.areas import (
    EARTH_KM,
    Line,
    Span,
    box_of,
    box_of_rings,
    unrolled,
)
from riwaya.store.query import Near, Polygon
from riwaya.store.tables import claim_places

LAT, LON = claim_places.c.lat, claim_places.c.lon
Test = tuple[ColumnElement[bool], ColumnElement[bool]]


def near(connection: Connection, circle: Near) -> Test:
    """A box that an index finds, and the exact test of a circle."""
    box = _boxed(*box_of(circle))
    if connection.dialect.name == "postgresql":
        return box, _distance(circle) <= circle.km
    return box, func.riwaya_near(LAT, LON, circle.lat, circle.lon, circle.km) == 1


def within(connection: Connection, polygons: Sequence[Polygon]) -> Test:
    """A box that an index finds, and the exact test of polygons."""
    drawn = [[unrolled(ring) for ring in polygon] for polygon in polygons]
    box = or_(*(_boxed(*box_of_rings(lines)) for lines in drawn))
    if connection.dialect.name == "postgresql":
        return box, or_(*(_inside(lines) for lines in drawn))
    return box, func.riwaya_within(LAT, LON, json.dumps(drawn)) == 1


def _boxed(latitudes: Span, longitudes: Sequence[Span]) -> ColumnElement[bool]:
    stretches = [LON.between(*span) for span in longitudes]
    return and_(LAT.between(*latitudes), or_(*stretches))


def _distance(circle: Near) -> ColumnElement[float]:
    """Kilometres to the middle of a circle (haversine, as in `areas.distance_km`)."""
    north = func.sin(func.radians(LAT - circle.lat) / 2)
    east = func.sin(func.radians(LON - circle.lon) / 2)
    turned = func.cos(func.radians(LAT)) * func.cos(func.radians(circle.lat))
    half = north * north + turned * east * east
    return 2 * EARTH_KM * func.asin(func.least(1.0, func.sqrt(half)))


class _Geometry(UserDefinedType[Any]):
    """A geometric type of PostgreSQL's."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: Any) -> str:
        return self.name


def _inside(rings: Sequence[Line]) -> ColumnElement[bool]:
    """Whether a point lies in an odd number of rings, on any turn of the globe."""
    count: ColumnElement[Any] = literal(0)
    for ring in rings:
        west = min(lon for lon, _ in ring)
        lon = LON - 360 * func.floor((LON - west) / 360)
        drawn = ",".join(f"({x!r},{y!r})" for x, y in ring)
        polygon = cast(bindparam(None, f"({drawn})", Text), _Geometry("polygon"))
        held = func.point(lon, LAT, type_=_Geometry("point")).op("<@", is_comparison=True)(polygon)
        count = count + case((held, 1), else_=0)
    return count % 2 == 1
