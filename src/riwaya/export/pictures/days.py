"""Days in words: 2 May 2016, with the Levant's months in Arabic."""

from datetime import date

from babel.dates import format_date

from riwaya.export.shown.language import DASH, ISOLATE, LOCALES, Language

WHOLE, MONTH, YEAR = "d MMM y", "MMMM y", "y"


def day_said(value: str | None, words: Language) -> str:
    """An ISO day; a dash where there is none, and anything else as it is."""
    try:
        return said_as(date.fromisoformat((value or "")[:10]), WHOLE, words)
    except ValueError:
        return words.day(value)


def days_said(first: str | None, last: str | None, words: Language) -> str:
    """A stretch of days, without what both have in common: "2\N{EN DASH}4 May 2016"."""
    if not first or not last or first == last:
        return day_said(first or last, words)
    try:
        one, other = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    except ValueError:
        return words.days(first, last)
    end = said_as(other, WHOLE, words)
    if (one.year, one.month) == (other.year, other.month):
        both = ISOLATE.format(f"{one.day}{DASH}{other.day}")
        return both + end.removeprefix(str(other.day))
    start = said_as(one, "d MMM" if one.year == other.year else WHOLE, words)
    return f"{start} {DASH} {end}"


def said_as(day: date, form: str, words: Language) -> str:
    """A day in a form of CLDR's."""
    return str(format_date(day, form, locale=LOCALES[words.name]))
