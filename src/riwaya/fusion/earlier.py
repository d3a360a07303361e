"""Where a report turns to an earlier happening: «… a day after the killing of 19 people …»."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from riwaya.knowledge.earlier import Before, earlier_words
from riwaya.knowledge.name_words import Token, tokens_of, without_clitics


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch [start, end) of a text that tells an earlier happening, and how much earlier."""

    start: int
    end: int
    before: Before


def turns_of(text: str, ends: Sequence[int]) -> list[Turn]:
    """The stretches that tell earlier happenings: from the words that say so to the sentence's end.

    `ends` are where sentences end, in order.
    """
    return [
        Turn(last.end, sentence_end(ends, last.start, len(text)), before)
        for last, before in _said(tokens_of(text))
    ]


def sentence_end(ends: Sequence[int], start: int, length: int) -> int:
    """Where the sentence of a position ends, of a text of so many letters."""
    at = bisect_right(ends, start)
    return ends[at] if at < len(ends) else length


def _said(tokens: Sequence[Token]) -> Iterator[tuple[Token, Before]]:
    """The last word of each form that turns to an earlier happening."""
    for number, token in enumerate(tokens):
        for forms in _forms(token.key):
            rest = tuple(t.key for t in tokens[number + 1 : number + 6])
            fitting = [form for form in forms if rest[: len(form) - 1] == form[1:]]
            if fitting:
                longest = max(fitting, key=len)
                yield tokens[number + len(longest) - 1], forms[longest]
                break


@lru_cache(maxsize=50_000)
def _forms(key: str) -> tuple[Mapping[tuple[str, ...], Before], ...]:
    """The forms that a word may begin, clitics off; hardly any word begins one."""
    table = earlier_words()
    return tuple(table[first] for first in without_clitics(key) if first in table)
