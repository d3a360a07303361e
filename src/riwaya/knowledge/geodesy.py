"""Distances and directions on the globe, a sphere of 6,371 km (the mean radius of IUGG)."""

from collections.abc import Sequence
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

EARTH_KM = 6371.0


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    north, east = radians(other_lat - lat), radians(other_lon - lon)
    half = sin(north / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def moved(lat: float, lon: float, north_km: float, east_km: float) -> tuple[float, float]:
    """A point so many kilometres north and east of another (flat: for short ways)."""
    turned = max(0.05, cos(radians(lat)))
    return (
        max(-90.0, min(90.0, lat + degrees(north_km / EARTH_KM))),
        (lon + degrees(east_km / (EARTH_KM * turned)) + 180) % 360 - 180,
    )


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The mean of points on the globe."""
    vectors = [
        (cos(radians(a)) * cos(radians(o)), cos(radians(a)) * sin(radians(o)), sin(radians(a)))
        for a, o in points
    ]
    x, y, z = (sum(axis) / len(points) for axis in zip(*vectors, strict=True))
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))
