"""Where a report turns to another happening: «from another side, …», «… and another strike …»."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.fusion.earlier import sentence_end
from riwaya.knowledge.name_words import tokens_of
from riwaya.knowledge.topics import topic_words


@dataclass(frozen=True, slots=True)
class Topics:
    """Where topics begin, and the stretches [start, end) that tell of another deed; in order."""

    starts: tuple[int, ...]
    others: tuple[tuple[int, int], ...]

    def topic_at(self, position: int) -> int:
        """The number of the topic that a position of the text belongs to."""
        return bisect_right(self.starts, position)

    def other_at(self, position: int) -> int | None:
        """Where the stretch begins that tells of another deed and holds a position."""
        at = bisect_right(self.others, position, key=lambda stretch: stretch[0]) - 1
        if at < 0 or position >= self.others[at][1]:
            return None
        return self.others[at][0]


def topics_of(text: str, ends: Sequence[int]) -> Topics:
    """The turns of a text; `ends` are where its sentences end, in order."""
    tokens = tokens_of(text)
    starts, others = [], []
    for hit in topic_words().all_in(tokens):
        start = tokens[hit.first].start
        if hit.value == "topic":
            starts.append(start)
        else:
            others.append((start, sentence_end(ends, start, len(text))))
    return Topics(tuple(starts), tuple(others))
