"""The parts of a printed report: headline, body, and blocks that repeat the body.

A pull quote, a caption or a lead-in that repeats words of the body makes no second claim, so
reading leaves it out.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from riwaya.knowledge.folding import fold
from riwaya.text.sentences import ENDS
from riwaya.text.words import Word

#: A block is a repeat when it has so many words at least, all found in one run elsewhere.
REPEAT_WORDS = 5
#: A headline has at most so many words and no full stop.
HEADLINE_WORDS = 24


class Part(StrEnum):
    """What a block of lines is."""

    HEADLINE = "headline"
    REPEAT = "repeat"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines without a blank line between them, as a range of word indices."""

    words: range
    part: Part


def blocks_of(words: Sequence[Word], text: str) -> list[Block]:
    """The blocks of a report in order, each with its part."""
    ranges = block_ranges(words, text)
    runs = Runs(words)
    body_words = sum(len(block) for block in ranges)
    headline = len(ranges) > 1 and is_headline(words, ranges[0], body_words)
    parts = [Part.BODY] * len(ranges)
    # Short ones rest on long ones and later ones on earlier ones, never on what is left out itself:
    # of a text printed twice one copy stays.
    for number in sorted(range(len(ranges)), key=lambda i: (-len(ranges[i]), -i)):
        if runs.repeats_elsewhere(ranges[number]):
            parts[number] = Part.REPEAT
            runs.leave_out(ranges[number])
        elif number == 0 and headline:
            parts[number] = Part.HEADLINE
    return [Block(block, part) for block, part in zip(ranges, parts, strict=True)]


def block_ranges(words: Sequence[Word], text: str) -> list[range]:
    """Word ranges between blank lines."""
    ranges: list[range] = []
    start = 0
    for index in range(1, len(words)):
        if text.count("\n", words[index - 1].end, words[index].start) >= 2:
            ranges.append(range(start, index))
            start = index
    if start < len(words):
        ranges.append(range(start, len(words)))
    return ranges


def is_headline(words: Sequence[Word], block: range, body_words: int) -> bool:
    """A short first block without a full stop, above a longer text."""
    short = len(block) <= HEADLINE_WORDS and len(block) * 2 < body_words
    return short and words[block.stop - 1].text not in ENDS


class Runs:
    """The words of a report (marks aside), to be searched for blocks that stand in it twice.

    A block is looked for only where its rarest few words stand: a long report of many blocks would
    take hours otherwise.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        spoken = [word.text.isalnum() for word in words]
        self.folded = [fold(word.text) for word, says in zip(words, spoken, strict=True) if says]
        #: before[i] is how many of the first i words of the report are no marks.
        self.before = list(accumulate(spoken, initial=0))
        self.left_out = bytearray(len(self.folded))
        #: The words from each place on that it is found by.
        self.few = list(zip(*(self.folded[at:] for at in range(REPEAT_WORDS)), strict=False))
        self.places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, words_on in enumerate(self.few):
            self.places[words_on].append(at)

    def repeats_elsewhere(self, block: range) -> bool:
        """Whether the block's words stand in one run outside the block, in what is read."""
        start, stop = self.before[block.start], self.before[block.stop]
        size = stop - start
        if size < REPEAT_WORDS:
            return False
        wanted = self.folded[start:stop]
        rarest = min(
            range(start, stop - REPEAT_WORDS + 1), key=lambda at: len(self.places[self.few[at]])
        )
        for place in self.places[self.few[rarest]]:
            at = place - (rarest - start)
            outside = 0 <= at <= start - size or at >= stop
            if (
                outside
                and self.folded[at : at + size] == wanted
                and not any(self.left_out[at : at + size])
            ):
                return True
        return False

    def leave_out(self, block: range) -> None:
        """No other block may rest on this one."""
        start, stop = self.before[block.start], self.before[block.stop]
        self.left_out[start:stop] = b"\1" * (stop - start)
