"""Spans of a time phrase: since, until, before, after, between two times.

The phrase is read to a stretch of days; `resolving.times` gives it its form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from riwaya.knowledge.calendar import Term
from riwaya.resolving.clock_times import placed, take_clock
from riwaya.resolving.named_times import Named, name
from riwaya.resolving.resolved_times import resolve
from riwaya.resolving.stretches import Stretch, Unread, one_day, shift_days
from riwaya.resolving.time_groups import Group, group
from riwaya.resolving.time_lengths import ago, during, from_now, since
from riwaya.resolving.time_periods import STORY, UNDATED
from riwaya.resolving.time_ranges import read_range, sides_of
from riwaya.resolving.time_signs import is_sign, take_sign

#: Members of a list may be times of their own: «السبت والأحد والاثنين».
LISTED = frozenset(("count", "ordinal", "weekday", "month"))
LATELY = frozenset(("last", "recent"))
#: Signs that look to what is to come where the words allow it.
FORWARD = frozenset(("until", "by", "to"))


def read_span(terms: Sequence[Term], day: date | None, *, counted_off: bool) -> Stretch | Unread:
    """The days of a phrase. `counted_off`: it opens with «لل», as «لليوم الثالث» does."""
    if sides := sides_of(terms):
        left, right = sides
        while right[0].kind in LISTED and (more := sides_of(right)):
            right = more[1]  # «السبت والأحد والاثنين»
        return read_range(left, right, day)
    sign, rest = take_sign(terms)
    if not sign and any(is_sign(term, "during") for term in terms):
        sign = "during"
    return _signed(sign, rest, day, counted_off=counted_off)


def _signed(
    sign: str, terms: Sequence[Term], day: date | None, *, counted_off: bool
) -> Stretch | Unread:
    clock, plain = take_clock(terms)
    items = group(plain)
    if counted_off:
        items = [
            replace(i, consecutive=True) if isinstance(i, Group) and i.nth else i for i in items
        ]
    named = name(items)
    named.clock = clock
    if clock and sign in ("before", "after"):
        sign = ""  # «قبيل السادسة من صباح أمس» is still that morning
    if named.lengths and _is_only_length(named):
        return _length(sign, named, items, day, counted_off=counted_off)
    if named.lengths and day and _counts_from_now(named):
        return from_now(sign, named.lengths, day)
    if sign in ("before", "after") and named.words and _is_event(named):
        return STORY
    if not named.is_empty or named.anchored:
        found = resolve(named, day, ahead=sign in FORWARD)
    else:
        found = _partial(sign, named, day)
    if isinstance(found, Unread):
        return found
    return _apply(sign, _in_day(found, named, sign), day)


def _is_only_length(named: Named) -> bool:
    bare = not named.is_dated and named.weekday is None and named.relative is None
    return bare and not named.season and not named.feast and not named.periods and named.decade < 0


def _counts_from_now(named: Named) -> bool:
    """«بعد ثلاثة أيام من الآن»."""
    dated = named.is_dated or named.weekday is not None or named.part or named.periods
    return named.relative == 0 and not named.words and not dated


def _is_event(named: Named) -> bool:
    """«قبل الهجوم الأسبوع الماضي» is before what happened last week: no days of its own."""
    return bool(named.lengths) or (named.is_empty and not named.part)


def _length(
    sign: str, named: Named, items: Sequence[object], day: date | None, *, counted_off: bool
) -> Stretch | Unread:
    lengths = named.lengths
    first = lengths[0]
    if named.anchored or named.vague or sign in ("after", "eve", "morrow"):
        return STORY
    if sign == "before" or first.direction == "ago":
        follows = items and not isinstance(items[-1], Group)
        return STORY if named.words or follows else ago(lengths, day)
    if first.nth and not first.consecutive and not counted_off:
        return STORY
    if named.words and not first.direction:
        return Unread("a length of time counted from an event")
    if sign == "since":
        return (
            since(lengths, day)
            if first.direction not in LATELY
            else during(first, day, ahead=False)
        )
    return during(first, day, ahead=sign in ("until", "by"))


def _partial(sign: str, named: Named, day: date | None) -> Stretch | Unread:
    """«منذ الصباح» is this day's; any other part of a day with no day is nobody's."""
    alone = named.part and not named.words and not named.vague
    if alone and day is None and sign in ("since", "until", "during"):
        return UNDATED
    if alone and day and sign == "during" and named.part == "night":
        reason = "the night before the publication day"
        return Stretch(shift_days(day, -1), day, "part", reason, approximate=True)
    if alone and day and sign in ("since", "until"):
        found = one_day(day, "a part of the publication day")
        return replace(found, approximate=True)
    if named.words and not (named.part or named.vague or named.clock):
        return Unread("counts from something that the phrase names without its date")
    return resolve(named, day)


def _in_day(found: Stretch, named: Named, sign: str) -> Stretch:
    """The part of the day and the hour, where the stretch is one day."""
    if found.start is None or found.start != found.end:
        return found
    if named.part == "midnight" and sign != "before midnight" and not named.clock:
        end = shift_days(found.start, 1)
        if sign == "after midnight" and named.relative is not None:
            return replace(found, grain="part", approximate=True)
        return replace(found, end=end, grain="part", reason=f"midnight after {found.reason}")
    if named.clock and (said := placed(named.clock, named.part)):
        return replace(found, grain="hour", clock=said)
    return replace(found, grain="part") if named.part else found


def _apply(sign: str, found: Stretch, day: date | None) -> Stretch:
    """The stretch that since, until, before and after make of a time."""
    start, end = found.start, found.end
    if start is None or end is None:
        return found
    if sign in ("since", "after"):
        return _since(replace(found, start=_middle(found)), day)
    if sign in ("until", "by"):
        return _until(sign, found, end, day)
    if sign == "before":
        return _before(found, start, end, day)
    beside = {"eve": shift_days(start, -1), "morrow": shift_days(end, 1)}.get(sign)
    return one_day(beside, f"the {sign} of {found.reason}") if beside else found


def _until(sign: str, found: Stretch, end: date, day: date | None) -> Stretch:
    """Up to what is to come from publication on; up to what is past from nobody knows when."""
    ahead = day is not None and end > day
    if not ahead and (sign == "by" or end == day):
        return found
    start = day if ahead else None
    reason = f"up to {found.reason}"
    return replace(found, start=start, grain="range", clock=None, reason=reason)


def _before(found: Stretch, start: date, end: date, day: date | None) -> Stretch:
    """«قبل نهاية الشهر» leaves the days until then; «قبل 2011» all before that year."""
    if day and end > day and found.grain != "day" and found.approximate:
        return replace(found, start=day, grain="range", reason=f"before {found.reason} is over")
    last = shift_days(start, -1)
    first = day if day and last >= day else None
    return Stretch(first, last, "range", f"before {found.reason}", found.approximate)


def _middle(found: Stretch) -> date | None:
    """Where a span since «منتصف نيسان» begins: the fifteenth, not the eleventh."""
    if found.start and found.end and found.reason.startswith("middle of"):
        return shift_days(found.start, (found.end - found.start).days // 2)
    return found.start


def _since(found: Stretch, day: date | None) -> Stretch:
    """From a time to the publication day; open where that isn't known or lies before."""
    end = day if day and found.start and day >= found.start else None
    grain = found.grain if end == found.start else "range"
    return replace(found, end=end, grain=grain, clock=None, reason=f"since {found.reason}")
