"""The desk's base map (TopoJSON) as rings, borders, waters and names in degrees.

Natural Earth's lines as they hold in fact, GeoNames's names; see desk/README.md. The form is
TopoJSON's: arcs of quantised steps, shared by the areas on either side; a negative number is an arc
backwards. Source: https://github.com/topojson/topojson-specification, sections 2.1.2 to 2.1.4.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

#: (longitude, latitude) in degrees.
Place = tuple[float, float]
Line = tuple[Place, ...]
FOLDER = "web/static/map"


@dataclass(frozen=True, slots=True)
class Lines:
    """Rings of land, and borders between areas that share them."""

    land: tuple[Line, ...]
    countries: tuple[Line, ...]
    regions: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Waters:
    """Rivers as lines, lakes as rings; both up to some 4 km beside what they stand for."""

    rivers: tuple[Line, ...]
    lakes: tuple[Line, ...]


class Name(NamedTuple):
    """A town's or a country's name; `people` in thousands (a country: its own measure)."""

    lat: float
    lon: float
    people: float
    english: str
    arabic: str

    def called(self, language: str) -> str:
        """The name in a language; English where there is no Arabic."""
        return (self.arabic if language == "ar" else self.english) or self.english


@cache
def coarse() -> Lines:
    """All countries of the world."""
    topology = _read("countries.json")
    areas = topology["objects"]["areas"]["geometries"]
    arcs = _arcs(topology)
    shared = tuple(arcs[n] for n, owners in _owners(areas).items() if len(owners) > 1)
    return Lines(tuple(_rings(arcs, areas)), shared, ())


@cache
def fine() -> Lines:
    """The regions that the desk knows finely, and the coarse countries around them."""
    world, topology = _read("countries.json"), _read("regions.json")
    countries = world["objects"]["areas"]["geometries"]
    far = [one for one in countries if not (one.get("properties") or {}).get("near")]
    areas = topology["objects"]["areas"]["geometries"]
    arcs, around = _arcs(topology), _arcs(world)
    between: list[Line] = []
    within: list[Line] = []
    for number, owners in _owners(areas).items():
        if len(owners) > 1:
            several = {areas[owner]["properties"]["c"] for owner in owners}
            (within if len(several) == 1 else between).append(arcs[number])
    for number, owners in _owners(countries).items():
        near = [bool((countries[n].get("properties") or {}).get("near")) for n in owners]
        if len(owners) > 1 and not all(near):
            between.append(around[number])
    land = (*_rings(around, far), *_rings(arcs, areas))
    return Lines(land, tuple(between), tuple(within))


@cache
def waters() -> Waters:
    """The rivers and lakes around the regions that the desk knows finely."""
    topology = _read("waters.json")
    arcs, held = _arcs(topology), topology["objects"]
    rivers = (
        _joined(arcs, stretch)
        for one in held["rivers"]["geometries"]
        for stretch in ([one["arcs"]] if one["type"] == "LineString" else one["arcs"])
    )
    return Waters(tuple(rivers), tuple(_rings(arcs, held["lakes"]["geometries"])))


@cache
def fine_box() -> tuple[float, float, float, float]:
    """West, south, east, north of what is known finely."""
    west, south, east, north = _read("regions.json")["bbox"]
    return west, south, east, north


@cache
def towns() -> tuple[Name, ...]:
    """Towns, the largest first."""
    return tuple(Name(*row) for row in _read("towns.json")["towns"])


@cache
def country_names() -> tuple[Name, ...]:
    """Countries, the largest first."""
    return tuple(Name(*row) for row in _read("towns.json")["countries"])


@cache
def _read(name: str) -> Any:
    path = files("riwaya").joinpath(f"{FOLDER}/{name}")
    return msgspec.json.decode(path.read_bytes())


def _arcs(topology: Any) -> list[Line]:
    """The arcs in degrees: steps of whole numbers, scaled and moved."""
    across, up = topology["transform"]["scale"]
    west, south = topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * across + west, y * up + south))
        found.append(tuple(line))
    return found


def _polygons(area: Any) -> Sequence[Any]:
    """The polygons of an area, each a list of rings, each a list of arcs' numbers."""
    if area["type"] == "Polygon":
        return [area["arcs"]]
    return area["arcs"] if area["type"] == "MultiPolygon" else []


def _rings(arcs: list[Line], areas: Sequence[Any]) -> Iterator[Line]:
    for area in areas:
        for polygon in _polygons(area):
            for ring in polygon:
                yield _joined(arcs, ring)


def _joined(arcs: list[Line], numbers: Sequence[int]) -> Line:
    """Arcs that follow each other as one line."""
    line: list[Place] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return tuple(line)


def _owners(areas: Sequence[Any]) -> dict[int, set[int]]:
    """The areas on either side of each arc."""
    found: dict[int, set[int]] = {}
    for owner, area in enumerate(areas):
        for polygon in _polygons(area):
            for ring in polygon:
                for number in ring:
                    found.setdefault(number if number >= 0 else ~number, set()).add(owner)
    return found
