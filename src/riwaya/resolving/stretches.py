"""Stretches of days: months, years, their parts, and arithmetic that keeps to the calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from riwaya.knowledge import hijri

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from start to end, both included; None is an open end. `clock` is "14:20" or None."""

    start: date | None
    end: date | None
    grain: str
    reason: str
    approximate: bool = False
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a phrase gives no days; `day_left_out` where it says a time of some day."""

    reason: str
    day_left_out: bool = False


def one_day(day: date, reason: str, *, grain: str = "day") -> Stretch:
    """A single day."""
    return Stretch(day, day, grain, reason)


def shift_days(day: date, days: int) -> date:
    """`day` moved by days, held inside the calendar's years."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, number: int) -> date:
    """`day` moved by hours (rounded up to days), days, weeks, months, years or decades."""
    if unit in ("s", "min", "hour"):
        hours = abs(number) if unit == "hour" else 0
        days = hours if hours < 24 else -(-hours // 24)
        return shift_days(day, (days if hours >= 24 else 0) * (1 if number > 0 else -1))
    if unit in ("day", "week"):
        return shift_days(day, number * (7 if unit == "week" else 1))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    return shift_months(day, number * months)


def month_of(year: int, month: int, calendar: str = "gregorian") -> Stretch | None:
    """A month from its first to its last day; None where the calendar has no such month."""
    if calendar == "hijri":
        days = hijri.month_of(year, month) if 1 <= month <= 12 else None
        return Stretch(*days, "month", "a month of the Hijri calendar") if days else None
    if not (1 <= month <= 12 and MINYEAR <= year <= MAXYEAR):
        return None
    last = monthrange(year, month)[1]
    return Stretch(date(year, month, 1), date(year, month, last), "month", "a month")


def day_of(year: int, month: int, day: int, calendar: str = "gregorian") -> Stretch | None:
    """A day by its numbers; None where the calendar has no such day."""
    if calendar == "hijri":
        found = hijri.day_of(year, month, day)
        return one_day(found, "a day of the Hijri calendar") if found else None
    try:
        return one_day(date(year, month, day), "a date")
    except ValueError:
        return None


def year_of(year: int, calendar: str = "gregorian") -> Stretch | None:
    """A whole year."""
    if calendar == "hijri":
        first, last = hijri.month_of(year, 1), hijri.month_of(year, 12)
        if not first or not last:
            return None
        return Stretch(first[0], last[1], "year", "a year of the Hijri calendar")
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return Stretch(date(year, 1, 1), date(year, 12, 31), "year", "a year")


def week_of(day: date) -> Stretch:
    """Monday to Sunday; outlets differ in where a week begins, so it is approximate."""
    monday = shift_days(day, -day.weekday())
    return Stretch(monday, shift_days(monday, 6), "week", "a week", approximate=True)


def season_of(year: int, month: int) -> Stretch | None:
    """Three months from `month`; a winter belongs to the year of its January."""
    first = month_of(year - 1 if month == 12 else year, month)
    if first is None or first.start is None:
        return None
    end = shift_months(first.start, 3) - DAY
    return Stretch(first.start, end, "month", "a season", approximate=True)


def border_of(whole: Stretch, border: str) -> Stretch:
    """The beginning, middle or end of a month, year, season or week."""
    start, end = whole.start, whole.end
    if start is None or end is None or start == end:
        return whole
    days = (end - start).days + 1
    if whole.grain == "month" and 28 <= days <= 31:
        first, last = {"middle": (10, 20), "late": (20, 31), "end": (24, 31)}.get(border, (0, 10))
    elif whole.grain == "week":  # «مطلع الأسبوع» reaches back to the weekend
        first, last = {"middle": (2, 4), "late": (4, 7), "end": (4, 7)}.get(border, (-2, 1))
    elif days > 31 and start.day == 1 and shift_days(end, 1).day == 1:
        return _long_border(whole, start, end, border)
    else:
        first, last = _thirds(days).get(border, (0, max(days // 3, 1)))
    return replace(
        whole,
        start=shift_days(start, first),
        end=max(shift_days(start, first), min(end, shift_days(start, last - 1))),
        grain="range",
        reason=f"{border} of {whole.reason}",
        approximate=True,
    )


def _thirds(days: int) -> dict[str, tuple[int, int]]:
    """The last two thirds of so many days."""
    third = max(days // 3, 1)
    return {"middle": (third, 2 * third), "late": (2 * third, days), "end": (2 * third, days)}


def _long_border(whole: Stretch, start: date, end: date, border: str) -> Stretch:
    """Of a year: its first or last month or quarter, June and July; of others a third."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    first, last = {
        "start": (0, max(months // 12, 1)),
        "early": (0, max(months // 4, 1)),
        "middle": (months * 5 // 12, max(months * 7 // 12, 1)),
        "late": (months - max(months // 4, 1), months),
        "end": (months - max(months // 12, 1), months),
    }[border]
    return replace(
        whole,
        start=shift_months(start, first),
        end=min(end, shift_months(start, last) - DAY) if last < months else end,
        grain="month" if last - first == 1 else "range",
        reason=f"{border} of {whole.reason}",
        approximate=True,
    )


def share_of(whole: Stretch, parts: int, index: int) -> Stretch | None:
    """One half, third or quarter of a year or a month; None where there is no such part."""
    start, end = whole.start, whole.end
    if start is None or end is None or not 1 <= index <= parts:
        return None
    days = (end - start).days + 1
    if days > 31:
        months = ((end.year - start.year) * 12 + end.month - start.month + 1) // parts
        first = shift_months(start, months * (index - 1))
        last = shift_months(first, months) - DAY if index < parts else end
    else:
        size = 30 // parts  # halves of 15 days, thirds of 10
        first = shift_days(start, size * (index - 1))
        last = shift_days(first, size - 1) if index < parts else end
    return Stretch(first, last, "range", f"a part of {whole.reason}")
