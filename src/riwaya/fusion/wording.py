"""How closely one report's wording follows another's, when it isn't a plain copy.

A paraphrase keeps what is rare: the numbers in their order, the names, the uncommon words. Two
independent accounts of one happening share its place and the common words of such news only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from riwaya.knowledge.number_words import lex
from riwaya.knowledge.stems import rarity, stems_of
from riwaya.resolving.numbers import NUMERALS, read_number

#: Smaller numbers stand in every report.
LEAST_NUMBER = 3
#: What two reports of one happening have in common by chance, and what a point of more weighs.
BY_CHANCE, PER_CLOSENESS = 0.25, 20.0
#: What an agreed number weighs, by its size, and one that the other report doesn't have.
SMALL, LARGE, MISSING = 0.5, 1.0, 0.4
SMALL_UP_TO = 9
#: From this on a report follows another.
FOLLOWS = 1.0
#: Shares of a text's stretches of words from which it is a copy, and a partial one.
COPY, PARTLY = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text is compared by: its stems with what they weigh together, its numbers in order."""

    stems: frozenset[str]
    weight: float
    numbers: tuple[int, ...]


@lru_cache(maxsize=4096)
def wording_of(text: str) -> Wording:
    """The wording of a text."""
    stems = frozenset(stems_of(text))
    return Wording(stems, _weight(stems), numbers_in(text))


def _weight(stems: frozenset[str]) -> float:
    return math.fsum(rarity(stem) for stem in stems)


def numbers_in(text: str) -> tuple[int, ...]:
    """The plain numbers of a text in order, in digits or words; small ones left out."""
    lexemes = lex(text)
    found: list[int] = []
    at = 0
    while at < len(lexemes):
        read = read_number(lexemes, at) if lexemes[at].kind in NUMERALS else None
        if read is None:
            at += 1
            continue
        span, at = read
        if span.low is not None and span.low == span.high and span.low >= LEAST_NUMBER:
            found.append(int(span.low))
    return tuple(found)


def closeness(one: Wording, other: Wording) -> float:
    """The weight of the stems in common over that of either text's (0 to 1)."""
    if not one.weight or not other.weight:
        return 0.0
    return _weight(one.stems & other.stems) / math.sqrt(one.weight * other.weight)


def in_order(one: Sequence[int], other: Sequence[int]) -> tuple[int, ...]:
    """The longest row of numbers that both have in the same order."""
    shared = set(one) & set(other)
    one = [value for value in one if value in shared]
    other = [value for value in other if value in shared]
    rows: list[list[tuple[int, ...]]] = [[()] * (len(other) + 1)]
    for value in one:
        row: list[tuple[int, ...]] = [()]
        for column, match in enumerate(other):
            before = rows[-1]
            kept = max(before[column + 1], row[column], key=len)
            row.append(max(kept, (*before[column], value), key=len) if value == match else kept)
        rows.append(row)
    return rows[-1][-1]


@dataclass(frozen=True, slots=True)
class Following:
    """How closely two reports go together: shares from 0 to 1, and the numbers that agree."""

    share: float
    closeness: float
    numbers: tuple[int, ...]
    score: float

    @property
    def copied(self) -> bool:
        """Whether one is a copy of the other."""
        return self.share >= COPY

    @property
    def follows(self) -> bool:
        """Whether one copies the other or follows it closely."""
        return self.share >= PARTLY or self.score >= FOLLOWS

    @property
    def strength(self) -> float:
        """For finding the closest of several."""
        return self.share * 20 + self.score


NOTHING_ALIKE = Following(0.0, 0.0, (), -math.inf)


def following(one: Wording, other: Wording, share: float) -> Following:
    """How closely two wordings go together; `share` is of their stretches of words."""
    close = closeness(one, other)
    agreed = in_order(one.numbers, other.numbers)
    fewer = min(len(set(one.numbers)), len(set(other.numbers)))
    score = (close - BY_CHANCE) * PER_CLOSENESS
    score += sum(SMALL if number <= SMALL_UP_TO else LARGE for number in dict.fromkeys(agreed))
    score -= MISSING * max(0, fewer - len(set(agreed)))
    return Following(share, close, agreed, score)
