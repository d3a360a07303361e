"""`riwaya export geojson`: incidents as RFC 7946 features, uncertainty as geometry.

A feature is the circle within which the incident lies, drawn as a polygon of 64 corners, and its
middle is in the properties `lat` and `lon` with `radius_km`; `points` gives the middle itself as
the geometry. Where no place is known the geometry is null, as the RFC allows.
"""

from collections.abc import Iterable
from math import asin, atan2, cos, degrees, pi, radians, sin
from typing import Any

import msgspec

from riwaya.export.forms.exported import ExportedIncident, Written
from riwaya.export.forms.placing import Placing

#: The sphere of WGS 84's mean radius, in kilometres.
EARTH_KM = 6371.0088
CORNERS = 64
#: A tenth of a metre, and more than any place name tells.
DECIMALS = 6
Position = list[float]
#: As wide as the band of one degree at a pole: circles up there are left as points.
MOST_NORTH = 89.0

COLUMNS = (
    "id", "title", "events", "place", "place_entity", "lat", "lon", "radius_km", "day_from",
    "day_to", "killed_low", "killed_high", "injured_low", "injured_high", "tolls", "reports",
    "outlets", "origins", "origin_names", "disagreements", "findings", "grade", "grade_status",
    "review_status", "reviewed", "of", "confidence", "models", "riwaya", "claims",
)  # fmt: skip


def write(
    placing: Placing, records: Iterable[ExportedIncident], *, points: bool = False
) -> Written:
    """Write a FeatureCollection, feature by feature; incidents without a place are counted."""
    rows = lost = 0
    with placing.aside(placing.path).open("wb") as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for one in records:
            file.write(b",\n" if rows else b"\n")
            file.write(msgspec.json.encode(feature(one, points=points)))
            rows += 1
            lost += one.incident.lat is None
        file.write(b"\n]}\n")
    losses = {
        "form": "geojson",
        "rows": rows,
        "left_out": {},
        "not_carried": {"incidents without a place: their geometry is null": lost} if lost else {},
    }
    return Written((placing.path,), rows, losses, COLUMNS)


def feature(one: ExportedIncident, *, points: bool = False) -> dict[str, Any]:
    """One incident as a Feature; its id is the incident's."""
    incident = one.incident
    geometry: dict[str, Any] | None = None
    if incident.lat is not None and incident.lon is not None:
        geometry = (
            point_of(incident.lat, incident.lon)
            if points
            else geometry_of(incident.lat, incident.lon, incident.radius_km)
        )
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": geometry,
        "properties": properties(one),
    }


def properties(one: ExportedIncident) -> dict[str, Any]:
    """What an incident's feature says besides its geometry, by the names of COLUMNS."""
    incident, grade = one.incident, one.incident.grade
    return {
        "id": incident.id,
        "title": incident.title,
        "events": list(incident.events),
        "place": incident.place,
        "place_entity": incident.place_entity,
        "lat": incident.lat,
        "lon": incident.lon,
        "radius_km": incident.radius_km,
        "day_from": incident.day_from,
        "day_to": incident.day_to,
        **_bounds(one, "killed"),
        **_bounds(one, "injured"),
        "tolls": [
            {"measure": t.measure, "side": t.side, "people": t.people, "views": t.views}
            for t in incident.tolls
        ],
        "reports": incident.counts.get("reports"),
        "outlets": incident.counts.get("outlets"),
        "origins": incident.counts.get("origins"),
        "origin_names": [origin.name for origin in incident.origins],
        "disagreements": [d.sentence for d in incident.disagreements],
        "findings": [f.sentence for f in incident.findings],
        "grade": grade.airwars if grade else None,
        "grade_status": grade.status if grade else None,
        "review_status": one.review_status,
        "reviewed": incident.reviewed,
        "of": incident.of,
        "confidence": one.confidence,
        "models": list(one.models),
        "riwaya": sorted({claim.riwaya for claim in one.claims if claim.riwaya}),
        "claims": [claim.key for claim in one.claims],
    }


def _bounds(one: ExportedIncident, measure: str) -> dict[str, float | None]:
    """The range over all people; null where people were counted by kind or side only."""
    told = next(
        (
            toll.views["range"]
            for toll in one.incident.tolls
            if toll.measure == measure and toll.people == "all" and toll.side is None
        ),
        (None, None),
    )
    return {f"{measure}_low": told[0], f"{measure}_high": told[1]}


def geometry_of(lat: float, lon: float, radius_km: float | None) -> dict[str, Any]:
    """The circle around a point as a polygon; the point where no radius is known.

    A circle over the 180th meridian becomes two polygons, as RFC 7946 (3.1.9) asks.
    """
    if not radius_km or abs(lat) + degrees(radius_km / EARTH_KM) > MOST_NORTH:
        return point_of(lat, lon)
    ring = [_corner(lat, lon, radius_km, n) for n in range(CORNERS)]
    parts = _cut(ring)
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": [_closed(parts[0])]}
    return {"type": "MultiPolygon", "coordinates": [[_closed(part)] for part in parts]}


def point_of(lat: float, lon: float) -> dict[str, Any]:
    """The point itself."""
    return {"type": "Point", "coordinates": [round(lon, DECIMALS), round(lat, DECIMALS)]}


def _corner(lat: float, lon: float, km: float, number: int) -> Position:
    """A corner, counted against the clock from the east; its longitude may pass 180 degrees."""
    away, north = km / EARTH_KM, radians(lat)
    bearing = pi / 2 - 2 * pi * number / CORNERS
    there = asin(sin(north) * cos(away) + cos(north) * sin(away) * cos(bearing))
    east = atan2(sin(bearing) * sin(away) * cos(north), cos(away) - sin(north) * sin(there))
    return [lon + degrees(east), degrees(there)]


def _cut(ring: list[Position]) -> list[list[Position]]:
    """The ring, cut at the 180th meridian where it passes it, moved to -180..180."""
    if all(-180 <= east <= 180 for east, _ in ring):
        return [ring]
    edge = 180.0 if any(east > 180 for east, _ in ring) else -180.0
    near = [p for p in _with_crossings(ring, edge) if abs(p[0]) <= 180]
    far = [p for p in _with_crossings(ring, edge) if abs(p[0]) >= 180]
    return [near, [[east - 2 * edge, north] for east, north in far]]


def _with_crossings(ring: list[Position], edge: float) -> list[Position]:
    """The ring with corners where it meets a meridian."""
    found: list[Position] = []
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        found.append(one)
        if (one[0] - edge) * (other[0] - edge) < 0:
            share = (edge - one[0]) / (other[0] - one[0])
            found.append([edge, one[1] + share * (other[1] - one[1])])
    return found


def _closed(ring: list[Position]) -> list[Position]:
    rounded = [[round(east, DECIMALS), round(north, DECIMALS)] for east, north in ring]
    return [*rounded, rounded[0]]
