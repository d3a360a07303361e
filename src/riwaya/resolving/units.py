"""Units: «طن» after a number is `t`, «دولار» `USD`, «يومياً» behind it makes a rate of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from riwaya.knowledge.counted import find_noun
from riwaya.knowledge.number_words import QUOTES, Lexeme, key, peel
from riwaya.knowledge.tables import read_table, shipped

PEOPLE = frozenset(("killed", "injured", "detained", "abducted", "released", "displaced", "people"))
#: Measures that count whole things: «أكثر من 70» is 71 or more.
COUNTS = PEOPLE | frozenset(("destroyed", "strikes", "items"))
#: The kinds of noun (in `counted.tsv`) that give a measure its unit, the likeliest first.
KINDS = {
    "amount": ("amount",),
    "money": ("money",),
    "distance": ("length",),
    "duration": ("time",),
    "strikes": ("munition",),
    **dict.fromkeys(PEOPLE, ("family",)),
}
THINGS = ("thing", "munition")
#: Half an hour is 30 minutes: how many of which unit a whole one has.
FINER = {"hour": (60, "min"), "day": (24, "hour"), "year": (12, "month"), "min": (60, "s")}
RATED = frozenset(("amount", "money"))
#: Words between a unit and its rate: «120 طنا من الكولتان شهريا», «طن من النفط إلى السوق يوميا».
RATE_REACH = 8
RATE_WORDS = 3


@cache
def rates() -> dict[tuple[str, ...], str]:
    """What a rate is counted by, by its folded words."""
    rows = read_table(shipped("numbers/rates.tsv"), columns=("form", "per"))
    return {key(row["form"]): row["per"] for row in rows}


def unit_of(
    lexemes: Sequence[Lexeme], start: int, end: int, number_end: int, measure: str
) -> str | None:
    """The unit of the mention `lexemes[start:end]`.

    `number_end` is where its number ends if the mention closes with it, else 0.
    """
    if measure not in COUNTS and "percent" in (
        lexeme.sense.signs.get("after") for lexeme in lexemes[start : end + 1]
    ):
        return "%"
    unit, at = _noun_unit(lexemes, start, end, number_end, KINDS.get(measure, THINGS))
    if measure in PEOPLE:
        return unit or "person"
    if unit is not None and measure in RATED and (per := _rate(lexemes, at, end)):
        return f"{unit}/{per}"
    return unit


def _noun_unit(
    lexemes: Sequence[Lexeme], start: int, end: int, number_end: int, kinds: Sequence[str]
) -> tuple[str | None, int]:
    """The unit and where the words after it begin: in the mention, just after, just before it."""
    words = [lexeme.word for lexeme in lexemes]
    for at in range(start, end):
        if found := find_noun(words, at, kinds):
            return found[0].unit, at + found[1]
    behind = _counted_behind(lexemes, end, number_end)
    if behind is not None and (found := find_noun(words, behind, kinds, bound=False)):
        return found[0].unit, behind + found[1]
    if kinds == KINDS["duration"] and start > 0 and (found := find_noun(words, start - 1, kinds)):
        return found[0].unit, end
    return None, end


def _counted_behind(lexemes: Sequence[Lexeme], end: int, number_end: int) -> int | None:
    """Where the counted noun stands, if the mention ends in its number: «[3] دبابات»."""
    if not number_end:
        return None
    for at in range(max(end, number_end), len(lexemes)):
        if lexemes[at].word not in QUOTES and lexemes[at].sense.signs.get("after") != "of":
            return at
    return None


def _rate(lexemes: Sequence[Lexeme], at: int, end: int) -> str | None:
    words: list[str] = []
    for position, lexeme in enumerate(lexemes[at:], at):
        stops = not lexeme.word[0].isalpha() and lexeme.word not in QUOTES
        if stops or position >= max(at, end) + RATE_REACH:
            break
        words.append(lexeme.word)
    flat = " ".join(words).split(" ")
    for first in range(len(flat)):
        for width in range(min(RATE_WORDS, len(flat) - first), 0, -1):
            rest = tuple(flat[first + 1 : first + width])
            for stem, _, _ in peel(flat[first]):
                if per := rates().get((stem, *rest)):
                    return per
    return None


def in_finer_unit(value: Fraction, unit: str | None) -> tuple[Fraction, str | None]:
    """A share of a unit in the next smaller one: half an hour is 30 minutes."""
    if unit not in FINER or not 0 < value < 1:
        return value, unit
    times, finer = FINER[unit]
    return value * times, finer
