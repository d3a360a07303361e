"""Ranges between two times: «بين 10 و15 آب», «من الأربعاء إلى الجمعة», «ليل الجمعة - السبت»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from riwaya.knowledge.calendar import Term
from riwaya.resolving.clock_times import take_clock
from riwaya.resolving.named_times import Named, name
from riwaya.resolving.resolved_times import resolve
from riwaya.resolving.stretches import Stretch, Unread, shift_days
from riwaya.resolving.time_groups import group
from riwaya.resolving.time_periods import STORY
from riwaya.resolving.time_signs import is_sign, take_sign

#: Kinds that can begin the second time of a range.
TIMES = frozenset(
    ("weekday", "month", "count", "ordinal", "relative", "date", "season", "feast", "clock")
).union(("vague", "part", "happening", "border"))
NUMBERS = frozenset(("count", "ordinal"))


def sides_of(terms: Sequence[Term]) -> tuple[list[Term], list[Term]] | None:
    """The two times of a range; None where the phrase names one."""
    between = any(is_sign(term, "between") for term in terms)
    for at in range(1, len(terms)):
        left, term, right = terms[:at], terms[at], terms[at + 1 :]
        if is_sign(term, "to", "until") and _names_time(left) and _names_time(right):
            return list(left), list(right)
        dashed = term.kind == "dash" or (term.kind == "slash" and left[-1].kind == "weekday")
        if dashed and right and _are_alike(left, right):
            return list(left), list(right)
        if term.joined and term.kind in TIMES and _joins(left, terms[at:], between=between):
            return list(left), [term._replace(joined=False), *right]
        if term.kind == "weekday" and _is_night_before(left):
            return list(left), list(terms[at:])
    return None


def _is_night_before(terms: Sequence[Term]) -> bool:
    """Whether a second weekday ends the night: «ليل الجمعة السبت», «ليل الجمعة على السبت»."""
    last = terms[-2] if len(terms) > 1 and is_sign(terms[-1], "in") else terms[-1]
    return last.kind == "weekday" and any(term.kind == "part" for term in terms)


def _names_time(terms: Sequence[Term]) -> bool:
    return any(term.kind in TIMES or term.kind == "unit" for term in terms)


def _names_day(terms: Sequence[Term]) -> bool:
    return any(term.kind in ("weekday", "relative", "month") for term in terms)


def _are_alike(left: Sequence[Term], right: Sequence[Term]) -> bool:
    """Whether a dash parts two times: «السبت - الأحد», no «10 أكتوبر - تشرين الأول»."""
    first = {t.kind for t in left if t.kind in TIMES}
    second = {t.kind for t in right if t.kind in TIMES}
    seasonal = "season" in first and "month" not in first  # «شتاء 2013-2014»
    months = [{t.number for t in side if t.kind == "month"} for side in (left, right)]
    doubled = bool(months[0]) and months[0] == months[1] and not _has_number(right)
    numbered = bool(first & NUMBERS) and bool(second & NUMBERS)
    return not seasonal and not doubled and (numbered or bool(first & second))


def _has_number(terms: Sequence[Term]) -> bool:
    return any(term.kind in NUMBERS and term.number < 1000 for term in terms)


def _joins(left: Sequence[Term], right: Sequence[Term], *, between: bool) -> bool:
    """Whether «و» begins a second time: «بين 10 و15 آب», «السبت والأحد», no «و 59 دقيقة»."""
    following = right[1] if len(right) > 1 else Term("")
    if following.kind in ("mark", "unit") and following.value in ("minute", "min"):
        return False
    if between:
        return _names_time(left)
    previous = left[-1].kind
    if right[0].kind == "part":  # «ليل الجمعة وفجر السبت»
        return _names_day(left) and _names_day(right)
    if right[0].kind in NUMBERS:
        dual = left[0].kind == "unit" and left[0].number == 2
        return previous in NUMBERS or (dual and previous == "month")
    return right[0].kind == previous and previous in ("weekday", "month", "relative", "date")


def read_range(left: Sequence[Term], right: Sequence[Term], day: date | None) -> Stretch | Unread:
    """From the first day of the left time to the last of the right, each completing the other."""
    _, left = take_sign([term for term in left if not is_sign(term, "between")])
    _, right = take_sign(right)
    _, left = take_clock(left)
    _, right = take_clock(right)
    first, last = name(group(left)), name(group(right))
    night = bool(first.part) and not last.part
    _complete(first, last)
    end = resolve(last, day) if not last.is_empty or last.anchored else None
    start = resolve(first, day) if not first.is_empty or first.anchored else None
    if isinstance(end, Unread) or isinstance(start, Unread):
        return end if isinstance(end, Unread) else start or STORY
    if start is None or end is None:
        return _half_range(start or end, first)
    if start.start and end.end and start.start > end.end:
        start = _earlier(first, start, end.end)
    if start.start is None or end.end is None or start.start > end.end:
        return Unread("the range ends before it begins")
    if start.start == end.end:
        return replace(start, grain="part" if first.part else start.grain)
    grain = "part" if night and first.part == "night" else "range"
    rough = start.approximate or end.approximate
    return Stretch(start.start, end.end, grain, f"from {start.reason} to {end.reason}", rough)


def _half_range(found: Stretch | None, named: Named) -> Stretch | Unread:
    """«بين الثالثة والخامسة من فجر السبت»: only one side names a day."""
    if found is None:
        return Unread("names no day")
    return replace(found, grain="part" if named.part else found.grain, approximate=True)


def _complete(first: Named, last: Named) -> None:
    """What one side leaves out is on the other: «10 و15 آب 2015», «من 1 مايو إلى 5»."""
    numbered = first.day and not first.month and last.day and first.weekday is None
    if numbered and (last.month or last.periods):
        first.month, first.calendar = last.month, last.calendar
        first.periods.update(last.periods)
    elif last.day and not last.month and first.month and first.day:
        last.month, last.calendar = first.month, first.calendar
        last.anchored = False  # «من 15 نوفمبر حتى 20 منه»
    if first.month and last.month:
        if not first.year and "year" not in first.periods and not first.direction:
            first.year, first.direction = last.year, last.direction
            first.periods.update(last.periods)
        elif first.year and not last.year:
            last.year = first.year + (last.month < first.month)
    if first.weekday is not None and last.weekday is not None and not first.direction:
        first.direction = last.direction
    if first.year and last.year and last.year < 100 and not last.month:
        last.year += first.year // 100 * 100
    first.anchored = first.anchored or last.anchored


def _earlier(first: Named, start: Stretch, end: date) -> Stretch:
    """A range's start moved before its end: by a week, or by a year."""
    if first.weekday is not None and not first.day and start.start:
        back = 7 * -((end - start.start).days // 7)
        moved = shift_days(start.start, -back)
        return replace(start, start=moved, end=moved)
    if first.month and start.start:
        unsure = Named(day=first.day, month=first.month, calendar=first.calendar)
        again = resolve(unsure, end)
        return again if isinstance(again, Stretch) else start
    return start
