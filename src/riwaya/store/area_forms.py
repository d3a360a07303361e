"""Areas as people write them: a circle, a line of points, a GeoJSON file."""

import json
import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

from riwaya.errors import BadInput
from riwaya.store.areas import unrolled
from riwaya.store.query import Near, Polygon, Ring

#: Half the way around the globe, in kilometres.
FARTHEST = 20_016
CIRCLE = "write latitude,longitude,radius, such as 35.33,40.14,20km"
LINE = "write a GeoJSON file's name or three points or more: lon,lat lon,lat lon,lat"
COMMAS = re.compile(r"\s*[,;\N{ARABIC COMMA}\N{ARABIC SEMICOLON}]\s*")
RADIUS = re.compile(r"(.*?)\s*(km|m)?", re.IGNORECASE)
#: What holds further objects, and under which key.
PARTS = {
    "FeatureCollection": "features",
    "Feature": "geometry",
    "GeometryCollection": "geometries",
}
#: The largest file that is read for a polygon, in bytes.
LARGEST = 20_000_000


def near_form(value: str) -> Near:
    """`35.3,40.1,20km` (north, east, radius; `m` for metres); raises BadInput."""
    parts = COMMAS.split(value.strip())
    if len(parts) != 3:
        raise BadInput(f"place {value!r}: {CIRCLE}")
    lat, lon = _degrees(parts[0], 90, value), _degrees(parts[1], 180, value)
    found = RADIUS.fullmatch(parts[2])
    radius = _float(found[1] if found else parts[2])
    if radius is None or radius < 0:
        raise BadInput(f"place {value!r}: {parts[2]!r} is no radius; {CIRCLE}")
    km = radius / 1000 if found and (found[2] or "").lower() == "m" else radius
    if km > FARTHEST:
        raise BadInput(f"place {value!r}: nothing on Earth is more than {FARTHEST:,} km away")
    return Near(lat, lon, km)


def polygon_form(value: str) -> tuple[Polygon, ...]:
    """A GeoJSON file's polygons, or one from `lon,lat lon,lat …`; raises BadInput."""
    path = Path(value.strip())
    if path.suffix.lower() in {".json", ".geojson"} or _is_file(path):
        return tuple(_of_file(path))
    points = [_point(COMMAS.split(point), value) for point in value.split()]
    return ((_checked(tuple(points), value),),)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return False


def _of_file(path: Path) -> Iterator[Polygon]:
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path}: larger than {LARGEST // 1_000_000} MB; simplify the polygon")
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise BadInput(f"{path}: can't be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise BadInput(f"{path}: no GeoJSON (it isn't even JSON)") from None
    polygons = [*_polygons(found, str(path))]
    if not polygons:
        raise BadInput(f"{path}: no Polygon or MultiPolygon in it")
    yield from polygons


def _polygons(found: Any, where: str) -> Iterator[Polygon]:
    """The polygons of a GeoJSON object (RFC 7946), of all its features."""
    if not isinstance(found, dict):
        raise BadInput(f"{where}: no GeoJSON object")
    kind, shape = found.get("type"), found.get("coordinates")
    if kind == "Polygon":
        yield _polygon(shape, where)
    elif kind == "MultiPolygon":
        yield from (_polygon(rings, where) for rings in _list(shape, where))
    elif kind in PARTS:
        parts = found.get(PARTS[kind])
        several = [parts] if kind == "Feature" else _list(parts, where)
        for part in several:
            if part is not None:  # a feature without a geometry
                yield from _polygons(part, where)


def _polygon(rings: Any, where: str) -> Polygon:
    found = []
    for ring in _list(rings, where):
        points = [_point(_list(point, where)[:2], where) for point in _list(ring, where)]
        found.append(_checked(tuple(points), where))
    if not found:
        raise BadInput(f"{where}: a polygon without points")
    return tuple(found)


def _list(found: Any, where: str) -> list[Any]:
    if not isinstance(found, list):
        raise BadInput(f"{where}: no GeoJSON: a list was expected, not {found!r:.40}")
    return found


def _checked(ring: Ring, where: str) -> Ring:
    try:
        unrolled(ring)
    except BadInput:
        raise BadInput(f"polygon {where!r}: {LINE}") from None
    return ring


def _point(parts: list[Any], where: str) -> tuple[float, float]:
    if len(parts) != 2:
        raise BadInput(f"polygon {where!r}: {LINE}")
    return _degrees(parts[0], 180, where), _degrees(parts[1], 90, where)


def _degrees(part: Any, most: float, where: str) -> float:
    value = _float(part)
    if value is None:
        raise BadInput(f"{where!r}: {part!r} is no number of degrees")
    if not -most <= value <= most:
        raise BadInput(f"{where!r}: {value:g} is beyond ±{most:g} degrees")
    return value


def _float(part: Any) -> float | None:
    """A finite number, or None."""
    if isinstance(part, bool):
        return None
    try:
        value = float(part)
    except (TypeError, ValueError, OverflowError):
        return None
    return value if isfinite(value) else None
