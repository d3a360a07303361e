"""What a time phrase names: day, month, year, weekday, period, and where each counts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from riwaya.knowledge.calendar import Term
from riwaya.resolving.clock_times import Clock
from riwaya.resolving.time_groups import ANCHORED, Group, Item

CENTURIES = range(1000, 2200)
HIJRI_YEARS = range(1300, 1500)
LAST_DAY = 31
CLOCK_UNITS = frozenset(("hour", "min", "s"))


@dataclass(slots=True)
class Named:
    """The parts of one time as they were said; empty where they weren't."""

    day: int = 0
    month: int = 0
    year: int = 0
    last_year: int = 0  # of «2003-2004»
    calendar: str = ""
    weekday: int | None = None
    relative: int | None = None
    part: str = ""
    direction: str = ""
    border: str = ""
    season: int = 0
    feast: str = ""
    happening: str = ""
    decade: int = -1
    weekend: bool = False
    share: tuple[int, int] = (0, 0)
    nth: int = 0
    periods: dict[str, str] = field(default_factory=dict)  # unit: direction
    lengths: list[Group] = field(default_factory=list)
    subset: Group | None = None  # «الأشهر الثلاثة الأولى»
    anchored: bool = False
    vague: str = ""
    ancient: bool = False
    words: int = 0
    clock: Clock | None = None
    zone: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether it names days without counting from the publication."""
        return bool(self.day or self.month or self.year or self.happening)

    @property
    def is_empty(self) -> bool:
        """Whether nothing names days."""
        return not (
            self.is_dated
            or self.weekday is not None
            or self.relative is not None
            or self.season
            or self.feast
            or self.decade >= 0
            or self.weekend
            or self.periods
            or self.lengths
        )


def name(items: Sequence[Item]) -> Named:
    """The parts that the items name."""
    named = Named()
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        if isinstance(item, Group):
            _add_group(named, item)
        elif adder := ADDERS.get(item.kind):
            adder(named, item, before, _significant(items, at + 1))
    if named.calendar == "" and named.month == 0 and named.year in HIJRI_YEARS:
        named.calendar = "hijri"
    return named


def _significant(items: Sequence[Item], at: int) -> Item | None:
    """The next item that is no preposition."""
    for item in items[at:]:
        introduces = isinstance(item, Term) and (item.value == "of" or item.kind == "introduced")
        if not introduces:
            return item
    return None


def _is(item: Item | None, kind: str, value: str = "") -> bool:
    return isinstance(item, Term) and item.kind == kind and (not value or item.value == value)


def _add_group(named: Named, item: Group) -> None:
    is_of_day = item.unit in CLOCK_UNITS
    if item.direction in ANCHORED:
        named.anchored = True
        if item.unit == "year" and not named.year:
            named.periods["year"] = "same"
    elif is_of_day and item.first:
        named.words += 1
    elif _is_subset(item):
        named.subset = item
    elif item.is_period and item.direction != "recent" and not is_of_day:
        named.periods.setdefault(item.unit, item.direction)
    else:
        named.lengths.append(item)


def _is_subset(item: Group) -> bool:
    """Whether it is the first or the n-th of what a longer period has."""
    if item.first:
        return item.count is not None
    return bool(item.nth) and not item.consecutive and item.unit != "hour"


def _add_month(named: Named, term: Term, before: Item | None, after: Item | None) -> None:
    if term.value == "libyan":
        counted = bool(named.day) or _is(before, "introduced", "month")
        if not counted and _is(after, "month"):  # «الفاتح من سبتمبر» is the first
            named.day = 1
            return
        if not counted:
            named.season = term.number if term.number in (3, 6) else 0
            named.words += named.season == 0
            return
    calendar = "hijri" if term.value == "hijri" else "gregorian"
    if not named.month or (named.calendar == "hijri" and calendar == "gregorian"):
        if named.month:  # the Hijri date stands beside the Gregorian one
            named.year = 0 if named.year in HIJRI_YEARS else named.year
            named.day = named.nth or named.day
        named.month, named.calendar = term.number, calendar
    named.nth = 0


def _add_count(named: Named, term: Term, before: Item | None, after: Item | None) -> None:
    number = term.number
    if term.value == "digits" and number in CENTURIES:
        _add_year(named, number)
    elif _is(before, "introduced", "year"):
        _add_year(named, number + 1900 if LAST_DAY < number < 100 else number)
    elif _is_no_day(named, number, before, after):
        named.words += 1
    elif _is(after, "month") or not named.month:
        if named.day and named.calendar == "hijri":
            named.nth = number  # the day of the Gregorian date to come
        else:
            named.day = number
    elif not named.day:
        named.words += 1


def _is_no_day(named: Named, number: int, before: Item | None, after: Item | None) -> bool:
    if number == 1 and _is(before, "part"):  # «ليلة واحدة»
        return True
    return not 1 <= number <= LAST_DAY or bool(named.day and not _is(after, "month"))


def _add_year(named: Named, year: int) -> None:
    if not named.year or (named.year in HIJRI_YEARS and named.calendar == "gregorian"):
        named.year = year
    elif year > named.year and year not in HIJRI_YEARS:
        named.last_year = year


def _add_ordinal(named: Named, term: Term, before: Item | None, after: Item | None) -> None:
    if _is(before, "mark", "share") and isinstance(before, Term):
        named.share = (before.number, term.number)
    elif isinstance(after, Group) and (
        after.count is None or after.count > 1 or not after.definite
    ):
        named.nth = term.number  # «أول أيام رمضان»
    elif _is(after, "unit") or _is(after, "introduced", "day"):
        named.nth = term.number
    elif term.value == "f" or not 1 <= term.number <= LAST_DAY:
        named.words += 1
    else:
        _add_count(named, term._replace(value=""), before, after)


def _add_introduced(named: Named, term: Term, before: Item | None, _after: Item | None) -> None:
    """«أول أيام رمضان»: the ordinal before the unit says which day."""
    if term.value == "day" and _is(before, "ordinal") and isinstance(before, Term):
        named.nth, named.day = before.number, 0


def _add_weekday(named: Named, term: Term, _before: Item | None, _after: Item | None) -> None:
    if named.weekday is None:
        named.weekday = term.number


def _add_relative(named: Named, term: Term, _before: Item | None, _after: Item | None) -> None:
    if named.relative is None or named.relative == 0:
        named.relative = term.number
        named.part = named.part or term.value


def _add_part(named: Named, term: Term, before: Item | None, _after: Item | None) -> None:
    named.part = named.part or term.value
    named.anchored = named.anchored or _is(before, "direction", "same")


def _add_direction(named: Named, term: Term, before: Item | None, _after: Item | None) -> None:
    if term.value in ANCHORED:
        named.anchored = True
    elif isinstance(before, Term) and before.value == "share":  # «الربع الأخير»
        named.share = (before.number, before.number)
    elif not (named.day and not named.month and term.value in ("this", "last", "next")):
        named.direction = named.direction or term.value
    elif _is(before, "weekday"):
        named.direction = term.value
    else:  # «في 23 الجاري»
        named.periods["month"] = term.value


def _add_date(named: Named, term: Term, _before: Item | None, _after: Item | None) -> None:
    year, month, *day = term.value.removeprefix("--").split("-")
    if term.value.startswith("--"):
        named.month, named.day = int(year), int(month)
        named.calendar = named.calendar or "gregorian"
        return
    numbers = int(year), int(month), int(day[0]) if day else 0
    named.year, named.month, named.day = numbers
    named.calendar = "hijri" if numbers[0] in HIJRI_YEARS else "gregorian"


def _add_mark(named: Named, term: Term, _before: Item | None, _after: Item | None) -> None:
    if term.value == "decade":
        named.decade = term.number
    elif term.value == "century":
        named.periods["century"] = ""
    elif term.value == "weekend":
        named.weekend = True
    elif term.value in ("utc", "elsewhere"):
        named.zone = term.value
    elif term.value == "hijri" and (not named.month or named.calendar == "hijri"):
        named.calendar = "hijri"
    elif term.value == "bc":
        named.ancient = True


def _add_border(named: Named, term: Term, _before: Item | None, _after: Item | None) -> None:
    named.border = named.border or term.value


def _add_season(named: Named, term: Term, _before: Item | None, _after: Item | None) -> None:
    named.season = named.season or term.number


def _add_feast(named: Named, term: Term, _before: Item | None, _after: Item | None) -> None:
    named.feast = named.feast or term.value


def _add_happening(named: Named, term: Term, _before: Item | None, _after: Item | None) -> None:
    named.happening = named.happening or term.value


def _add_vague(named: Named, term: Term, _before: Item | None, _after: Item | None) -> None:
    named.vague = named.vague or term.value


def _add_word(named: Named, _term: Term, _before: Item | None, _after: Item | None) -> None:
    named.words += 1


ADDERS = {
    "month": _add_month,
    "count": _add_count,
    "ordinal": _add_ordinal,
    "introduced": _add_introduced,
    "weekday": _add_weekday,
    "relative": _add_relative,
    "part": _add_part,
    "direction": _add_direction,
    "date": _add_date,
    "mark": _add_mark,
    "border": _add_border,
    "season": _add_season,
    "feast": _add_feast,
    "happening": _add_happening,
    "vague": _add_vague,
    "word": _add_word,
}
