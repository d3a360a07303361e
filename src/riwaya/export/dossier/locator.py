"""Where an incident was, drawn on the base map with the circle within which it lies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from riwaya.export.pictures.base_map import Line, fine, towns
from riwaya.export.pictures.clipping import lines_within, ring_within
from riwaya.export.pictures.projection import View, view_of
from riwaya.export.shown.language import Language
from riwaya.fusion.told import Spot
from riwaya.knowledge.geodesy import distance_km, moved

#: The drawing's width and height, and the least and the most that is shown to either side, in km.
WIDE, TALL, LEAST_KM, MOST_KM = 640.0, 360.0, 35.0, 900.0
#: How many times the radius is shown to either side.
AROUND = 2.4
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
    towns: tuple[Named, ...]
    pin: Pin
    others: tuple[Pin, ...]
    scale: tuple[float, int]
    wide: float = WIDE
    tall: float = TALL


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
    view = _around(lat, lon, reach)
    held = fine()
    rings = (ring_within(_drawn(ring, view), WIDE, TALL) for ring in held.land)
    pin = _pin(view, lat, lon, radius_km or 0.0, reports)
    return Locator(
        land="".join(_path(ring) + "Z" for ring in rings if ring),
        regions=_strokes(held.regions, view),
        borders=_strokes(held.countries, view),
        towns=tuple(_named(view, pin, words)),
        pin=pin,
        others=tuple(_pin(view, s.lat, s.lon, s.radius_km, n) for s, n in near),
        scale=_scale(view, lat),
    )


def _around(lat: float, lon: float, reach: float) -> View:
    """The view that reaches so many kilometres north and south of a point."""
    north, south = (moved(lat, lon, way * reach, 0)[0] for way in (1, -1))
    shape = TALL / WIDE
    return view_of([(north, lon, 0.0), (south, lon, 0.0)], WIDE, flattest=shape, tallest=shape)


def _pin(view: View, lat: float, lon: float, km: float, reports: int) -> Pin:
    return Pin(*view.at(lat, lon), view.pixels(km, lat), reports)


def _drawn(line: Line, view: View) -> list[tuple[float, float]]:
    return [view.at(lat, lon) for lon, lat in line]


def _strokes(lines: Iterable[Line], view: View) -> str:
    """The path of what is seen of some lines."""
    runs = (lines_within(_drawn(line, view), WIDE, TALL) for line in lines)
    return "".join(map(_path, chain.from_iterable(runs)))


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _named(view: View, pin: Pin, words: Language) -> Iterable[Named]:
    """The largest towns whose names don't meet each other, the pin or the scale."""
    taken: list[tuple[float, float, float]] = [
        (pin.x, pin.y, 16.0), (WIDE / 8 + 16, TALL - 26, WIDE / 8),
    ]  # fmt: skip
    for town in towns():
        if len(taken) > NAMES + 1:
            return
        if not view.shows(town.lat, town.lon, room=12):
            continue
        x, y = view.at(town.lat, town.lon)
        name = town.called(words.name)
        half = len(name) * LETTER / 2 + 8
        before = x + 2 * half > WIDE
        middle = x - half if before else x + half
        free = all(
            abs(y - high) > ROW or abs(middle - at) > half + wide for at, high, wide in taken
        )
        if free and middle - half > 0:
            taken.append((middle, y, half))
            yield Named(x, y, name, before)


def _scale(view: View, lat: float) -> tuple[float, int]:
    """A scale of at most a quarter of the width: its length on the drawing, and in km."""
    fitting = [km for km in SCALES if view.pixels(km, lat) <= WIDE / 4]
    km = fitting[-1] if fitting else SCALES[0]
    return view.pixels(km, lat), km
