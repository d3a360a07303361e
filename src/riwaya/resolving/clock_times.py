"""The hour of a time phrase: «الساعة العاشرة والنصف صباحا» is 10:30."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.knowledge.calendar import Term, hours

NOON = 12
HOURS = 24
#: Minutes of a half, a third, a quarter of an hour.
MINUTES = {2: 30, 3: 20, 4: 15}


class Clock(NamedTuple):
    """Hour and minute as said; `sure` where the hour is of a day of 24 hours."""

    hour: int
    minute: int
    sure: bool


def take_clock(terms: Sequence[Term]) -> tuple[Clock | None, list[Term]]:
    """The first hour of a phrase and the terms without it."""
    for at, term in enumerate(terms):
        if term.kind == "clock":
            hour, minute = (int(part) for part in term.value.split(":"))
            sure = hour > NOON or not _has_part(terms)
            return Clock(hour, minute, sure), _without(terms, at, at + 1)
        introduced = _is_hour(terms[at - 1]) if at else False
        if not _says_hour(terms, at, introduced=introduced):
            continue
        minute, end = _minutes(terms, at + 1)
        hour = term.number - (minute < 0)
        clock = Clock(hour, minute % 60, sure=hour > NOON)
        return clock, _without(terms, at, end)
    return None, list(terms)


def _without(terms: Sequence[Term], start: int, end: int) -> list[Term]:
    if start and _is_hour(terms[start - 1]):
        start -= 1
    return [*terms[:start], *terms[end:]]


def _is_hour(term: Term) -> bool:
    unit = term.kind == "unit" and term.value == "hour" and term.number == 1 and term.definite
    return unit or (term.kind == "mark" and term.value == "hour")


def _has_part(terms: Sequence[Term]) -> bool:
    return any(term.kind == "part" and term.value in hours() for term in terms)


def _says_hour(terms: Sequence[Term], at: int, *, introduced: bool) -> bool:
    term = terms[at]
    if term.kind not in ("count", "ordinal") or not 0 < term.number <= HOURS:
        return False
    if introduced:
        return not term.joined
    one = term.kind == "count" and term.value == "words" and term.number == 1  # «الواحدة ظهرا»
    if not (one or term.value == "f") or term.number > NOON or not term.definite:
        return False
    if at and terms[at - 1].kind in ("unit", "part", "relative", "season"):
        return False
    return _has_part(terms[at:]) or (
        bool(at) and terms[at - 1].kind == "sign" and len(terms) == at + 1
    )


def _minutes(terms: Sequence[Term], at: int) -> tuple[int, int]:
    """Minutes after the hour and the index after them; «إلا ربعا» gives them negative."""
    sign = 1
    if at < len(terms) and terms[at].value == "minus":
        sign, at = -1, at + 1
    if at >= len(terms):
        return 0, at
    term = terms[at]
    following = terms[at + 1] if at + 1 < len(terms) else Term("")
    if term.value == "share" and (term.joined or sign < 0):
        return sign * MINUTES[term.number], at + 1
    if _is_minute(term) and following.kind in ("count", "ordinal"):
        return sign * (following.number % 60), at + 2
    if term.kind == "count" and (term.joined or sign < 0) and _is_minute(following):
        return sign * (term.number % 60), at + 2
    return 0, at


def _is_minute(term: Term) -> bool:
    return term.value in ("min", "minute") and term.kind in ("unit", "mark")


def placed(clock: Clock, part: str) -> str | None:
    """The hour of 24 as "14:20" by the part of the day; None where twelve hours leave it open."""
    hour = clock.hour % HOURS
    if not clock.sure:
        if part not in hours():
            return None
        first, last = hours()[part]
        fitting = [h for h in (hour % NOON, hour % NOON + NOON) if _within(h, first, last)]
        if len(fitting) != 1:
            return None
        hour = fitting[0]
    return f"{hour:02}:{clock.minute:02}"


def _within(hour: int, first: int, last: int) -> bool:
    return first <= hour < last if first < last else hour >= first or hour < last
