"""The parts of a printed report: headline, dateline, body, and blocks that repeat the body.

A pull quote, a caption or a lead-in that repeats words of the body makes no second claim, so
reading leaves it out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

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
    folded = [fold(word.text) for word in words]
    body_words = sum(len(block) for block in ranges)
    blocks: list[Block] = []
    for number, block in enumerate(ranges):
        if number == 0 and len(ranges) > 1 and is_headline(words, block, body_words):
            part = Part.HEADLINE
        elif len(ranges) > 1 and repeats_elsewhere(folded, words, block):
            part = Part.REPEAT
        else:
            part = Part.BODY
        blocks.append(Block(block, part))
    return blocks


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


def repeats_elsewhere(folded: Sequence[str], words: Sequence[Word], block: range) -> bool:
    """Whether the block's words (marks aside) stand in one run outside the block."""
    wanted = [folded[i] for i in block if words[i].text.isalnum()]
    if len(wanted) < REPEAT_WORDS:
        return False
    before = [folded[i] for i in range(block.start) if words[i].text.isalnum()]
    after = [folded[i] for i in range(block.stop, len(words)) if words[i].text.isalnum()]
    return any(contains_run(side, wanted) and len(side) > len(wanted) for side in (before, after))


def contains_run(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the wanted words stand one after another."""
    size = len(wanted)
    first = wanted[0]
    return any(
        words[i] == first and list(words[i : i + size]) == list(wanted)
        for i in range(len(words) - size + 1)
    )
