"""Days of the Hijri calendar (Umm al-Qura, by hijridate) in the Gregorian one.

A month may begin a day earlier or later in a country that sights the moon itself.
"""

from __future__ import annotations

from datetime import date, timedelta

#: The years that Umm al-Qura tables cover.
FIRST, LAST = 1343, 1500


def day_of(year: int, month: int, day: int) -> date | None:
    """The Gregorian day; None outside the tables or where the month has no such day."""
    from hijridate import Hijri  # noqa: PLC0415 - few reports name a Hijri date

    if not FIRST <= year <= LAST:
        return None
    try:
        return date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


def month_of(year: int, month: int) -> tuple[date, date] | None:
    """The first and last Gregorian day of a Hijri month."""
    start = day_of(year, month, 1)
    after = day_of(year + month // 12, month % 12 + 1, 1)
    return (start, after - timedelta(days=1)) if start and after else None


def year_on(day: date) -> int:
    """The Hijri year of a Gregorian day, to a year outside the tables."""
    from hijridate import Gregorian  # noqa: PLC0415 - see above

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return round((day.year - 622) * 33 / 32)
