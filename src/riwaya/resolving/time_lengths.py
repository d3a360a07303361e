"""Lengths of time counted from the publication day: «قبل شهرين», «خلال الأيام الماضية»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from riwaya.resolving.stretches import (
    Stretch,
    Unread,
    month_of,
    one_day,
    shift,
    shift_days,
    year_of,
)
from riwaya.resolving.time_groups import Group
from riwaya.resolving.time_periods import STORY, UNDATED

SIZES = ("s", "min", "hour", "day", "week", "month", "year", "decade", "century")
#: What an uncounted plural is taken for, where that much is safe: «الأيام الماضية», the past week.
UNCOUNTED = {"s": 1, "min": 1, "hour": 1, "day": 7, "week": 4}


def _grain(unit: str) -> str:
    return unit if unit in ("hour", "day", "week", "month", "year") else "range"


def _untold(unit: str) -> Unread:
    return Unread(f"a number of {unit}s that isn't told")


def _longest_first(lengths: Sequence[Group]) -> list[Group]:
    """The lengths that count, or all of them; the half of «سنتين ونصف السنة» is left out."""
    counted = [group for group in lengths if group.count != 0] or lengths
    return sorted(counted, key=lambda group: -SIZES.index(group.unit))


def ago(lengths: Sequence[Group], day: date | None) -> Stretch | Unread:
    """«قبل ثلاثة أيام» is that day, «قبل شهرين» that month, «قبل عامين» that year."""
    if day is None:
        return UNDATED
    groups = _longest_first(lengths)
    unit = groups[-1].unit
    if any(not group.count for group in groups):
        return _uncounted_ago(unit, day)
    found = day
    for group in groups:
        found = shift(found, group.unit, -(group.count or 0))
    count = " and ".join(f"{group.count} {group.unit}" for group in groups)
    reason = f"{count} before the publication day"
    if unit in ("month", "year"):
        whole = month_of(found.year, found.month) if unit == "month" else year_of(found.year)
        if whole is None:
            return STORY
        return Stretch(whole.start, whole.end, unit, reason, approximate=True)
    rough = any(group.rough for group in groups) or unit in ("s", "min", "hour", "decade")
    return Stretch(found, found, _grain(unit), reason, approximate=rough)


def _uncounted_ago(unit: str, day: date) -> Stretch | Unread:
    """«قبل أيام» is some day of the past week; months and years may be any number."""
    if unit not in UNCOUNTED:
        return _untold(unit)
    reason = f"some {unit}s before the publication day"
    if unit in ("day", "week"):
        start = shift(day, unit, -UNCOUNTED[unit])
        end = shift_days(day, -1) if unit == "day" else shift_days(day, -7)
        return Stretch(start, end, "range", reason, approximate=True)
    return Stretch(day, day, "day", reason, approximate=True)


def since(lengths: Sequence[Group], day: date | None) -> Stretch | Unread:
    """«منذ أسبوعين»: the two weeks up to publication."""
    if day is None:
        return UNDATED
    start = day
    for group in _longest_first(lengths):
        count = group.count or UNCOUNTED.get(group.unit)
        if not count:
            return Stretch(None, day, "range", f"some {group.unit}s up to publication", True)
        start = shift(start, group.unit, -count)
    rough = any(group.rough or not group.count for group in lengths)
    rough = rough or any(group.unit not in ("day", "week") for group in lengths)
    return Stretch(start, day, "range", "so long up to the publication day", rough)


def during(group: Group, day: date | None, *, ahead: bool) -> Stretch | Unread:
    """«خلال الأيام الماضية», «على مدار يومين متتاليين», «لليوم الثالث على التوالي»."""
    if day is None:
        return UNDATED
    count, unit = group.nth or group.count, group.unit
    counted = bool(count)
    directed = group.direction in ("last", "recent", "next", "before_last", "ago") or ahead
    if not count:
        if unit not in UNCOUNTED or (unit not in ("hour", "min", "s") and not directed):
            return _untold(unit)
        count = UNCOUNTED[unit]
    if group.direction == "next" or ahead:
        end = shift(day, unit, count)
        return Stretch(day, end, "range", f"the {count} {unit} after publication", not counted)
    if directed or (not group.nth and unit != "day") or (count == 1 and not group.nth):
        start = shift(day, unit, -count)
    else:
        start = shift_days(shift(day, unit, -count), 1)
    rough = group.rough or not counted or not directed
    reason = f"the {count} {unit} up to publication"
    if start == day:
        return (
            one_day(day, reason)
            if counted and not rough
            else Stretch(day, day, "day", reason, True)
        )
    return Stretch(start, day, "range", reason, rough)


def from_now(sign: str, lengths: Sequence[Group], day: date) -> Stretch | Unread:
    """«بعد ثلاثة أيام من الآن» is that day to come; «خلال أسبوعين من الآن» the days until then."""
    if sign in ("before", "since"):
        return ago(lengths, day)
    first = _longest_first(lengths)[0]
    if not first.count:
        return _untold(first.unit)
    if sign != "after":
        return during(first, day, ahead=True)
    end = shift(day, first.unit, first.count)
    reason = f"{first.count} {first.unit} after the publication day"
    rough = first.rough or first.unit not in ("day", "week")
    return Stretch(end, end, _grain(first.unit), reason, approximate=rough)
