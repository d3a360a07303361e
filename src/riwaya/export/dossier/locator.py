"""Where an incident was, drawn on the base map with the circle within which it lies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from riwaya.export.dossier.base_map import Box, Line, base_map, box_of, meets, towns
from riwaya.export.shown.language import Language
from riwaya.fusion.told import Spot
from riwaya.knowledge.geodesy import distance_km

#: The drawing's width and height, and the least that is shown of the land to either side, in km.
WIDE, TALL, LEAST_KM, MOST_KM = 640.0, 360.0, 35.0, 900.0
#: How many times the radius is shown to either side.
AROUND = 2.4
KM_A_DEGREE = 111.2
#: Points of a line nearer to each other than this are one; what lies so far outside isn't drawn.
FINE, OUTSIDE = 0.6, 40.0
#: Names on the map, and about how wide a letter and how high a line of them are.
NAMES, LETTER, ROW = 9, 6.4, 17.0
#: Lengths of a scale, in km.
SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Named:
    """A town on the map; its name stands at x, y, ending there where `before`."""

    x: float
    y: float
    name: str
    before: bool


@dataclass(frozen=True, slots=True)
class Pin:
    """A place that is told: its point, the radius of its circle, how many reports tell it."""

    x: float
    y: float
    radius: float
    reports: int


@dataclass(frozen=True, slots=True)
class Locator:
    """The map: paths of land and lines, towns, places; `pin` is where the incident was.

    The scale is a length on the drawing and the kilometres that it stands for.
    """

    land: str
    regions: str
    borders: str
    coasts: str
    towns: tuple[Named, ...]
    pin: Pin
    others: tuple[Pin, ...]
    scale: tuple[float, int]
    wide: float = WIDE
    tall: float = TALL


@dataclass(frozen=True, slots=True)
class _View:
    """An equirectangular map around a point: east and north in degrees, units for a km."""

    lat: float
    lon: float
    unit: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """A point of the globe on the drawing."""
        east = (lon - self.lon) * KM_A_DEGREE * cos(radians(self.lat))
        north = (lat - self.lat) * KM_A_DEGREE
        return WIDE / 2 + east * self.unit, TALL / 2 - north * self.unit

    @property
    def box(self) -> Box:
        """What is seen, in degrees."""
        high = TALL / 2 / self.unit / KM_A_DEGREE
        wide = WIDE / 2 / self.unit / KM_A_DEGREE / cos(radians(self.lat))
        return self.lon - wide, self.lat - high, self.lon + wide, self.lat + high


def located(
    lat: float, lon: float, radius_km: float | None, reports: int,
    others: Sequence[tuple[Spot, int]], words: Language,
) -> Locator:  # fmt: skip
    """The map around a point; `others` are places that its reports tell besides, with their number.

    Those farther off than the map reaches at most are left out.
    """
    near = [
        (s, n) for s, n in others if distance_km(lat, lon, s.lat, s.lon) < MOST_KM * TALL / WIDE
    ]
    far = [distance_km(lat, lon, spot.lat, spot.lon) * 1.15 + spot.radius_km for spot, _ in near]
    reach = min(MOST_KM, max(LEAST_KM, AROUND * (radius_km or 0.0), *far, LEAST_KM))
    view = _View(lat, lon, TALL / 2 / reach)
    held = base_map()
    shapes = [_clipped(_drawn(ring, view)) for box, ring in held.land if meets(box, view.box)]
    kinds: dict[str, list[str]] = {"region": [], "border": [], "coast": []}
    for box, kind, line in held.lines:
        if meets(box, view.box):
            kinds[kind] += _runs(_drawn(line, view))
    pins = [Pin(*view.at(s.lon, s.lat), s.radius_km * view.unit, n) for s, n in near]
    return Locator(
        land="".join(_path(one, closed=True) for one in shapes if len(one) > 2),
        regions="".join(kinds["region"]),
        borders="".join(kinds["border"]),
        coasts="".join(kinds["coast"]),
        towns=tuple(_named(view, words)),
        pin=Pin(WIDE / 2, TALL / 2, (radius_km or 0.0) * view.unit, reports),
        others=tuple(pins),
        scale=_scale(view),
    )


def _drawn(line: Line, view: _View) -> Line:
    """A line on the drawing, without the points that nobody would tell apart."""
    found: list[tuple[float, float]] = []
    for lon, lat in line:
        x, y = view.at(lon, lat)
        if not found or abs(x - found[-1][0]) + abs(y - found[-1][1]) > FINE:
            found.append((x, y))
    return tuple(found)


def _clipped(ring: Line) -> Line:
    """A ring cut along the four edges of what is drawn (Sutherland and Hodgman, 1974)."""
    edges = (
        (0, -OUTSIDE, 1), (0, WIDE + OUTSIDE, -1), (1, -OUTSIDE, 1), (1, TALL + OUTSIDE, -1),
    )  # fmt: skip
    for axis, limit, sign in edges:
        kept: list[tuple[float, float]] = []
        for one, other in zip(ring, (*ring[1:], *ring[:1]), strict=True):
            inside, then = (sign * (p[axis] - limit) >= 0 for p in (one, other))
            if inside:
                kept.append(one)
            if inside != then:
                share = (limit - one[axis]) / (other[axis] - one[axis])
                x, y = (a + share * (b - a) for a, b in zip(one, other, strict=True))
                kept.append((x, y))
        ring = tuple(kept)
    return ring


def _runs(line: Line) -> Iterable[str]:
    """The stretches of a line that may be seen."""
    seen = -OUTSIDE, -OUTSIDE, WIDE + OUTSIDE, TALL + OUTSIDE
    run: list[tuple[float, float]] = []
    for one, other in pairwise(line):
        if meets(box_of((one, other)), seen):
            run = run or [one]
            run.append(other)
        elif run:
            yield _path(run)
            run = []
    if run:
        yield _path(run)


def _path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


def _named(view: _View, words: Language) -> Iterable[Named]:
    """The largest towns whose names don't meet each other or the middle of the map."""
    west, south, east, north = view.box
    taken: list[tuple[float, float, float]] = [(WIDE / 2, TALL / 2, 16.0)]
    for town in towns():
        if len(taken) > NAMES:
            return
        if not (west < town.lon < east and south < town.lat < north):
            continue
        x, y = view.at(town.lon, town.lat)
        name = (town.arabic if words.name == "ar" else "") or town.english
        half = len(name) * LETTER / 2 + 8
        before = x + 2 * half > WIDE
        middle = x - half if before else x + half
        free = all(
            abs(y - high) > ROW or abs(middle - at) > half + wide for at, high, wide in taken
        )
        if free and 12 < y < TALL - 12 and middle - half > 0:
            taken.append((middle, y, half))
            yield Named(x, y, name, before)


def _scale(view: _View) -> tuple[float, int]:
    """A scale of at most a quarter of the width: its length on the drawing, and in km."""
    fitting = [km for km in SCALES if km * view.unit <= WIDE / 4]
    km = fitting[-1] if fitting else SCALES[0]
    return km * view.unit, km
