"""A timeline: a bar for each stretch of time, a part of it for each family of events."""

from collections import Counter
from math import ceil

from riwaya.export.pictures.axis import steps
from riwaya.export.pictures.days import MONTH, WHOLE, YEAR, day_said, said_as
from riwaya.export.pictures.letters import width_of
from riwaya.export.pictures.subject import FAMILIES
from riwaya.export.pictures.svg import Drawing, Side, element, group, text
from riwaya.export.pictures.timeline_bins import Bin, Bins
from riwaya.export.shown.language import Language

HEIGHT, TOP, FOOT = 300.0, 14.0, 30.0
TICK = 11.0
#: Between bars, as a share of a bar's room; bars are no wider than this.
GAP, WIDEST = 0.22, 46.0
#: Between the words under the axis.
APART = 16.0


def timeline_of(bins: Bins, width: float, words: Language, *, height: float = HEIGHT) -> Drawing:
    """The bars over their days, from right to left in Arabic."""
    return Drawing(width, height, _Chart(bins, width, height, words).body())


def when(one: Bin, bins: Bins, words: Language) -> str:
    """A bar's stretch of time in words."""
    if bins.unit == "day":
        return day_said(one.first.isoformat(), words)
    if bins.unit == "week":
        return words.label("pictures.week", day=day_said(one.first.isoformat(), words))
    return said_as(one.first, MONTH if bins.unit == "month" else YEAR, words)


def told(one: Bin, bins: Bins, words: Language) -> str:
    """What a bar says: when, how many, and how many of each family."""
    counted = Counter(subject.family for subject in one.subjects)
    lines = [words.label(
        "pictures.bar", when=when(one, bins, words), count=words.number(len(one.subjects))
    )]  # fmt: skip
    lines += [
        f"{words.label('pictures.family.' + family)}: {words.number(counted[family])}"
        for family in FAMILIES
        if counted[family]
    ]
    return "\n".join(lines)


class _Chart:
    """Where the bars and their axes are."""

    def __init__(self, bins: Bins, width: float, height: float, words: Language) -> None:
        self._bins, self._words = bins, words
        self._rtl = words.direction == "rtl"
        highest = max((len(one.subjects) for one in bins.bins), default=0)
        self._steps = steps(highest)
        self._margin = 12 + max(width_of(words.number(step), TICK) for step in self._steps)
        self._width, self._height = width, height
        self._room = (width - self._margin) / max(1, len(bins.bins))

    def body(self) -> str:
        """Grid, bars, axis."""
        bars = "".join(self._bar(n, one) for n, one in enumerate(self._bins.bins))
        return self._grid() + bars + self._days()

    def _left(self, place: float) -> float:
        """Where the room of a bar begins, seen from the left."""
        if self._rtl:
            return self._width - self._margin - (place + 1) * self._room
        return self._margin + place * self._room

    def _y(self, count: float) -> float:
        full = self._height - TOP - FOOT
        return TOP + full * (1 - count / self._steps[-1])

    def _grid(self) -> str:
        found = []
        for step in self._steps:
            y = round(self._y(step)) + 0.5
            ends = (0, self._width - self._margin) if self._rtl else (self._margin, self._width)
            class_ = "grid" if step else "axis"
            found.append(element("line", class_=class_, x1=ends[0], x2=ends[1], y1=y, y2=y))
            x = self._width - self._margin + 6 if self._rtl else self._margin - 6
            side: Side = "left" if self._rtl else "right"
            found.append(text(x, y + 4, self._words.number(step), side=side, class_="tick"))
        return "".join(found)

    def _bar(self, place: int, one: Bin) -> str:
        if not one.subjects:
            return ""
        wide = min(WIDEST, max(1.0, self._room * (1 - GAP)))
        left = self._left(place) + (self._room - wide) / 2
        counted = Counter(subject.family for subject in one.subjects)
        parts, below = [], 0
        for family in [family for family in FAMILIES if counted[family]]:
            top = self._y(below + counted[family])
            parts.append(element(
                "rect", class_=f"fill-{family}", x=left, width=wide, y=top,
                height=self._y(below) - top,
            ))  # fmt: skip
            below += counted[family]
        hit = element(
            "rect", class_="hit", x=self._left(place), width=self._room, y=TOP,
            height=self._height - TOP - FOOT,
        )  # fmt: skip
        return group(
            "".join(parts) + hit, tip=told(one, self._bins, self._words), class_="bar",
            data_bin=one.first.isoformat(),
        )  # fmt: skip

    def _days(self) -> str:
        """The words under the axis: as many as there is room for."""
        found = []
        ticks = [(n, said) for n, one in enumerate(self._bins.bins) if (said := self._tick(n, one))]
        widest = max((width_of(said, TICK) for _, said in ticks), default=0.0)
        apart = self._room * (ticks[1][0] - ticks[0][0]) if len(ticks) > 1 else self._room
        for place, said in ticks[:: max(1, ceil((widest + APART) / apart))]:
            x = self._left(place) + self._room / 2
            half = width_of(said, TICK) / 2
            if x < half or x > self._width - half:
                continue
            y = self._height - FOOT
            found.append(element("line", class_="axis", x1=x, x2=x, y1=y, y2=y + 5))
            found.append(text(x, y + 18, said, side="middle", class_="tick"))
        return "".join(found)

    def _tick(self, place: int, one: Bin) -> str | None:
        """What stands under a bar: days with the month where it begins, months with their year."""
        bins = self._bins.bins
        before = bins[place - 1].first if place else None
        unit = self._bins.unit
        if unit == "year":
            return said_as(one.first, YEAR, self._words)
        if unit == "month":
            many = len(bins) > 30
            if many and one.first.month != 1:
                return None
            return said_as(one.first, "y" if many else "MMM y", self._words)
        if before is None or before.year != one.first.year:
            return said_as(one.first, WHOLE, self._words)
        return said_as(one.first, "d MMM", self._words)
