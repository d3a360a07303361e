"""A quantity's words, read to a number with bounds and a unit.

The reader finds the words, this says what they stand for: «ما لا يقل عن 30» is 30 or more,
«جنديين» two persons, «60 ألف طن يومياً» 60,000 `t/d`. What stands just before and after counts
too, since a bound or a unit may be left outside the mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from riwaya.knowledge.counted import find_noun
from riwaya.knowledge.number_words import QUOTES, Lexeme, lex
from riwaya.resolving.bare_counts import UNKNOWN, Count, read_list, read_noun, read_ordinal
from riwaya.resolving.numbers import NUMERALS, Span, find_number, read_range
from riwaya.resolving.units import COUNTS, KINDS, in_finer_unit, unit_of

#: Characters of a mention that are read, and of its surroundings on either side.
LONGEST, NEARBY = 400, 60
#: Words between a number and a bound behind it: «ثلاثة مقاتلين معارضين على الأقل».
BETWEEN = 4
OPPOSITE = {"more": "at_most", "less": "at_least", "at_most": "less", "at_least": "less"}
BOUNDS = frozenset((*OPPOSITE, "about"))
SAYINGS = {
    "more": "more than that",
    "less": "less than that",
    "at_least": "at least that",
    "at_most": "at most that",
    "about": "roughly that",
}
#: What a number may be continued with outside its mention: «[250] ألفاً», «[12] إلى 15».
CONTINUED = frozenset("scale scale? plural hundred".split())
#: Measures whose ordinals say how many: the sixth day, the seventh strike of its kind.
ORDERED = frozenset(("duration", "strikes"))
#: Words between a subset's sign and its later members: «بينهم ثلاث نساء و[طفلان]».
LISTED = 8
SENTENCE_ENDS = frozenset(".!\N{ARABIC QUESTION MARK}\N{ARABIC SEMICOLON}:")


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


class Line(NamedTuple):
    """The mention with the words around it: `lexemes[start:end]` is the mention."""

    lexemes: Sequence[Lexeme]
    start: int
    end: int

    @property
    def mention(self) -> Sequence[Lexeme]:
        return self.lexemes[self.start : self.end]


def read_quantity(words: str, measure: str, *, before: str = "", after: str = "") -> Amount:
    """The value of the mention `words`; `before` and `after` touch it in the text (40 characters).

    `measure` is one of the claim's measures (`killed`, `amount`, …); never raises.
    """
    words = words[:LONGEST]
    line = _line(words, before[-NEARBY:], after[:NEARBY])
    count, start, end = _count(line, measure, words)
    signs = [*_signs_before(line, start), *_signs_after(line, end)]
    unit = unit_of(line.lexemes, line.start, line.end, end, measure)
    count, unit = _share(count, unit, measure)
    low, high = count.low, count.high
    for sign in signs:
        low, high = _bounded(low, high, sign, whole=measure in COUNTS and unit != "%")
    return Amount(
        low=_plain(low),
        high=_plain(high),
        unit=unit,
        approximate="about" in signs,
        subset=_is_subset(line, start),
        joint=_is_joint(line),
        reason=_reason(count, signs),
    )


def _line(words: str, before: str, after: str) -> Line:
    ahead, mention, behind = lex(before), lex(words), lex(after)
    for at, lexeme in enumerate(mention):
        if at and "model" in lexeme.sense.signs.values():
            mention = mention[:at]  # «صاروخ من طراز فجر 5»: the 5 is a name
            break
    return Line([*ahead, *mention, *behind], len(ahead), len(ahead) + len(mention))


def _count(line: Line, measure: str, raw: str) -> tuple[Count, int, int]:
    """The mention's count, and where in the line its number begins and ends."""
    if measure in ORDERED and (ordinal := read_ordinal(line.mention)):
        return ordinal, line.start, line.end
    found = find_number(line.mention)
    if found is None:
        start = _after_bounds(line)
        return read_noun(line.lexemes[start : line.end], raw), start, line.end
    start = line.start + found[0]
    span, end = read_range(line.lexemes[: _limit(line, line.start + found[2])], start) or found[1:]
    if measure in COUNTS:
        if _is_share(span):
            return UNKNOWN, start, end
        bounded = _signs_before(line, start) or line.lexemes[start - 1].sense.signs
        total = None if bounded and start > line.start else read_list(line.mention)
        return total or _spoken(span), start, end
    if line.lexemes[start].joined and _is_share(span) and start > line.start:
        whole = find_noun([line.lexemes[start - 1].word], 0, KINDS.get(measure, ()))
        if whole and whole[0].number:  # «ساعتين ونصف»
            both = whole[0].number + (span.low or 0)
            return Count(both, both, "a whole and a part"), line.start, end
    return _spoken(span), start, end


def _after_bounds(line: Line) -> int:
    """Where the counted noun begins: behind «أكثر من» in «أكثر من ساعة»."""
    for at in range(line.end - 2, line.start - 1, -1):
        if line.lexemes[at].sense.signs.get("before") in BOUNDS:
            return at + 1
    return line.start


def _limit(line: Line, number_end: int) -> int:
    """How far a number may be read: beyond the mention only where it is plainly continued."""
    if number_end != line.end or line.end >= len(line.lexemes):
        return line.end
    following = line.lexemes[line.end]
    if following.joined:
        between = line.start and line.lexemes[line.start - 1].sense.signs.get("before") == "between"
        return len(line.lexemes) if between else line.end
    ranged = following.sense.signs.get("after") in ("to", "or")
    return len(line.lexemes) if ranged or following.kind in CONTINUED else line.end


def _is_share(span: Span) -> bool:
    return span.low is not None and 0 < span.low < 1


def _spoken(span: Span) -> Count:
    if span.low is None:
        return UNKNOWN
    if span.low != span.high:
        how = "a vague count" if span.vague else "a range"
        return Count(span.low, span.high, f"{how} from {_plain(span.low)} to {_plain(span.high)}")
    return Count(span.low, span.high, f"the number {_plain(span.low)}")


def _share(count: Count, unit: str | None, measure: str) -> tuple[Count, str | None]:
    """A bare share in a unit that reads better: half an hour is 30 min, a third of the land 33 %."""
    if count.low is None or count.low != count.high or not 0 < count.low < 1:
        return count, unit
    if measure == "amount" and unit is None:
        percent = Fraction(round(count.low * 100))
        return count._replace(low=percent, high=percent), "%"
    value, finer = in_finer_unit(count.low, unit)
    return count._replace(low=value, high=value), finer


def _signs_before(line: Line, start: int) -> list[str]:
    """The bounds before the number: anywhere in the mention, or touching it from outside."""
    signs: list[str] = []
    for at in range(start - 1, -1, -1):
        lexeme = line.lexemes[at]
        sign = lexeme.sense.signs.get("before", "")
        if sign in BOUNDS:
            signs.append(_negated(line.lexemes[:at], sign))
        elif at < line.start:
            transparent = lexeme.word in QUOTES or (sign == "tally" and not lexeme.joined)
            if signs or not transparent:
                break
    return signs


def _negated(before: Sequence[Lexeme], sign: str) -> str:
    """«لا يتجاوز 24» is at most 24; a verb may stand between: «لم تدم أكثر من ساعة»."""
    signs = [lexeme.sense.signs.get("before") for lexeme in before[-2:]]
    return OPPOSITE.get(sign, sign) if "not" in signs else sign


def _signs_after(line: Line, end: int) -> list[str]:
    """The bounds behind the number, with the counted noun and its adjectives between."""
    signs: list[str] = []
    for at, lexeme in enumerate(line.lexemes[end:], end):
        sign = lexeme.sense.signs.get("after", "")
        if sign in BOUNDS:
            signs.append(sign)
        elif at >= line.end:
            word = lexeme.word[0].isalpha() or lexeme.word in QUOTES
            if at >= line.end + BETWEEN or not word or lexeme.joined or lexeme.kind in NUMERALS:
                break
    return signs


def _bounded(
    low: Fraction | None, high: Fraction | None, sign: str, *, whole: bool
) -> tuple[Fraction | None, Fraction | None]:
    """What a sign makes of the bounds; `whole` counts step by one, measured amounts don't."""
    step = 1 if whole else 0
    if sign == "more":
        return (None if low is None else low + step), None
    if sign == "at_least":
        return low, None
    if sign == "less":
        return None, (None if high is None else high - step)
    if sign == "at_most":
        return None, high
    return low, high


def _is_subset(line: Line, start: int) -> bool:
    """Whether the number is of some among those counted before: «بينهم 4 أطفال»."""
    joined = line.start < len(line.lexemes) and line.lexemes[line.start].joined
    for steps, lexeme in enumerate(reversed(line.lexemes[:start])):
        sign = lexeme.sense.signs.get("before", "")
        if sign in ("subset", "whole"):
            return sign == "subset"
        touching = sign in BOUNDS or sign == "not" or lexeme.word in QUOTES
        if lexeme.word in SENTENCE_ENDS or steps > LISTED or not (touching or joined):
            return False
    return False


def _is_joint(line: Line) -> bool:
    """Whether the number is of the dead and the hurt together: «30 شخصاً بين قتيل وجريح»."""
    if line.start and line.lexemes[line.start - 1].sense.signs.get("before") == "joint":
        return True
    for at, lexeme in enumerate(line.lexemes[line.start :], line.start):
        signs = lexeme.sense.signs
        if signs.get("after") == "joint":
            return True
        if signs.get("touching") == "joint" and at <= line.end + 1:
            return True
        if at >= line.end and not lexeme.word[0].isalnum() and lexeme.word not in QUOTES:
            return False
    return False


def _plain(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 6)


def _reason(count: Count, signs: Sequence[str]) -> str:
    said = ", ".join((count.how, *(SAYINGS[sign] for sign in signs)))
    return f"{said[:1].upper()}{said[1:]}."
