"""Number words and digits, read to values with bounds.

«ثلاثة آلاف وخمسمئة» is 3500, «عشرات الآلاف» is 20,000 to 99,999, «عدة» is a number nobody gave.
What each word does in a number stands in `data/numbers`; this file has the grammar only.
Values are exact fractions, so that «1.6 مليون» is a whole number.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from riwaya.knowledge.number_words import WAW, Lexeme

#: Kinds of lexeme that are or begin a number.
SCALES = frozenset(("scale", "scale?", "double", "plural"))
PARTS = ("number", "unit", "teen", "ten", "hundred", "hundreds", "fraction", "few", "over")
NUMERALS = SCALES.union(PARTS)
#: More than this is a mistake, no count.
LARGEST = 10**18
HUNDRED = 100
DASHES = frozenset("-\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}")


class Span(NamedTuple):
    """A number as read: bounds, the last scale in it (1 if none) and whether it is vague."""

    low: Fraction | None
    high: Fraction | None
    scale: Fraction = Fraction(1)
    vague: bool = False


class _Sum(NamedTuple):
    """A number half read: closed parts, the open group, and what may still be added."""

    total: Fraction = Fraction(0)
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    room: Fraction = Fraction(0)  # a further joined part must be smaller
    scale: Fraction = Fraction(1)
    last: str = ""

    def add(self, low: Fraction, high: Fraction, room: Fraction | int, last: str) -> _Sum:
        return self._replace(
            low=self.low + low, high=self.high + high, room=Fraction(room), last=last
        )

    def close(self, scale: Fraction, last: str) -> _Sum | None:
        """The open group times `scale`; the high end of a vague group stays just below the next."""
        if last == "vague":
            high = (self.high + 1) * scale - 1
            return self._replace(low=self.low * scale, high=high, scale=scale, room=Fraction(0))
        if self.scale == scale != 1:
            return None  # «15 ألفا و20 ألف» are two numbers
        whole = self.total if scale > self.scale else Fraction(0)  # «ألف وخمسمئة مليون»
        low, high = (whole + self.low) * scale, (whole + self.high) * scale
        total = self.total - whole
        if low == high:
            return _Sum(total + low, Fraction(0), Fraction(0), scale, scale, last)
        return _Sum(total, low, high, Fraction(0), scale, last)


def read_number(lexemes: Sequence[Lexeme], start: int) -> tuple[Span, int] | None:
    """The number that begins at `start` and the index after it; None where none begins."""
    state, at = _Sum(), start
    while at < len(lexemes):
        part, following = lexemes[at], lexemes[at + 1] if at + 1 < len(lexemes) else None
        step = _step(state, part, following)
        if step is None:
            break
        state, at = step, at + 1
    if not state.last:
        return None
    if state.last == "share" and at < len(lexemes) and lexemes[at].sense.low == state.scale:
        at += 1  # the echo in «مليون ونصف المليون»
    if state.last == "unknown":
        return Span(None, None, vague=True), at
    low, high = state.total + state.low, state.total + state.high
    if high > LARGEST:
        return Span(None, None), at
    return Span(low, high, state.scale, low != high), at


def _step(state: _Sum, part: Lexeme, following: Lexeme | None) -> _Sum | None:
    """The number with one word more, or None when the word begins something else."""
    if part.kind == "unknown":
        return _Sum(last="unknown") if not state.last else None
    low, high = part.sense.low, part.sense.high
    if state.last == "share" or part.kind not in NUMERALS or low is None or high is None:
        return None
    if part.kind in SCALES:
        scaled = _later_scale if state.last not in ("", "unknown") else _first_scale
        return scaled(state, part, low, following)
    if part.kind == "fraction":
        return _fraction(state, part, low)
    if not state.last:
        return state.add(low, high, _room(part.kind, low), part.kind)
    # folded, «مئة وأحد عشر» has the letters of «واحد»
    joined = part.joined or (part.kind == "unit" and part.word.startswith(WAW))
    return _joined(state, part, low, high) if joined else _bound_to(state, part, low)


def _joined(state: _Sum, part: Lexeme, low: Fraction, high: Fraction) -> _Sum | None:
    """A further part after «و»: «خمسة وعشرون», «مئة وثلاثة», «عشرون ونيف»."""
    if state.last in ("unit", "few", "over") and part.kind == "ten":
        return state.add(low, high, 0, "done")
    if part.kind == "over" and state.last in ("ten", "hundred", "hundreds", "scale"):
        gap = state.scale if state.last == "scale" else 10 if state.last == "ten" else HUNDRED
        return state.add(Fraction(1), Fraction(gap) - 1, 0, "done")
    if high < state.room:
        return state.add(low, high, _room(part.kind, low), part.kind)
    return None


def _room(kind: str, value: Fraction) -> int:
    """How large a part may follow: tens and units after hundreds, nothing after digits."""
    if kind == "number":
        return 0
    return HUNDRED if value >= HUNDRED else 0


def _bound_to(state: _Sum, part: Lexeme, low: Fraction) -> _Sum | None:
    """The second word of «خمسة عشر», «بضعة عشر», «ثلاث مئة»."""
    if part.kind == "teen" and state.last in ("unit", "few"):
        return state.add(low, low, 0, "done")
    if part.kind == "hundred" and state.last in ("unit", "few", "number"):
        return state._replace(low=state.low * low, high=state.high * low, room=low, last="hundreds")
    return None


def _first_scale(
    state: _Sum, part: Lexeme, value: Fraction, following: Lexeme | None
) -> _Sum | None:
    """A scale that no number stands before: «ألف», «ألفان»; «آلاف» and «عدة آلاف» are vague."""
    if part.kind == "plural":
        return _Sum(low=2 * value, high=10 * value - 1, scale=value, last="vague")
    if state.last:
        return None
    return _Sum(total=_times(part, following) * value, room=value, scale=value, last="scale")


def _later_scale(
    state: _Sum, part: Lexeme, value: Fraction, following: Lexeme | None
) -> _Sum | None:
    """A scale that multiplies what stands before it, or is joined to it by «و»."""
    if part.joined:
        if state.low > 0 or value >= state.room or part.kind == "plural":
            return None
        total = state.total + _times(part, following) * value
        return _Sum(total=total, room=value, scale=value, last="scale")
    if part.kind == "double" or (state.last == "vague" and value <= Fraction(10)):
        return None
    if state.low > 0:
        return state.close(value, "vague" if state.last == "vague" else "scale")
    if state.last == "scale" and value > state.scale:  # «ألف مليون»
        return _Sum(total=state.total * value, room=value, scale=value, last="scale")
    return None


def _times(part: Lexeme, following: Lexeme | None) -> int:
    """Two for a dual, also «ألفا جندي»; but «ألفا وثلاثمئة» is one thousand three hundred."""
    if part.kind == "double":
        return 2
    if part.kind == "scale?" and following is not None and not following.joined:
        return 2 if following.kind not in NUMERALS and following.word.isalpha() else 1
    return 1


def _fraction(state: _Sum, part: Lexeme, share: Fraction) -> _Sum | None:
    if not state.last:
        return state.add(share, share, 0, "fraction")
    if not part.joined:
        return state.close(share, "fraction") if state.last == "unit" else None
    if state.last == "scale":
        return state.add(share * state.scale, share * state.scale, 0, "share")
    if state.last in NUMERALS or state.last == "done":
        return state.add(share, share, 0, "fraction")
    return None


def find_number(lexemes: Sequence[Lexeme], start: int = 0) -> tuple[int, Span, int] | None:
    """The first number from `start` on: where it begins, the number, the index after it."""
    for at in range(start, len(lexemes)):
        if lexemes[at].kind in NUMERALS and (found := read_number(lexemes, at)):
            return at, *found
    return None


def read_range(lexemes: Sequence[Lexeme], start: int) -> tuple[Span, int] | None:
    """A number or two: «بين 20 و30 ألفاً», «12 إلى 15», «15-20», «ثلاثة أو أربعة»."""
    first = read_number(lexemes, start)
    if first is None:
        return None
    (one, at), paired = first, _is_between(lexemes, start)
    second = _second(lexemes, at, paired=paired)
    if second is None and paired:
        (one, at), second = _parted(lexemes, start, at) or (first, None)
    if second is None:
        return first
    two, end = second
    if one.low is None or two.high is None or two.low is None:
        return first
    if one.scale == 1 and two.scale > 1 and one.low < two.low / two.scale:
        one = one._replace(low=one.low * two.scale)
    low, high = sorted((one.low or Fraction(0), two.high))
    return Span(low, high, two.scale), end


def _is_between(lexemes: Sequence[Lexeme], start: int) -> bool:
    return start > 0 and lexemes[start - 1].sense.signs.get("before") == "between"


def _parted(
    lexemes: Sequence[Lexeme], start: int, end: int
) -> tuple[tuple[Span, int], tuple[Span, int]] | None:
    """«بين عشرة آلاف وخمسمئة» read as one number is parted at its last «و»: 500 to 10,000."""
    for cut in range(end - 1, start, -1):
        if lexemes[cut].joined:
            one, two = read_number(lexemes[:cut], start), read_number(lexemes, cut)
            return (one, two) if one and two else None
    return None


def _second(lexemes: Sequence[Lexeme], at: int, *, paired: bool) -> tuple[Span, int] | None:
    if at >= len(lexemes):
        return None
    if paired and lexemes[at].joined:
        return read_number(lexemes, at)
    sign = lexemes[at].sense.signs.get("after")
    dashed = lexemes[at].word in DASHES and lexemes[at - 1].kind == "number"
    if sign in ("to", "or") or dashed:
        return read_number(lexemes, at + 1)
    return None
