"""A claim's exact words: the sentences that it rests on, with every mention marked by its role."""

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.export.evidence import ROLES, Role, mentions_by_role
from riwaya.export.screen.marked import Stretch, stretches_of
from riwaya.fusion.sentences import sentence_start, words_around
from riwaya.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a sentence, and what it is to the claim; None: nothing."""

    text: str
    role: Role | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that follow one another, from an offset of the raw text on."""

    start: int
    marks: tuple[Mark, ...]


def passages_of(text: str, claim: Claim) -> tuple[Passage, ...]:
    """The sentences that hold the claim's mentions, in the order of the text."""
    stretches = stretches_of(text, [claim])
    return tuple(
        Passage(start, _marks(stretches, start, end)) for start, end in _spans(text, claim)
    )


def _spans(text: str, claim: Claim) -> list[tuple[int, int]]:
    """The raw offsets of those sentences, neighbours joined, without the blanks around them."""
    found: set[tuple[int, int]] = set()
    for _, mention in mentions_by_role(claim):
        start = sentence_start(text, mention.start)
        found.add((start, max(mention.end, start + len(words_around(text, mention.start)))))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return [_bare(text, start, end) for start, end in joined]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _marks(stretches: Sequence[Stretch], start: int, end: int) -> tuple[Mark, ...]:
    """The stretches within [start, end); of several roles the one that comes first in ROLES."""
    marks = []
    for one in stretches:
        cut = one.text[max(0, start - one.start) : max(0, end - one.start)]
        roles = [use.role for use in one.uses]
        if cut:
            marks.append(Mark(cut, min(roles, key=ROLES.index) if roles else None))
    return tuple(marks)
