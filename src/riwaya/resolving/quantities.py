"""A quantity's words, read to a number with bounds and a unit.

The reader finds the words, this says what they stand for: «ما لا يقل عن 30» is 30 or more,
«جنديين» two persons, «60 ألف طن يومياً» 60,000 `t/d`. What stands just before and after counts
too, since a bound or a unit may be left outside the mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from riwaya.knowledge.counted import find_noun
from riwaya.resolving.bare_counts import (
    UNKNOWN,
    Count,
    read_list,
    read_ordinal,
    read_unnumbered,
)
from riwaya.resolving.numbers import NUMERALS, Span, find_number, read_range
from riwaya.resolving.surroundings import (
    Line,
    bounded,
    is_joint,
    is_subset,
    read_line,
    signs_after,
    signs_before,
)
from riwaya.resolving.units import COUNTS, KINDS, PEOPLE, in_finer_unit, unit_of

SAYINGS = {
    "more": "more than that",
    "less": "less than that",
    "at_least": "at least that",
    "at_most": "at most that",
    "about": "roughly that",
}
#: What a number may be continued with outside its mention: «[250] ألفاً», «[12] إلى 15».
CONTINUED = frozenset(("scale", "scale?", "plural", "hundred"))


@dataclass(frozen=True, slots=True)
class Amount:
    """What a quantity's words stand for; an end that nobody gave is None."""

    low: int | float | None
    high: int | float | None
    unit: str | None
    approximate: bool
    subset: bool
    joint: bool
    reason: str  # one English sentence: how it was read


def read_quantity(words: str, measure: str, *, before: str = "", after: str = "") -> Amount:
    """The value of the mention `words`; `before` and `after` touch it in the text.

    `measure` is one of the claim's measures (`killed`, `amount`, …); never raises.
    """
    line = read_line(words, before, after)
    count, start, end = _count(line, measure, words)
    # a noun without a number takes no bound from outside: «من دون [الأم]», «حتى [الطفل]»
    nearest = 0 if count.numeral or measure not in COUNTS else line.start
    signs = [*signs_before(line, start, nearest), *signs_after(line, end)]
    number_end = end if count.numeral and end >= line.end else 0
    unit = unit_of(line.lexemes, line.start, line.end, number_end, measure)
    count, unit = _share(count, unit, measure)
    low, high = count.low, count.high
    for sign in signs:
        low, high = bounded(low, high, sign, whole=measure in COUNTS)
    return Amount(
        low=_plain(low),
        high=_plain(high),
        unit=unit,
        approximate="about" in signs,
        subset=is_subset(line, start, end),
        joint=measure in PEOPLE and is_joint(line),
        reason=_reason(count, signs),
    )


def _count(line: Line, measure: str, raw: str) -> tuple[Count, int, int]:
    """The mention's count, and where in the line its number begins and ends."""
    if ordinal := read_ordinal(line, measure):
        return ordinal, line.start, line.end
    found = find_number(line.mention)
    if found is None:
        return read_unnumbered(line, measure, raw)
    start, number_end = line.start + found[0], line.start + found[2]
    if measure in COUNTS and _is_name(line, start):
        return read_unnumbered(line._replace(end=start), measure, raw)
    span, end = read_range(line.lexemes[: _limit(line, number_end)], start) or found[1:]
    count = _of_things(line, span, start, end) if measure in COUNTS else None
    return count or _whole_and_share(line, span, start, measure) or _spoken(span), start, end


def _of_things(line: Line, span: Span, start: int, end: int) -> Count | None:
    """What a count of whole things makes of a number: no shares, and lists are added up."""
    if _is_share(span) or _is_percent(line, end):
        return UNKNOWN
    told = start > line.start and line.lexemes[start - 1].sense.signs
    return None if told or signs_before(line, start) else read_list(line.mention)


def _whole_and_share(line: Line, span: Span, start: int, measure: str) -> Count | None:
    """«ساعتين ونصف»: the unit says the whole, the number is the share joined to it."""
    if start == line.start or not line.lexemes[start].joined or not _is_share(span):
        return None
    whole = find_noun([line.lexemes[start - 1].word], 0, KINDS.get(measure, ()))
    if whole is None or whole[0].number is None:
        return None
    both = Fraction(whole[0].number) + (span.low or 0)
    return Count(both, both, "a whole and a part")


def _is_name(line: Line, number: int) -> bool:
    """Whether digits belong to a name: the mention is one thing («طائرة البوينغ 737»)."""
    if number == line.start or line.lexemes[number].kind != "number":
        return False
    before = line.lexemes[number - 1]
    one = find_noun([line.lexemes[line.start].word], 0, ("thing", "munition", "person"))
    named = before.word[0].isalpha() and not before.sense.signs and number - line.start > 1
    return named and one is not None and one[0].number == 1


def _is_percent(line: Line, end: int) -> bool:
    """Whether a count is a share of an unknown whole: «70% من السكان»."""
    signs = (lexeme.sense.signs.get("after") for lexeme in line.lexemes[end : end + 1])
    return "percent" in signs


def _limit(line: Line, number_end: int) -> int:
    """How far a number may be read: beyond the mention only where it is plainly continued."""
    if number_end != line.end or line.end >= len(line.lexemes):
        return line.end
    following = line.lexemes[line.end]
    if following.joined:
        between = line.start and line.lexemes[line.start - 1].sense.signs.get("before") == "between"
        return len(line.lexemes) if between else line.end
    if following.kind not in NUMERALS and following.word.isalpha() and not following.sense.signs:
        return line.end + 1  # «ألفا جندي»: only the noun behind it makes a dual of it
    ranged = following.sense.signs.get("after") in ("to", "or")
    return len(line.lexemes) if ranged or following.kind in CONTINUED else line.end


def _is_share(span: Span) -> bool:
    return span.low is not None and 0 < span.low < 1


def _spoken(span: Span) -> Count:
    if span.low is None:
        return UNKNOWN._replace(numeral=True)
    if span.low != span.high:
        how = "a vague count" if span.vague else "a range"
        how = f"{how} from {_plain(span.low)} to {_plain(span.high)}"
        return Count(span.low, span.high, how, numeral=True)
    return Count(span.low, span.high, f"the number {_plain(span.low)}", numeral=True)


def _share(count: Count, unit: str | None, measure: str) -> tuple[Count, str | None]:
    """A bare share in a finer unit: half an hour is 30 min, a third of the land 33 %."""
    if count.low is None or count.low != count.high or not 0 < count.low < 1:
        return count, unit
    if measure == "amount" and unit is None:
        percent = Fraction(round(count.low * 100))
        return count._replace(low=percent, high=percent), "%"
    value, finer = in_finer_unit(count.low, unit)
    return count._replace(low=value, high=value), finer


def _plain(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 6)


def _reason(count: Count, signs: Sequence[str]) -> str:
    said = ", ".join((count.how, *(SAYINGS[sign] for sign in signs)))
    return f"{said[:1].upper()}{said[1:]}."
