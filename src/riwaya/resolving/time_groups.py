"""Units with what belongs to them: «الأيام الثلاثة الماضية» is three days, back from now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from riwaya.knowledge.calendar import Term

#: Directions that point into the story, not from the publication.
ANCHORED = frozenset(("same", "following"))
#: Parts of speech that a unit may only introduce: «شهر آب», «يوم السبت», «عام 2014».
NAMED = {
    "month": ("month",),
    "day": ("weekday", "date", "relative", "feast", "happening", "month"),
    "week": (),
    "hour": ("part", "relative", "weekday"),
    "year": ("date",),
}
#: Larger numbers after «أعوام» are years.
LONGEST_LIST = 999


@dataclass(frozen=True, slots=True)
class Group:
    """A unit: how many (None where it isn't said), which way, the first or the n-th of them."""

    unit: str
    count: int | None
    definite: bool
    direction: str = ""
    nth: int = 0
    rough: bool = False
    consecutive: bool = False
    first: bool = False
    joined: bool = False

    @property
    def is_period(self) -> bool:
        """Whether it is one calendar period («الشهر الماضي», «العام»), no length of time."""
        return self.count == 1 and self.definite and not self.nth and not self.consecutive


Item = Term | Group


def group(terms: Sequence[Term]) -> list[Item]:
    """The terms with every unit and what belongs to it made one group."""
    items: list[Item] = []
    at = 0
    while at < len(terms):
        found = _group_at(terms, at)
        if found:
            item, at = found
            items.append(item)
        else:
            items.append(terms[at])
            at += 1
    return [item for item in items if not _is_silent(item)]


def _is_silent(item: Item) -> bool:
    return isinstance(item, Term) and item.kind == "mark" and item.value == "filler"


def is_number(term: Term | None) -> bool:
    """Whether the term counts."""
    return term is not None and term.kind == "count"


def _at(terms: Sequence[Term], at: int) -> Term | None:
    return terms[at] if at < len(terms) else None


def _is_mark(term: Term | None, *values: str) -> bool:
    return term is not None and term.kind == "mark" and term.value in values


def _points(term: Term | None, *, before: bool) -> bool:
    return term is not None and term.kind == "direction" and bool(term.number) == before


def _group_at(terms: Sequence[Term], at: int) -> tuple[Item, int] | None:
    """The group that begins at `at` and the index after it."""
    if at >= len(terms):
        return None
    if ranked := _ranked(terms, at):
        return ranked
    direction, rough, count, definite = "", False, None, False
    begin = terms[at]
    if _points(_at(terms, at), before=True):
        direction, at = terms[at].value, at + 1
    while _is_mark(_at(terms, at), "about"):
        rough, at = True, at + 1
    if is_number(term := _at(terms, at)) and term is not None:
        count, definite, at = term.number, term.definite, at + 1
        rough = rough or term.value == "rough"
    elif _is_mark(_at(terms, at), "share"):
        count, rough, at = 0, True, at + 1
    while _is_mark(_at(terms, at), "about"):
        rough, at = True, at + 1
    unit = _unit(terms, at, direction)
    if unit is None or (count and not definite and _is_calendar_month(unit)):
        return None
    following = _at(terms, at + 1)
    if count is None and _only_introduces(unit, following, direction, terms, at):
        return (Term("introduced", unit.value, unit.number, begin.joined), at + 1)
    found = Group(
        unit.value,
        count if count is not None else unit.number or None,
        definite or unit.definite,
        direction,
        rough=rough,
        joined=begin.joined,
    )
    return _completed(found, terms, at + 1, plural=unit.number == 0, counted=count is not None)


def _ranked(terms: Sequence[Term], at: int) -> tuple[Item, int] | None:
    """«أول أسبوع من شباط», «ثاني أيام العيد», «آخر يوم من آذار»."""
    begin, unit = terms[at], _at(terms, at + 1)
    if begin.kind == "border" and begin.value == "end" and (last := _group_at(terms, at + 1)):
        item, end = last
        if isinstance(item, Group) and (item.count or 0) > 1 and not item.direction:
            return replace(item, direction="recent"), end  # «آخر 24 ساعة»
    if unit is None or unit.kind != "unit" or unit.definite or unit.number > 1:
        return None
    if begin.kind == "ordinal" and not begin.value:
        return Group(unit.value, 1, False, nth=begin.number), at + 2
    if begin.kind == "border" and begin.value == "end" and _dates(terms, at + 1):
        return Group(unit.value, 1, False, "recent"), at + 2
    return None


def _unit(terms: Sequence[Term], at: int, direction: str) -> Term | None:
    """The unit at `at`; «اليوم» is one in «اليوم التالي» and «ذلك اليوم»."""
    term, following = _at(terms, at), _at(terms, at + 1)
    if term is None or term.kind == "unit":
        return term
    is_today = term.kind == "relative" and term.number == 0 and term.value in ("", "night")
    if not is_today:
        return None
    pointed = _points(following, before=False) and following is not None
    if (
        direction == "same"
        or (pointed and following is not None and following.value != "this")
        or (following is not None and following.kind == "ordinal" and not _dates(terms, at + 1))
    ):
        return Term("unit", "day", 1, term.joined, definite=True)
    return None


def _is_calendar_month(unit: Term) -> bool:
    """«21 الشهر الجاري» is a day of it, no number of months."""
    return unit.value == "month" and unit.number == 1 and unit.definite


def _dates(terms: Sequence[Term], at: int) -> bool:
    """Whether the number at `at` is a day of the month: «الخامس من آب», «23 من الشهر الجاري»."""
    following = _at(terms, at + 1)
    while following is not None and following.kind == "sign" and following.value == "of":
        at += 1
        following = _at(terms, at + 1)
    if following is None:
        return False
    if following.kind == "unit":
        return following.value == "month" and following.number == 1
    return following.kind == "month" or following.value in ("this", "last", "next")


def _only_introduces(
    unit: Term, following: Term | None, direction: str, terms: Sequence[Term], at: int
) -> bool:
    """Whether the unit only says what follows: «يوم السبت», «شهر آب», «ساعات الفجر»."""
    if following is None or direction:
        return False
    if unit.value == "hour" and following.kind == "sign" and following.value == "of":
        after = _at(terms, at + 2)
        return after is not None and after.kind in NAMED["hour"]
    if following.kind == "count" or (unit.value == "day" and following.kind == "ordinal"):
        return _numbers(unit, following, terms, at + 1)
    return following.kind in NAMED.get(unit.value, ())


def _numbers(unit: Term, number: Term, terms: Sequence[Term], at: int) -> bool:
    """Whether a number behind a unit is its name: «عام 2014», «يوم 13», «أيام 10 و11 نوفمبر»."""
    if unit.value == "year":
        named = bool(unit.number) or number.number > LONGEST_LIST
        return named and number.value != "rough" and number.number > 1
    if unit.value == "month":
        return number.number > 1 and unit.number == 1
    if unit.value != "day":
        return False
    if unit.number == 0:
        return not unit.definite and number.value == "digits"
    if unit.definite or number.number == 1:
        return _dates(terms, at)
    return True


def _completed(
    found: Group, terms: Sequence[Term], at: int, *, plural: bool, counted: bool
) -> tuple[Group, int]:
    """The group with the counts, ordinals and directions that stand behind its unit."""
    while (term := _at(terms, at)) is not None:
        if pointed := _pointed(found, term):
            found = pointed
        elif term.joined and _is_mark(term, "share"):
            found = replace(found, rough=True)
            echo = _at(terms, at + 1)  # the unit again in «عام ونصف العام»
            at += echo is not None and echo.kind == "unit" and echo.value == found.unit
        elif term.kind == "ordinal" and not found.nth:
            many = plural or counted
            if found.unit == "day" and not many and _dates(terms, at):
                break
            found = replace(found, first=True) if many else replace(found, nth=term.number)
        elif is_number(term) and not counted and not term.joined and _counts(term, plural=plural):
            found = replace(found, count=term.number or None, rough=found.rough or not term.number)
            counted = True
        else:
            break
        at += 1
    return found, at


def _pointed(found: Group, term: Term) -> Group | None:
    """The group with a direction or a mark behind it; None where the term is neither."""
    if _points(term, before=False) and not found.direction:
        return replace(found, direction=term.value)
    if term.kind == "sign" and term.value == "ago":
        return replace(found, direction="ago")
    if _is_mark(term, "about"):
        return replace(found, rough=True)
    if _is_mark(term, "consecutive"):
        return replace(found, consecutive=True)
    return replace(found, first=True) if _is_mark(term, "first") else None


def _counts(term: Term, *, plural: bool) -> bool:
    return plural or term.number == 1
