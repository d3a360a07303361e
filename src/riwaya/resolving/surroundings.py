"""What stands around a number and bears on it: bounds, signs of a subset, of a joint count.

«ما لا يقل عن» before the number and «على الأقل» behind it are bounds, whether the reader took them
into the mention or not; «بينهم» makes a subset of it, «بين قتيل وجريح» a count of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from riwaya.knowledge.number_words import QUOTES, WAW, Lexeme, lex
from riwaya.resolving.numbers import NUMERALS

#: Characters of a mention that are read, and of its surroundings on either side.
LONGEST, NEARBY = 400, 60
#: Words between a number and a bound behind it: «ثلاثة مقاتلين معارضين على الأقل».
BETWEEN = 4
OPPOSITE = {"more": "at_most", "less": "at_least", "at_least": "less"}
BOUNDS = frozenset(("more", "less", "at_least", "at_most", "about"))
#: Words between a subset's sign and its later members: «بينهم ثلاث نساء و[طفلان]».
LISTED = 8
COMMAS = frozenset(",\N{ARABIC COMMA}")


class Line(NamedTuple):
    """The mention with the words around it: `lexemes[start:end]` is the mention."""

    lexemes: Sequence[Lexeme]
    start: int
    end: int
    joined: bool  # «و» stands before the mention

    @property
    def mention(self) -> Sequence[Lexeme]:
        """The mention's own words."""
        return self.lexemes[self.start : self.end]


def read_line(words: str, before: str, after: str) -> Line:
    """The mention `words` with what touches it on either side, as lexemes."""
    words, before, after = words[:LONGEST], before[-NEARBY:], after[:NEARBY]
    ahead, mention, behind = lex(before), lex(words), lex(after)
    for at, lexeme in enumerate(mention):
        if at and "model" in lexeme.sense.signs.values():
            mention = mention[:at]  # «صاروخ من طراز فجر 5»: the 5 is a name
            break
    joined = before.rstrip().endswith((f" {WAW}", f"\n{WAW}"))
    joined = joined or bool(mention and mention[0].joined)
    return Line([*ahead, *mention, *behind], len(ahead), len(ahead) + len(mention), joined)


def signs_before(line: Line, start: int, nearest: int = 0) -> list[str]:
    """The bounds before the number: anywhere in the mention, or touching it from outside.

    Nothing before the lexeme `nearest` is looked at.
    """
    signs: list[str] = []
    nearest = line.start if line.joined else nearest  # «30 منزلاً على الأقل و[60] مركبة»
    for at in range(start - 1, nearest - 1, -1):
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


def signs_after(line: Line, end: int) -> list[str]:
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


def bounded(
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


def is_subset(line: Line, start: int, end: int) -> bool:
    """Whether the number is of some among those counted before: «بينهم 4 أطفال», «، 4 منهم»."""
    apposed = line.start > 0 and line.lexemes[line.start - 1].word in COMMAS
    behind = line.lexemes[max(end, line.end) : line.end + 1]
    if apposed and any(lexeme.sense.signs.get("after") == "subset" for lexeme in behind):
        return True
    for steps, lexeme in enumerate(reversed(line.lexemes[:start])):
        sign = lexeme.sense.signs.get("before", "")
        if sign in ("subset", "whole"):
            return sign == "subset"
        touching = sign in BOUNDS or sign == "not" or lexeme.word in QUOTES
        mark = not lexeme.word[0].isalnum() and lexeme.word not in QUOTES
        if mark or steps > LISTED or not (touching or line.joined):
            return False
    return False


def is_joint(line: Line) -> bool:
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
