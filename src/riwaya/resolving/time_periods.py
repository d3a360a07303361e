"""Periods counted from the publication day: this month, last year, the eighties, a weekend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from riwaya.resolving.named_times import Named
from riwaya.resolving.stretches import (
    Stretch,
    Unread,
    month_of,
    one_day,
    shift,
    shift_days,
    week_of,
    year_of,
)
from riwaya.resolving.time_groups import Group

UNDATED = Unread("no publication date to count from")
NO_SUCH_DAY = Unread("the calendar has no such day")
STORY = Unread("counts from something told before, not from the publication day")
BY_DIRECTION = {"last": -1, "recent": -1, "before_last": -2, "next": 1, "after_next": 2}


def resolve_period(named: Named, day: date | None, _ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    """«الشهر الماضي», «هذا العام»: what is not yet over ends on the publication day."""
    unit, direction = next(iter(named.periods.items()))
    if direction == "same":
        return STORY
    if day is None:
        return UNDATED
    if named.words and not direction:
        return Unread("a period that the words around it describe")
    steps = BY_DIRECTION.get(direction, 0)
    if unit == "day":
        return _days(day, direction, steps)
    found = _of_calendar(unit, day, steps)
    if isinstance(found, Unread):
        return found
    partial = steps == 0 and not named.border and not named.share[1] and not named.subset
    reason = f"the {unit} {steps:+d} from publication" if steps else f"the {unit} of publication"
    return replace(found, end=day if partial else found.end, reason=reason)


def _days(day: date, direction: str, steps: int) -> Stretch:
    """«خلال اليوم الماضي» reaches into the publication day."""
    if direction == "last":
        start = shift_days(day, -1)
        return Stretch(start, day, "day", "the day before publication", approximate=True)
    return one_day(shift_days(day, steps), "the publication day")


def _of_calendar(unit: str, day: date, steps: int) -> Stretch | Unread:
    if unit == "decade" and steps == -1:
        start = shift(day, "year", -10)
        return Stretch(start, day, "range", "the ten years up to publication", approximate=True)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        return _decades(day.year // size * size + steps * size, size)
    moved = shift(day, unit, steps)
    if unit == "week":
        return week_of(moved)
    found = month_of(moved.year, moved.month) if unit == "month" else year_of(moved.year)
    return found or NO_SUCH_DAY


def _decades(first: int, years: int) -> Stretch | Unread:
    start, end = year_of(first), year_of(first + years - 1)
    if start is None or end is None:
        return NO_SUCH_DAY
    return replace(start, end=end.end, reason=f"{years} years")


def resolve_decade(named: Named, day: date | None, _ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    """«ثمانينيات القرن الماضي»; the twenties with no century are nobody's."""
    if named.decade < 30 and "century" not in named.periods:
        return Unread("a decade with no century named")
    this = named.direction == "this" or named.periods.get("century") == "this"
    century = 1900
    if this and day:
        century = day.year // 100 * 100
    return _decades(century + named.decade, 10)


def resolve_weekend(named: Named, day: date | None, ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    """Friday to Sunday, as weekends differ between countries."""
    if day is None:
        return UNDATED
    friday = shift_days(day, -((day.weekday() - 4) % 7))
    if named.direction == "next" or ahead:
        friday = shift_days(friday, 7)
    elif named.direction == "last" and shift_days(friday, 2) >= day:
        friday = shift_days(friday, -7)
    return Stretch(friday, shift_days(friday, 2), "range", "a weekend", approximate=True)


def subset_of(whole: Stretch, subset: Group) -> Stretch | Unread:
    """«الأشهر الثلاثة الأولى من العام», «الأسبوع الثاني من آب»."""
    if whole.start is None or whole.end is None:
        return whole
    if subset.nth:
        start = shift(whole.start, subset.unit, subset.nth - 1)
        end = shift_days(shift(start, subset.unit, 1), -1)
    else:
        start = whole.start
        end = shift_days(shift(start, subset.unit, subset.count or 1), -1)
    if start > whole.end:
        return NO_SUCH_DAY
    grain = subset.unit if subset.unit in ("day", "week", "month", "year") else "range"
    reason = f"a part of {whole.reason}"
    return Stretch(start, max(start, min(end, whole.end)), grain, reason)


def last_of(whole: Stretch, length: Group) -> Stretch:
    """«الأسبوع الأخير من أكتوبر»."""
    if whole.start is None or whole.end is None:
        return whole
    start = shift_days(shift(whole.end, length.unit, -(length.count or 1)), 1)
    start = max(start, whole.start)
    return replace(whole, start=start, grain="range", reason=f"the end of {whole.reason}")
