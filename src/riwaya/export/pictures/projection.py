"""A stretch of the globe on a rectangle of pixels: Mercator, as on the desk's map."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, pi, radians, sinh, tan

#: Kilometres of one degree of longitude at the equator (WGS 84's mean radius).
DEGREE_KM = 6371.0088 * pi / 180
#: As far north as the desk's map goes.
MOST_NORTH = 83.0
#: No map shows less than this from one side to the other.
LEAST_KM = 40.0
#: A map of few far-off points and many near ones leaves so many out on each side ...
TRIMMED = 0.03
#: ... if there are so many points, and the map of all would be so many times as large.
MANY, LARGER = 20, 8.0


@dataclass(frozen=True, slots=True)
class View:
    """West and north of the rectangle, its size in pixels, and how many pixels a degree has."""

    west: float
    top: float
    width: float
    height: float
    scale: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """The pixel of a place; may lie outside."""
        return (lon - self.west) * self.scale, (self.top - _up(lat)) * self.scale

    def shows(self, lat: float, lon: float, room: float = 0.0) -> bool:
        """Whether a place lies inside, so many pixels from the edges at least."""
        x, y = self.at(lat, lon)
        return room <= x <= self.width - room and room <= y <= self.height - room

    def pixels(self, km: float, lat: float) -> float:
        """How many pixels a distance has at a latitude."""
        return km / (DEGREE_KM * cos(radians(lat))) * self.scale

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        south = _down(self.top - self.height / self.scale)
        return self.west, south, self.west + self.width / self.scale, _down(self.top)


def view_of(
    points: Sequence[tuple[float, float, float]],
    width: float,
    *,
    flattest: float = 0.5,
    tallest: float = 0.8,
) -> View:
    """The view that shows points (latitude, longitude, kilometres around), with room at the edges.

    `flattest` and `tallest` bound its height by its width.
    """
    west, south, east, north = _chosen(points)
    middle = (south + north) / 2
    least = LEAST_KM / (DEGREE_KM * cos(radians(middle)))
    across, up = max(east - west, least) * 1.14, max(_up(north) - _up(south), least) * 1.14
    height = width * min(max(up / across, flattest), tallest)
    scale = min(width / across, height / up)
    centre_x, centre_y = (west + east) / 2, (_up(south) + _up(north)) / 2
    return View(centre_x - width / scale / 2, centre_y + height / scale / 2, width, height, scale)


def _chosen(points: Sequence[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    """The bounds of all; of most, where a few far-off ones would make everything small."""
    whole = _bounds(points)
    if len(points) <= MANY:
        return whole
    most = _trimmed(points)
    return most if _area(whole) > LARGER * _area(most) else whole


def _bounds(points: Sequence[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    """The bounds of points, and of what lies around one that is alone."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    if west == east and south == north:
        lat, lon, km = max(points, key=lambda point: point[2])
        away = max(km * 1.5, LEAST_KM) / DEGREE_KM
        aside = away / cos(radians(min(abs(lat), MOST_NORTH)))
        west, east, south, north = lon - aside, lon + aside, lat - away, lat + away
    return west, max(south, -MOST_NORTH), east, min(north, MOST_NORTH)


def _trimmed(points: Sequence[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    cut = int(len(points) * TRIMMED)
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    return lons[cut], lats[cut], lons[-cut - 1], lats[-cut - 1]


def _area(box: tuple[float, float, float, float]) -> float:
    west, south, east, north = box
    return max(east - west, 0.2) * max(_up(north) - _up(south), 0.2)


def _up(lat: float) -> float:
    """Mercator's ordinate, in degrees of longitude at the equator."""
    bounded = max(-MOST_NORTH, min(MOST_NORTH, lat))
    return degrees(asinh(tan(radians(bounded))))


def _down(ordinate: float) -> float:
    return degrees(atan(sinh(radians(ordinate))))
