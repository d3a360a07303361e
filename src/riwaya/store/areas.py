"""Circles and polygons on the globe as conditions on the points of claims.

A box keeps to the index; the exact test is PostgreSQL's own, or a function that is registered
with SQLite, whose mathematics not every build has.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import asin, cos, degrees, hypot, pi, radians, sin
from typing import Any

from riwaya.errors import BadInput
from riwaya.store.query import Near, Ring

EARTH_KM = 6371.0
#: Degrees that rounding may add: a few centimetres on the ground.
HAIR = 1e-6
Span = tuple[float, float]
#: (lon, lat), the longitudes going on where the antimeridian is crossed; not closed.
Line = list[tuple[float, float]]


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres on a sphere of 6,371 km (haversine)."""
    north, east = radians(other_lat - lat), radians(other_lon - lon)
    half = sin(north / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, half**0.5))


def box_of(near: Near) -> tuple[Span, list[Span]]:
    """The latitudes and the stretches of longitude that a circle lies in."""
    angle = near.km / EARTH_KM
    south, north = near.lat - degrees(angle), near.lat + degrees(angle)
    latitudes = (max(-90.0, south) - HAIR, min(90.0, north) + HAIR)
    if south <= -90 or north >= 90 or angle >= pi / 2:  # around a pole: every longitude
        return latitudes, [(-180.0, 180.0)]
    reach = degrees(asin(min(1.0, sin(angle) / cos(radians(near.lat)))))
    return latitudes, spans(near.lon - reach - HAIR, near.lon + reach + HAIR)


def spans(west: float, east: float) -> list[Span]:
    """Longitudes from west to east within ±180, cut where they cross the antimeridian."""
    if east - west >= 360:
        return [(-180.0, 180.0)]
    start = (west + 180) % 360 - 180
    end = start + (east - west)
    return [(start, end)] if end <= 180 else [(start, 180.0), (-180.0, end - 360)]


def unrolled(ring: Ring) -> Line:
    """A ring whose longitudes go on beyond 180 instead of jumping; around a pole, along it.

    Raises BadInput for a ring without an area.
    """
    points = [*ring] if ring[:1] != ring[-1:] else [*ring[:-1]]
    if len(set(points)) < 3:
        raise BadInput("a polygon needs three points or more")
    found = [points[0]]
    for (before, _), (lon, lat) in pairwise([*points, points[0]]):
        step = (lon - before + 180) % 360 - 180
        found.append((found[-1][0] + step, lat))
    turned = found[-1][0] - found[0][0]
    if abs(turned) < 180:
        return found[:-1]
    pole = 90.0 if sum(lat for _, lat in points) > 0 else -90.0
    return [*found, (found[-1][0], pole), (found[0][0], pole)]


def box_of_rings(rings: Sequence[Line]) -> tuple[Span, list[Span]]:
    """The latitudes and longitudes that unrolled rings lie in."""
    latitudes = [lat for ring in rings for _, lat in ring]
    longitudes = [lon for ring in rings for lon, _ in ring]
    west, east = min(longitudes), max(longitudes)
    return (min(latitudes) - HAIR, max(latitudes) + HAIR), spans(west - HAIR, east + HAIR)


@lru_cache(maxsize=16)
def _polygons(text: str) -> Any:
    return json.loads(text)


@lru_cache(maxsize=100_000)
def is_within(lat: float | None, lon: float | None, polygons: str) -> bool:
    """Whether a point lies in a polygon: in an odd number of its unrolled rings, given as JSON.

    What lies on a line is inside it, as in PostgreSQL; what has no point is nowhere.
    """
    if lat is None or lon is None:
        return False
    return any(
        sum(_is_inside(lat, lon, ring) for ring in polygon) % 2 == 1
        for polygon in _polygons(polygons)
    )


def _is_inside(lat: float, lon: float, ring: Line) -> bool:
    """Whether a point lies in or on a ring, on any turn of the globe."""
    west = min(x for x, _ in ring)
    lon = west + (lon - west) % 360
    inside = False
    for (x, y), (other_x, other_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if _is_on(lat, lon, (x, y), (other_x, other_y)):
            return True
        if (y > lat) != (other_y > lat):
            inside ^= lon < x + (lat - y) * (other_x - x) / (other_y - y)
    return inside


def _is_on(lat: float, lon: float, start: Span, end: Span) -> bool:
    """Whether a point lies on an edge, give or take a few centimetres."""
    (x, y), (other_x, other_y) = start, end
    length = hypot(other_x - x, other_y - y)
    detour = hypot(lon - x, lat - y) + hypot(other_x - lon, other_y - lat)
    return detour - length < HAIR


@lru_cache(maxsize=100_000)
def is_near(
    lat: float | None, lon: float | None, other_lat: float, other_lon: float, km: float
) -> bool:
    """Whether a point is so many kilometres or less from another; what has none is nowhere."""
    if lat is None or lon is None:
        return False
    return distance_km(lat, lon, other_lat, other_lon) <= km
