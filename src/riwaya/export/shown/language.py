"""The two languages of desk and paper: labels, and numbers and days in the reader's form."""

import re
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Literal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from riwaya.knowledge.desk_labels import desk_labels
from riwaya.knowledge.events import event_words
from riwaya.knowledge.labels import labels

Name = Literal["en", "ar"]
#: The Levant's names of months, and digits as its newspapers print them.
LOCALES: dict[Name, str] = {"en": "en_GB", "ar": "ar_SY"}
#: Left-to-right and right-to-left isolates keep a range of numbers in its order.
ISOLATE = "\N{LEFT-TO-RIGHT ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DASH = "\N{EN DASH}"
NOTHING = "\N{EM DASH}"
Bounds = tuple[float | None, float | None]


class Language:
    """One of the two, with everything that depends on it."""

    def __init__(self, name: Name) -> None:
        self.name = name
        self.direction = "rtl" if name == "ar" else "ltr"

    @cached_property
    def other(self) -> Name:
        """The language that one can switch to."""
        return "en" if self.name == "ar" else "ar"

    def label(self, key: str, **values: object) -> str:
        """The label for a key; the claim's terms have theirs in `term`."""
        found = desk_labels().get(key)
        if found is None:
            return self.term(key)
        said = found.arabic if self.name == "ar" else found.english
        return said.format(**values) if values else said

    def term(self, key: str) -> str:
        """The word for a term, such as "stance.denies"; its last part where it has none."""
        found = labels().get(key)
        if found is None:
            return key.rpartition(".")[2].replace("_", " ")
        return found.arabic if self.name == "ar" else found.english

    def event(self, code: str) -> str:
        """The word for an event's code."""
        words = event_words().get(code)  # type: ignore[call-overload]
        if words is None:
            return code
        return str(words.arabic if self.name == "ar" else words.noun)

    def number(self, value: float | None) -> str:
        """A count or a measured number; a dash where there is none."""
        if value is None:
            return NOTHING
        return _decimal(value, self.name)

    def percent(self, share: float) -> str:
        """A share of one as a whole percentage."""
        return str(format_percent(share, locale=LOCALES[self.name]))

    def bounds(self, both: Bounds | None) -> str:
        """A number known by its bounds: "3-5", "at least 3", a dash where both are open."""
        low, high = both or (None, None)
        if low is None and high is None:
            return NOTHING
        if low is None or high is None:
            sign = "\N{GREATER-THAN OR EQUAL TO}" if high is None else "\N{LESS-THAN OR EQUAL TO}"
            return ISOLATE.format(f"{sign} {self.number(low if high is None else high)}")
        if low == high:
            return self.number(low)
        return ISOLATE.format(f"{self.number(low)}{DASH}{self.number(high)}")

    def day(self, value: str | None) -> str:
        """An ISO day (or the beginning of a longer ISO time) in words; years and months too."""
        if not value:
            return NOTHING
        found = DAY.match(value)
        if found is None:
            return value
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return value
        return _date(day, self.name)

    def days(self, first: str | None, last: str | None) -> str:
        """A stretch of days; one day where both are the same."""
        if first == last or not last:
            return self.day(first)
        if not first:
            return f"{DASH} {self.day(last)}"
        return f"{self.day(first)} {DASH} {self.day(last)}"

    def moment(self, value: str | None) -> str:
        """An ISO time, to the minute, in UTC unless it says another zone."""
        if not value:
            return NOTHING
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return value
        zone = moment.tzname() or "UTC"
        shown = format_datetime(moment.replace(tzinfo=None), "medium", locale=LOCALES[self.name])
        return f"{shown} {zone}"


# A page has a hundred numbers, and most of them again and again.
@lru_cache(maxsize=20_000)
def _decimal(value: float, name: Name) -> str:
    form = "#,##0.##" if name == "en" else None
    return str(format_decimal(value, format=form, locale=LOCALES[name]))


@lru_cache(maxsize=20_000)
def _date(day: date, name: Name) -> str:
    return str(format_date(day, "medium", locale=LOCALES[name]))


LANGUAGES: dict[str, Language] = {"en": Language("en"), "ar": Language("ar")}
