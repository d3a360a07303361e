"""The desk's base map as shapes to draw: land, coasts and borders, and towns with their names.

The files are TopoJSON (`desk/basemap.py` makes them): arcs of quantised differences, areas as
numbers of arcs. Form: https://github.com/topojson/topojson-specification.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, Literal

Line = tuple[tuple[float, float], ...]
#: West, south, east, north, in degrees.
Box = tuple[float, float, float, float]
Kind = Literal["coast", "region", "border"]


@dataclass(frozen=True, slots=True)
class Town:
    """A place to write on a map; `people` in thousands, `arabic` is empty where it isn't known."""

    lat: float
    lon: float
    people: int
    english: str
    arabic: str


@dataclass(frozen=True, slots=True)
class BaseMap:
    """Rings of land (degrees east and north, the first point again at the end), lines, with boxes.

    Lines are borders of countries and of their regions; a coast is the edge of land alone.
    """

    land: tuple[tuple[Box, Line], ...]
    lines: tuple[tuple[Box, Kind, Line], ...]


@cache
def base_map() -> BaseMap:
    """Countries far away, and the regions of those that the project reads about."""
    world, regions = _file("countries"), _file("regions")
    land: list[tuple[Box, Line]] = []
    for topology, wanted in ((world, False), (regions, None)):
        arcs = _arcs(topology)
        for area in topology["objects"]["areas"]["geometries"]:
            near = bool(area.get("properties", {}).get("near"))
            if wanted is None or near is wanted:
                land += [(box_of(ring), ring) for ring in _rings(area, arcs)]
    return BaseMap(tuple(land), tuple(_lines(regions)))


@cache
def towns() -> tuple[Town, ...]:
    """Towns, the largest first."""
    return tuple(Town(*row) for row in _file("towns")["towns"])


def box_of(line: Line) -> Box:
    """The smallest box around a line."""
    wide, high = [lon for lon, _ in line], [lat for _, lat in line]
    return min(wide), min(high), max(wide), max(high)


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes share anything."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


@cache
def _file(name: str) -> dict[str, Any]:
    path = files("riwaya").joinpath("web", "static", "map", f"{name}.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _arcs(topology: dict[str, Any]) -> list[Line]:
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [
        tuple(
            (west + x * wide, south + y * high)
            for x, y in zip(
                accumulate(step[0] for step in arc), accumulate(step[1] for step in arc),
                strict=True,
            )
        )
        for arc in topology["arcs"]
    ]  # fmt: skip


def _polygons(area: dict[str, Any]) -> Iterator[Sequence[Sequence[int]]]:
    """The rings of an area's polygons, as numbers of arcs."""
    if area["type"] == "Polygon":
        yield area["arcs"]
    elif area["type"] == "MultiPolygon":
        yield from area["arcs"]


def _rings(area: dict[str, Any], arcs: Sequence[Line]) -> Iterator[Line]:
    """Outer rings; holes are other land, which is drawn as well."""
    for outer, *_ in _polygons(area):
        points: list[tuple[float, float]] = []
        for number in outer:  # a negative one is another arc, the wrong way round
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        yield tuple(points)


def _lines(topology: dict[str, Any]) -> Iterator[tuple[Box, Kind, Line]]:
    """Each arc once: it parts two countries, two regions of one, or land from sea or far land."""
    owners: dict[int, list[str]] = {}
    for area in topology["objects"]["areas"]["geometries"]:
        for polygon in _polygons(area):
            for ring in polygon:
                for number in ring:
                    owners.setdefault(max(number, ~number), []).append(area["properties"]["c"])
    arcs = _arcs(topology)
    for number, held in owners.items():
        kind: Kind = "coast" if len(held) == 1 else "region" if len(set(held)) == 1 else "border"
        yield box_of(arcs[number]), kind, arcs[number]
