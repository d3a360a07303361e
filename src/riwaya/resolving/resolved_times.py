"""The days of a named time, counted from the publication day where it has to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from riwaya.knowledge import hijri
from riwaya.knowledge.calendar import feasts
from riwaya.resolving.named_times import Named
from riwaya.resolving.stretches import (
    Stretch,
    Unread,
    border_of,
    day_of,
    month_of,
    one_day,
    season_of,
    share_of,
    shift,
    shift_days,
    year_of,
)
from riwaya.resolving.time_periods import (
    BY_DIRECTION,
    NO_SUCH_DAY,
    STORY,
    UNDATED,
    last_of,
    resolve_decade,
    resolve_period,
    resolve_weekend,
    subset_of,
)

LAST_MONTH = 12
#: How many days «أمس الأربعاء» may be off, the likeliest first: reports come out late, and zones
#: move them by a day.
SLIPS = (-1, 1, -2, -3, -4, -5)


def resolve(named: Named, day: date | None, *, ahead: bool = False) -> Stretch | Unread:
    """The stretch that is named; `ahead` where the words point to what is to come."""
    if named.ancient:
        return Unread("before the common era")
    whole = _whole(named, day, ahead=ahead)
    if isinstance(whole, Unread) or named.relative is not None:
        return whole
    return _part_of(whole, named)


def _part_of(whole: Stretch, named: Named) -> Stretch | Unread:
    """The half, week, day or border of it that the words ask for."""
    if named.share[1]:
        return share_of(whole, *named.share) or NO_SUCH_DAY
    if named.subset:
        return subset_of(whole, named.subset)
    if named.lengths and named.lengths[0].direction == "recent":
        return last_of(whole, named.lengths[0])
    if named.nth and whole.start:
        return one_day(shift_days(whole.start, named.nth - 1), f"day {named.nth} of {whole.reason}")
    return border_of(whole, named.border) if named.border else whole


def _whole(named: Named, day: date | None, *, ahead: bool) -> Stretch | Unread:
    """What is named without its border or share."""
    if named.anchored and not (named.month and named.year):
        return STORY
    if named.happening:
        first, last = (date.fromisoformat(text) for text in named.happening.split(" "))
        grain = "day" if first == last else "range"
        return Stretch(first, last, grain, "the dates of a known happening")
    for is_named, resolver in RESOLVERS:
        if is_named(named):
            return resolver(named, day, ahead)
    if named.vague:
        return Unread(VAGUE[named.vague])
    if named.part or named.clock:
        return Unread("a time of day with no day named", day_left_out=True)
    return Unread("names no day")


VAGUE = {
    "narrative": "counts from something told before, not from the publication day",
    "recent": "recent, with no day named",
    "ahead": "some time to come, with no day named",
    "repeated": "happens again and again",
}


def _year_said(named: Named, day: date | None) -> int | None:
    """The year as a number or from «العام الماضي»; None where it isn't said."""
    if named.year:
        return named.year
    direction = named.periods.get("year")
    if direction is None or day is None:
        return None
    today = hijri.year_on(day) if named.calendar == "hijri" else day.year
    return today + BY_DIRECTION.get(direction, 0)


def _dated(named: Named, day: date | None, ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    """A day and month or a month, of a year that is said or the nearest."""
    calendar = named.calendar or "gregorian"
    year = _year_said(named, day)
    if year is not None:
        return _in_year(named, year, calendar) or NO_SUCH_DAY
    if "year" in named.periods or day is None:
        return UNDATED
    today = hijri.year_on(day) if calendar == "hijri" else day.year
    return _nearest(lambda year: _in_year(named, year, calendar), today, named, day, ahead=ahead)


def _in_year(named: Named, year: int, calendar: str) -> Stretch | None:
    if named.day:
        return day_of(year, named.month, named.day, calendar)
    return month_of(year, named.month, calendar)


def _nearest(
    in_year: Callable[[int], Stretch | None],
    today: int,
    named: Named,
    day: date,
    *,
    ahead: bool,
) -> Stretch | Unread:
    """The stretch of the year that direction, weekday and publication day ask for."""
    years = range(today + 2, today - 9, -1)
    found = [s for s in map(in_year, years) if s and s.start and s.end]
    if named.weekday is not None and named.day:
        agreeing = [s for s in found[:5] if s.start and s.start.weekday() == named.weekday]
        found = agreeing or found
    direction = named.direction
    if direction == "next":
        fitting = [s for s in found if s.start and s.start > day][::-1]
    elif direction in ("last", "recent", "before_last"):
        fitting = [s for s in found if s.end and s.end < day]
        fitting = fitting[1:] if direction == "before_last" else fitting
    elif direction == "this":
        fitting = [s for s in found if s.start and s.start.year == day.year]
    elif ahead:
        fitting = sorted(found, key=lambda s: abs((s.start or day) - day))
    else:
        fitting = [s for s in found if s.start and s.start <= day]
    if not fitting:
        return NO_SUCH_DAY
    side = "after" if direction == "next" else "on or before"
    how = f"{fitting[0].reason} of the year that is nearest {side} the publication day"
    return replace(fitting[0], reason=how)


def _years(named: Named, _day: date | None, _ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    """A year, the years of «2003-2004», or a season, a feast of it."""
    calendar = named.calendar or "gregorian"
    first = year_of(named.year, calendar)
    if named.last_year and first:
        last = year_of(named.last_year, calendar)
        return replace(first, end=last.end, grain="range", reason="years") if last else NO_SUCH_DAY
    return first or NO_SUCH_DAY


def _season(named: Named, day: date | None, ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    year = _year_said(named, day)
    if year is not None and named.last_year:
        year += named.season == LAST_MONTH
    if year is not None:
        return season_of(year, named.season) or NO_SUCH_DAY
    if day is None:
        return UNDATED
    seasons = lambda year: season_of(year, named.season)  # noqa: E731
    return _nearest(seasons, day.year, named, day, ahead=ahead)


def _feast(named: Named, day: date | None, ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    feast = feasts()[named.feast]

    def in_year(year: int) -> Stretch | None:
        first = day_of(year, feast.month, feast.day, feast.calendar)
        if first is None or first.start is None:
            return None
        grain = "day" if feast.days == 1 else "range"
        end = shift_days(first.start, feast.days - 1)
        return Stretch(first.start, end, grain, "a feast", approximate=feast.calendar == "hijri")

    year = _year_said(named, day)
    if year is None:
        if day is None:
            return UNDATED
        today = hijri.year_on(day) if feast.calendar == "hijri" else day.year
        return _nearest(in_year, today, named, day, ahead=ahead)
    if feast.calendar == "gregorian" or named.calendar == "hijri":
        return in_year(year) or NO_SUCH_DAY
    nearby = hijri.year_on(date(year, 7, 1)) if 1 <= year <= 9998 else 0
    found = [s for y in (nearby - 1, nearby, nearby + 1) if (s := in_year(y)) and s.start]
    fitting = [s for s in found if s.start and s.start.year == year]
    return fitting[0] if fitting else NO_SUCH_DAY


def _relative(named: Named, day: date | None, _ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    if day is None:
        return UNDATED
    found = shift_days(day, named.relative or 0)
    if named.periods.get("year") == "last":  # «مثل هذا اليوم من العام الماضي»
        return one_day(shift(found, "year", -1), "the same day of the year before publication")
    if named.weekday is None or found.weekday() == named.weekday:
        return one_day(found, f"{named.relative:+d} days from the publication day")
    ahead = -1 if (named.relative or 0) > 0 else 1
    near = [
        day for off in SLIPS if (day := shift_days(found, ahead * off)).weekday() == named.weekday
    ]
    return one_day(near[0] if near else found, "the weekday near the day said; the two disagree")


def _weekday(named: Named, day: date | None, ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    if day is None:
        return UNDATED
    back = (day.weekday() - (named.weekday or 0)) % 7
    week = named.periods.get("week", "") if named.direction == "" else ""
    direction = named.direction or week
    if direction in ("next", "after_next") or (ahead and back):
        found, how = shift_days(day, 7 - back), "the first such day after publication"
        found = shift_days(found, 7) if direction == "after_next" else found
    elif direction in ("last", "recent"):
        found, how = shift_days(day, -(back or 7)), "the last such day before publication"
    elif direction == "before_last":
        found, how = shift_days(day, -(back or 7) - 7), "the last such day but one"
    else:
        found, how = shift_days(day, -back), "the last such day up to publication"
    return one_day(found, how)


def _day_alone(named: Named, day: date | None, ahead: bool) -> Stretch | Unread:  # noqa: FBT001
    """A day of this or last month: «في 23 الجاري»; with no month the nearest such day."""
    if day is None:
        return UNDATED
    if "month" in named.periods:
        month = shift(day, "month", BY_DIRECTION.get(named.periods["month"], 0))
        return day_of(month.year, month.month, named.day) or NO_SUCH_DAY
    for back in (0, -1, -2) if not ahead else (0, 1, -1):
        month = shift(day, "month", back)
        found = day_of(month.year, month.month, named.day)
        if found and found.start and (ahead or found.start <= day):
            return replace(found, approximate=True, reason="a day with its month left out")
    return NO_SUCH_DAY


Resolver = Callable[[Named, date | None, bool], Stretch | Unread]
#: The first that fits says which days.
RESOLVERS: tuple[tuple[Callable[[Named], bool], Resolver], ...] = (
    (lambda n: bool(n.month), _dated),
    (lambda n: n.decade >= 0, resolve_decade),
    (lambda n: bool(n.season), _season),
    (lambda n: bool(n.feast), _feast),
    (lambda n: bool(n.year), _years),
    (lambda n: n.weekend, resolve_weekend),
    (lambda n: n.relative is not None, _relative),
    (lambda n: bool(n.day), _day_alone),
    (lambda n: n.weekday is not None, _weekday),
    (lambda n: bool(n.periods), resolve_period),
)
