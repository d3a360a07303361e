"""A GeoJSON geometry as well-known binary: little-endian, two dimensions, no reference system.

Source: OGC 06-103r4 (Simple Feature Access, part 1), section 8; the codes of its table 7.
"""

from collections.abc import Mapping, Sequence
from struct import pack
from typing import Any

LITTLE_ENDIAN = 1
POINT, POLYGON, MULTI_POLYGON = 1, 3, 6


def wkb(geometry: Mapping[str, Any]) -> bytes:
    """The bytes of a Point, a Polygon or a MultiPolygon; x is the longitude, y the latitude."""
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Point":
        return pack("<BI2d", LITTLE_ENDIAN, POINT, *coordinates)
    if geometry["type"] == "Polygon":
        return _polygon(coordinates)
    parts = b"".join(map(_polygon, coordinates))
    return pack("<BII", LITTLE_ENDIAN, MULTI_POLYGON, len(coordinates)) + parts


def bounds_of(geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees; of both halves where the 180th meridian cuts it."""
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Point":
        x, y = coordinates
        return x, y, x, y
    rings = coordinates if geometry["type"] == "Polygon" else [r for p in coordinates for r in p]
    across, up = zip(*(corner for ring in rings for corner in ring), strict=True)
    return min(across), min(up), max(across), max(up)


def _polygon(rings: Sequence[Sequence[Sequence[float]]]) -> bytes:
    several = b"".join(map(_ring, rings))
    return pack("<BII", LITTLE_ENDIAN, POLYGON, len(rings)) + several


def _ring(ring: Sequence[Sequence[float]]) -> bytes:
    numbers = [number for corner in ring for number in corner]
    return pack(f"<I{len(numbers)}d", len(ring), *numbers)
