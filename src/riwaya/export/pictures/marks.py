"""The marks on a map: incidents that lie on each other are one ring with their number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin, sqrt

from riwaya.export.pictures.days import days_said
from riwaya.export.pictures.projection import View
from riwaya.export.pictures.subject import FAMILIES, Subject
from riwaya.export.pictures.svg import element, group, short, text
from riwaya.export.shown.language import Language

#: Beyond so many kilometres only the wider area is known: those marks are hollow.
VAGUE_KM = 50
#: Radii in pixels: of one incident, of the smallest ring, of the widest one; how wide its band is.
SINGLE, RING, WIDEST, BAND = 5.5, 9.0, 27.0, 4.5
#: How much wider a ring is for more incidents.
GROWTH = 1.9
#: Marks of which one lies on the other by so much of its radius are one.
OVERLAP = 0.7
#: Incidents named in one tooltip.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """Incidents at about one place, in pixels of the map."""

    x: float
    y: float
    radius: float
    subjects: tuple[Subject, ...]
    vague: bool

    @property
    def place(self) -> str | None:
        """The place that most of them name."""
        named = Counter(one.place for one in self.subjects if one.place)
        return named.most_common(1)[0][0] if named else None


def is_vague(subject: Subject) -> bool:
    """Whether only the wider area of an incident is known."""
    return subject.km is not None and subject.km > VAGUE_KM


def marks_of(subjects: Sequence[Subject], view: View) -> list[Mark]:
    """The marks within the view, the fullest first."""
    at: dict[tuple[float, float, bool], list[Subject]] = {}
    for one in subjects:
        if one.lat is not None and one.lon is not None and view.shows(one.lat, one.lon):
            x, y = view.at(one.lat, one.lon)
            at.setdefault((round(x, 1), round(y, 1), is_vague(one)), []).append(one)
    fullest = max(map(len, at.values()), default=1)
    growth = min(GROWTH, (WIDEST - RING) / sqrt(fullest))
    made = [
        Mark(x, y, _radius(len(several), growth), tuple(several), vague)
        for (x, y, vague), several in at.items()
    ]
    before = 0
    while len(made) != before:  # a mark that took others in is larger, and may meet more
        before, made = len(made), _joined(made, growth)
    return made


def _joined(marks: Sequence[Mark], growth: float) -> list[Mark]:
    """The marks, the fullest first, each with those that lie on it."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (-len(one.subjects), one.x, one.y)):
        place = next((n for n, other in enumerate(found) if _meet(other, mark)), None)
        if place is None:
            found.append(mark)
        else:
            several = (*found[place].subjects, *mark.subjects)
            radius = _radius(len(several), growth)
            found[place] = replace(found[place], radius=radius, subjects=several)
    return found


def _meet(one: Mark, other: Mark) -> bool:
    """Whether two marks lie on each other; the fuller one keeps its place."""
    away = hypot(one.x - other.x, one.y - other.y)
    return one.vague == other.vague and away < one.radius + other.radius * OVERLAP


def _radius(count: int, growth: float) -> float:
    return SINGLE if count == 1 else min(WIDEST, RING + growth * sqrt(count))


def drawn(mark: Mark, words: Language) -> str:
    """A mark with its tooltip: a dot, or a ring by families with the number of incidents."""
    tip = tip_of(mark, words)
    if len(mark.subjects) == 1:
        family = mark.subjects[0].family
        class_ = f"hollow line-{family}" if mark.vague else f"spot fill-{family}"
        dot = element("circle", class_=class_, cx=mark.x, cy=mark.y, r=mark.radius)
        return group(dot, tip=tip, class_="mark")
    hub = element("circle", class_="hub", cx=mark.x, cy=mark.y, r=mark.radius - BAND)
    count = text(
        mark.x, mark.y + 4, words.number(len(mark.subjects)), side="middle", class_="count"
    )
    return group(_ring(mark) + hub + count, tip=tip, class_="mark")


def _ring(mark: Mark) -> str:
    """The disc behind the hub, a slice for each family; vague ones have a thin band."""
    counted = Counter(one.family for one in mark.subjects)
    radius = mark.radius - BAND * 0.55 if mark.vague else mark.radius
    rim = element("circle", class_="hub", cx=mark.x, cy=mark.y, r=mark.radius + 1.4)
    if len(counted) == 1:
        (family,) = counted
        return rim + element("circle", class_=f"fill-{family}", cx=mark.x, cy=mark.y, r=radius)
    slices, start = [rim], 0.0
    for family in FAMILIES:
        share = counted[family] / len(mark.subjects)
        if share:
            slices.append(_slice(mark.x, mark.y, radius, start, start + share, family))
            start += share
    return "".join(slices)


def _slice(x: float, y: float, radius: float, start: float, end: float, family: str) -> str:
    """From one share of the circle to another, clockwise from the top."""
    (x1, y1), (x2, y2) = (
        (x + radius * sin(2 * pi * share), y - radius * cos(2 * pi * share))
        for share in (start, end)
    )
    large = int(end - start > 0.5)
    data = (
        f"M{short(x)} {short(y)}L{short(x1)} {short(y1)}"
        f"A{short(radius)} {short(radius)} 0 {large} 1 {short(x2)} {short(y2)}z"
    )
    return element("path", class_=f"fill-{family}", d=data)


def tip_of(mark: Mark, words: Language) -> str:
    """What a mark stands for, a line for each of its first incidents."""
    lines = [tip_line(one, words) for one in mark.subjects[:NAMED]]
    if len(mark.subjects) > NAMED:
        lines.append(words.label("map.more", count=len(mark.subjects) - NAMED))
    return "\n".join(lines)


def tip_line(one: Subject, words: Language) -> str:
    """An incident in one line: what and where, when."""
    return f"{one.heading}, {days_said(one.first, one.last, words)}" if one.first else one.heading
