"""The incidents that somebody gives a number for, the highest first, and the scale for them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from riwaya.export.pictures.axis import multiples, steps
from riwaya.export.pictures.subject import Count, Subject
from riwaya.export.shown.language import Bounds

#: A highest number so many times the middle one makes a scale of multiples.
UNEVEN = 12.0
#: So much room beyond the highest number, as a share.
ROOM = 1.04


@dataclass(frozen=True, slots=True)
class Row:
    """A count of an incident; `first` is the one that stands under its heading."""

    subject: Subject
    count: Count
    first: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to the highest number, even or by multiples; `at` gives shares of its length."""

    highest: float
    logarithmic: bool

    @property
    def ticks(self) -> list[float]:
        """The numbers that are written along it."""
        if self.logarithmic:
            return [0.0, *(n for n in multiples(self.highest) if n <= self.highest * ROOM)]
        return [step for step in steps(self.highest) if step <= self.highest * ROOM]

    def at(self, number: float) -> float:
        """Where a number lies, from 0 to 1; 0 has a place on a scale of multiples too."""
        if self.logarithmic:
            return log10(1 + number) / log10(1 + self.highest * ROOM)
        return number / (self.highest * ROOM)


def counting(subjects: Sequence[Subject], measure: str) -> list[Subject]:
    """Those with a number of a measure, the highest first, then the newest."""
    found = [one for one in subjects if one.counts_of(measure)]
    found.sort(key=lambda one: (one.first or "", one.id), reverse=True)
    return sorted(found, key=lambda one: -highest_of(one, measure))


def highest_of(subject: Subject, measure: str) -> float:
    """The highest number that anybody gives for an incident."""
    return max(one.most or 0 for one in subject.counts_of(measure))


def rows_of(subjects: Sequence[Subject], measure: str) -> list[Row]:
    """A row for each count of each incident."""
    return [
        Row(one, count, first=place == 0)
        for one in subjects
        for place, count in enumerate(one.counts_of(measure))
    ]


def scale_of(rows: Sequence[Row]) -> Scale:
    """The scale that shows all rows."""
    ends = sorted(row.count.most or 0 for row in rows)
    numbers = [
        end for row in rows for one in row.count.numbers for end in one.bounds if end is not None
    ]
    highest = max([*numbers, *ends, 1.0])
    middle = max(ends[len(ends) // 2] if ends else 1.0, 1.0)
    return Scale(highest, logarithmic=highest / middle > UNEVEN)


def ends_of(bounds: Bounds) -> tuple[float, float] | None:
    """Both ends of a range; an end that nobody gave is the other one. None where none is known."""
    low, high = bounds
    if low is None and high is None:
        return None
    return (
        low if low is not None else high or 0.0,
        high if high is not None else low or 0.0,
    )
