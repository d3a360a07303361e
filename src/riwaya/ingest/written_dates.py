"""Dates as pages and programs write them -> ISO, the zone kept; anything unsure is no date.

Month names of Arabic are words and words are data that ingest doesn't have; dateparser, which
trafilatura brings, knows six of 26 ways that Arabic newspapers write a date (none of the Levant's
months), so lines with month names are left alone.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

#: The web is younger, and a page from after it is a mistake.
YEARS = range(1990, 2100)
ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:\s*T\s*|[\s,|-]+)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?(?!\d))?"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2}):?(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
#: The half of the day: English am and pm, the Arabic letters for them.
HALF = "([AaPp](?=\\.?[Mm])|[\N{ARABIC LETTER MEEM}\N{ARABIC LETTER SAD}](?!\\w))?"
DAY_FIRST = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\d/-])"
    r"(?:[\s,|@-]*(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)\s*" + HALF + ")?"
)
YEAR_FIRST = re.compile(
    r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])"
    r"(?:[\s,|@T-]*(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)\s*" + HALF + ")?"
)
STAMP = re.compile(r"(\d{10})(\d{3})?")
IN_URL = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|\b)")
NAMED_MONTHS = (
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y %H:%M",
    "%d %b %Y %H:%M",
)
AFTERNOON = frozenset(["P", "p", "\N{ARABIC LETTER MEEM}"])


def iso(value: object) -> str | None:
    """The ISO form of a date that a program wrote: ISO itself, RFC 2822, seconds since 1970."""
    if isinstance(value, bool) or value is None:
        return None
    text = plain_digits(str(value)).strip().upper()[:60]
    if found := STAMP.fullmatch(text):
        return _stamp(int(found[1]))
    if found := ISO.fullmatch(text) or COMPACT.fullmatch(text):
        return _moment(*found.groups())
    if YEAR_FIRST.match(text):
        return in_line(text)
    return _named(text) or _in_line(DAY_FIRST.fullmatch(text), day_first=None)


def in_line(text: str) -> str | None:
    """The date that stands in a line for readers, in figures, day first as Arabic has it."""
    text = plain_digits(text)
    if found := YEAR_FIRST.search(text):
        year, _, month, day, hour, minute, half = found.groups()
        return _moment(year, month, day, *_clock(hour, minute, half))
    return _in_line(DAY_FIRST.search(text), day_first=True)


def in_url(url: str) -> str | None:
    """The day in an address such as /2015/11/21/."""
    found = IN_URL.search(url)
    return _moment(found[1], found[2], found[3]) if found else None


def fullest(values: Iterable[str]) -> str | None:
    """The first of several dates, or another that says the same more exactly."""
    dates = list(values)
    if not dates:
        return None
    best = dates[0]
    for other in dates[1:]:
        if len(other) > len(best) and other.startswith(best[:16]):
            best = other
    return best


def plain_digits(text: str) -> str:
    """Arabic figures as the ones of ASCII; direction marks, which stand between figures, gone."""
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdecimal() else letter
        for letter in text
        if unicodedata.category(letter) != "Cf"
    )


def _in_line(found: re.Match[str] | None, *, day_first: bool | None) -> str | None:
    if not found:
        return None
    day, _, month, year, hour, minute, half = found.groups()
    if day_first is None:  # a program's: who knows of which country
        if int(day) <= 12 and int(month) <= 12 and day != month:
            return None
        if int(month) > 12:
            day, month = month, day
    return _moment(year, month, day, *_clock(hour, minute, half))


def _clock(hour: str | None, minute: str | None, half: str | None) -> tuple[str | None, str | None]:
    if hour is None or half is None:
        return hour, minute
    return str(int(hour) % 12 + 12 * (half in AFTERNOON)), minute


def _moment(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    zone: str | None = None,
) -> str | None:
    try:
        if int(year) not in YEARS:
            return None
        if hour is None or minute is None:
            return date(int(year), int(month), int(day)).isoformat()
        clock = (int(hour), int(minute), int(second or 0))
        moment = datetime(int(year), int(month), int(day), *clock, tzinfo=_zone(zone))
    except (ValueError, OverflowError):
        return None
    return moment.isoformat(timespec="seconds" if second else "minutes")


def _zone(zone: str | None) -> timezone | None:
    if zone is None:
        return None
    if zone in {"Z", "UTC", "GMT"}:
        return UTC
    hours, minutes = int(zone[1:3]), int(zone[3:].strip(":") or 0)
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if zone[0] == "-" else span)


def _stamp(seconds: int) -> str | None:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat() if moment.year in YEARS else None


def _named(text: str) -> str | None:
    """RFC 2822, or a date with an English month."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        pass
    else:
        return moment.isoformat() if moment.year in YEARS and ":" in text else None
    for form in NAMED_MONTHS:
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007 (a page's words name no zone)
        except ValueError:
            continue
        if moment.year in YEARS:
            return moment.isoformat() if "%H" in form else moment.date().isoformat()
    return None
