"""Names on a map where there is room: the places of the marks first, then towns and countries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riwaya.export.pictures.base_map import country_names, towns
from riwaya.export.pictures.letters import width_of
from riwaya.export.pictures.marks import Mark
from riwaya.export.pictures.projection import View
from riwaya.export.pictures.svg import Side, element, text
from riwaya.export.shown.language import Language

#: Towns and marks' places named at most.
TOWNS, PLACES = 26, 24
#: Towns of fewer people (in thousands) aren't named on a map of more degrees than this.
LEAST_PEOPLE = ((40.0, 3000), (20.0, 900), (12.0, 350), (7.0, 120), (3.5, 40), (0.0, 0))
LEAST_COUNTRY = ((30.0, 4000), (15.0, 1000), (0.0, 0))
#: A country's name is not shown where the map shows less than so many degrees.
COUNTRY_DEGREES = 2.5
HERE, TOWN, COUNTRY = 12.0, 10.5, 12.0
#: Between a dot and its name.
SPACE = 5.0
#: A town as near as this to a mark, in pixels, isn't named: the mark is.
SAME_PIXELS = 12.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles share anything."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def box_of(mark: Mark) -> Box:
    """The rectangle around a mark."""
    away = mark.radius
    return Box(mark.x - away, mark.y - away, mark.x + away, mark.y + away)


class Room:
    """What of a map is taken; the edges are."""

    def __init__(self, view: View, marks: Sequence[Mark], furniture: Sequence[Box]) -> None:
        self._width, self._height = view.width, view.height
        self._taken = [*map(box_of, marks), *furniture]

    def take(self, box: Box) -> bool:
        """Take a rectangle if nothing is there."""
        inside = (
            box.left >= 2
            and box.top >= 2
            and box.right <= self._width - 2
            and box.bottom <= self._height - 2
        )
        if not inside or any(box.meets(other) for other in self._taken):
            return False
        self._taken.append(box)
        return True


def names_on(view: View, marks: Sequence[Mark], furniture: Sequence[Box], words: Language) -> str:
    """The names as elements, those of the fullest marks first."""
    room = Room(view, marks, furniture)
    made = list(_of_marks(room, marks))
    made += _of_countries(view, room, words)
    made += _of_towns(view, room, marks, words)
    return "".join(made)


def _of_marks(room: Room, marks: Sequence[Mark]) -> Iterator[str]:
    named: set[str] = set()
    for mark in [one for one in marks if not one.vague]:
        if len(named) >= PLACES:
            return
        place = mark.place
        if place is None or place in named:
            continue
        found = _beside(room, mark.x, mark.y, mark.radius, place, HERE, "here")
        if found:
            named.add(place)
            yield found


def _of_towns(view: View, room: Room, marks: Sequence[Mark], words: Language) -> Iterator[str]:
    degrees = view.width / view.scale
    least = next(people for wide, people in LEAST_PEOPLE if degrees >= wide)
    count = 0
    for town in towns():
        if town.people < least or count >= TOWNS:
            return
        if not view.shows(town.lat, town.lon, 4):
            continue
        x, y = view.at(town.lat, town.lon)
        if any(abs(m.x - x) + abs(m.y - y) < m.radius + SAME_PIXELS for m in marks):
            continue
        found = _beside(room, x, y, 2, town.called(words.name), TOWN, "town")
        if found:
            count += 1
            yield found + element("circle", class_="dot", cx=x, cy=y, r=1.8)


def _of_countries(view: View, room: Room, words: Language) -> Iterator[str]:
    degrees = view.width / view.scale
    if degrees < COUNTRY_DEGREES:
        return
    least = next(people for wide, people in LEAST_COUNTRY if degrees >= wide)
    for country in country_names():
        if country.people < least or not view.shows(country.lat, country.lon):
            continue
        x, y = view.at(country.lat, country.lon)
        said = country.called(words.name)
        half = width_of(said, COUNTRY, bold=True) / 2
        for up in (0.0, 14.0, -14.0, 26.0, -26.0):
            if room.take(Box(x - half, y + up - COUNTRY, x + half, y + up + 4)):
                yield text(x, y + up, said, side="middle", class_="country")
                break


def _beside(
    room: Room, x: float, y: float, radius: float, said: str, size: float, class_: str
) -> str | None:
    """The name on a side of a mark where there is room; None where there is none."""
    wide = width_of(said, size, bold=class_ == "here")
    away = radius + SPACE
    ways: tuple[tuple[Side, float, float], ...] = (
        ("left", x + away, y + size * 0.35),
        ("right", x - away, y + size * 0.35),
        ("middle", x, y - away),
        ("middle", x, y + away + size * 0.8),
    )
    for side, left, base in ways:
        start = left if side == "left" else left - wide if side == "right" else left - wide / 2
        if room.take(Box(start - 1, base - size * 0.85, start + wide + 1, base + size * 0.25)):
            return text(left, base, said, side=side, class_=class_)
    return None
