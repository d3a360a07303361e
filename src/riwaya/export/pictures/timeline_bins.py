"""Incidents by day, week, month or year; those of which less is known are counted apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from riwaya.errors import BadInput
from riwaya.export.pictures.subject import Subject

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
#: How many days of a unit: an incident known to no better than more days isn't put into one.
DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 31, "year": 366}
#: Bars on one timeline, at most, before the next longer unit is taken.
MOST: dict[Unit, int] = {"day": 62, "week": 78, "month": 120, "year": 100_000}
#: A timeline of few far-off days and many near ones leaves those out, so many of each end at most,
#: if there are so many incidents, and with them it would be so many times as long.
TRIMMED, MANY, LONGER = 0.01, 30, 1.5
#: More bars than this can't be told apart, even where they are asked for.
TOO_MANY = 1500


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of time, first and last day, with its incidents."""

    first: date
    last: date
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Bins:
    """All stretches from the first to the last, empty ones too; and who isn't in any."""

    unit: Unit
    bins: tuple[Bin, ...]
    undated: int
    imprecise: int
    beyond: int = 0

    @property
    def subjects(self) -> int:
        """How many incidents are in them."""
        return sum(len(one.subjects) for one in self.bins)


def bins_of(subjects: Sequence[Subject], unit: Unit | None = None) -> Bins:
    """The incidents by a unit, or by the shortest one that gives bars to look at.

    Raises BadInput for a unit that gives far too many.
    """
    every = [(one, *days) for one in subjects if (days := days_of(one))]
    first_day, last_day = _stretch([first for _, first, _ in every])
    dated = [one for one in every if first_day <= one[1] <= last_day]
    chosen = unit or fitting_unit([first for _, first, _ in dated])
    precise = [(one, first) for one, first, last in dated if (last - first).days < DAYS[chosen]]
    held: dict[date, list[Subject]] = {}
    for one, first in precise:
        held.setdefault(beginning(first, chosen), []).append(one)
    starts = _all_between(held, chosen)
    return Bins(
        chosen,
        tuple(Bin(start, _end(start, chosen), tuple(held.get(start, ()))) for start in starts),
        undated=len(subjects) - len(every),
        imprecise=len(dated) - len(precise),
        beyond=len(every) - len(dated),
    )


def _stretch(days: Sequence[date]) -> tuple[date, date]:
    """From the first day to the last; without a few that would make everything else narrow."""
    if len(days) < MANY:
        return date.min, date.max
    several = sorted(days)
    cut = max(1, int(len(several) * TRIMMED))
    first, last = several[cut], several[-cut - 1]
    if several[-1] - several[0] <= LONGER * max(last - first, timedelta(days=30)):
        return date.min, date.max
    room = (last - first) / 10
    return next(one for one in several if one >= first - room), next(
        one for one in reversed(several) if one <= last + room
    )


def days_of(subject: Subject) -> tuple[date, date] | None:
    """The first and the last day on which it may have been; None where no day is known."""
    try:
        first = date.fromisoformat((subject.first or "")[:10])
        return first, date.fromisoformat((subject.last or "")[:10])
    except ValueError:
        return None


def fitting_unit(days: Sequence[date]) -> Unit:
    """The shortest unit that gives no more bars than one can look at."""
    if not days:
        return "day"
    span = (max(days) - min(days)).days
    return next(unit for unit in UNITS if span / DAYS[unit] < MOST[unit])


def beginning(day: date, unit: Unit) -> date:
    """The first day of the unit that a day lies in; weeks begin on Monday."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _next(start: date, unit: Unit) -> date:
    if unit == "month":
        return (start + timedelta(days=31)).replace(day=1)
    if unit == "year":
        return start.replace(year=start.year + 1)
    return start + timedelta(days=DAYS[unit])


def _end(start: date, unit: Unit) -> date:
    return _next(start, unit) - timedelta(days=1)


def _all_between(held: dict[date, list[Subject]], unit: Unit) -> list[date]:
    """The beginnings from the first to the last that holds anything."""
    if not held:
        return []
    found, last = [min(held)], max(held)
    while found[-1] < last:
        found.append(_next(found[-1], unit))
        if len(found) > TOO_MANY:
            raise BadInput(
                f"--by {unit}: from {found[0]} to {last} that is more than {TOO_MANY:,} bars;"
                " take a longer unit, or --since and --until"
            )
    return found
