"""Which figures of an origin a later one of the same origin replaced: up or down, as it says.

A figure's time is when its origin is first known to have said it: an old figure that is printed
late is no new one, and a copy changes nothing. What has no day, or the same day, is ordered by
words («the toll rose to 15») or not at all; then both stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

Key = tuple[str, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Value:
    """A number that an origin gives in a report; `said`: ISO day or time, as published."""

    origin: str
    low: float | None
    high: float | None
    said: str | None
    report: str
    update: bool

    @property
    def key(self) -> Key:
        """The origin and its number, whoever passes it on."""
        return self.origin, self.low, self.high

    @property
    def size(self) -> tuple[float, float]:
        """The larger of one report's is its figure: a smaller one is a part or an earlier one."""
        low = self.low if self.low is not None else 0.0
        return low, -(self.high if self.high is not None else 1e12)


def first_said(values: Iterable[Value]) -> dict[Key, str | None]:
    """The day or time at which each origin is first known to have said each number."""
    days: dict[Key, list[str | None]] = {}
    for value in values:
        days.setdefault(value.key, []).append(value.said)
    return {key: _first(said) for key, said in days.items()}


def superseded(values: Sequence[Value]) -> frozenset[Key]:
    """The numbers that stand no longer, by origin."""
    found: set[Key] = set()
    for origin in {value.origin for value in values}:
        found |= _of_origin([value for value in values if value.origin == origin])
    return frozenset(found)


def _of_origin(values: Sequence[Value]) -> set[Key]:
    every = {value.key for value in values}
    marked = {value.key for value in values if value.update}
    lesser = _lesser(values, marked)
    standing = every - lesser or every
    first = first_said(values)
    kept = {
        key
        for key in standing
        if not any(_later(first[other], first[key]) for other in standing - {key})
    }
    # Of those that no day puts in order, the one that is called an update is the later one.
    kept = {
        key
        for key in kept
        if key in marked
        or not any(other in marked for other in kept if not _later(first[key], first[other]))
    }
    return every - kept


def _lesser(values: Sequence[Value], marked: set[Key]) -> set[Key]:
    """Numbers that stand beside a larger one, or beside an update, in one report."""
    reports: dict[str, list[Value]] = {}
    for value in values:
        reports.setdefault(value.report, []).append(value)
    found: set[Key] = set()
    for several in reports.values():
        best = max(several, key=lambda v: (v.update, v.size))
        found |= {
            v.key for v in several if v.key != best.key and (best.update or v.key not in marked)
        }
    return found


def _first(days: Iterable[str | None]) -> str | None:
    """The earliest day or time; of one day the time, where it is known."""
    known = [day for day in days if day is not None]
    return min(known, key=lambda iso: (_day(iso), len(iso) <= 10, iso), default=None)


def _later(one: str | None, other: str | None) -> bool:
    """Whether one is known to be later: by the hour where both say it, else by the day."""
    if one is None or other is None:
        return False
    if len(one) > 10 and len(other) > 10:
        return _moment(one) > _moment(other)
    return _day(one) > _day(other)


def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10])


def _moment(iso: str) -> datetime:
    moment = datetime.fromisoformat(iso)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
