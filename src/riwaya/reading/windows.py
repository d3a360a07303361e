"""Sentences -> windows: what the encoder sees at once.

A window holds whole sentences: fresh ones, whose claims are taken from it, after some already
read, so that a speaker or an actor named there is still in sight. Training uses the same windows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

#: Sub-words of a window at most, the two marks at its ends not counted. The encoder's positions
#: end at 512; the model of today was trained with 384 and reads better when it sees more at once
#: (docs/decisions/0002).
LIMIT = 498
#: Sub-words of sentences read before that a window may repeat.
CONTEXT = 96


@dataclass(frozen=True, slots=True)
class Window:
    """Word indices that the encoder sees, and those of them whose claims are taken."""

    words: range
    fresh: range


def windows_of(
    sentences: Sequence[range], sizes: Sequence[int], *, limit: int = LIMIT, context: int = CONTEXT
) -> list[Window]:
    """Windows over sentences; `sizes` are sub-words per word.

    Every word of the sentences is fresh in exactly one window. A sentence of more than
    `limit - context` sub-words is cut into pieces of at most that, so that context always fits.
    """
    pieces = [piece for sentence in sentences for piece in cut(sentence, sizes, limit, context)]
    windows: list[Window] = []
    start = 0
    while start < len(pieces):
        stop, filled = start, sum(sizes[i] for i in repeated(pieces, start, sizes, context))
        while stop < len(pieces) and (
            stop == start or filled + weight(pieces[stop], sizes) <= limit
        ):
            filled += weight(pieces[stop], sizes)
            stop += 1
        fresh = range(pieces[start].start, pieces[stop - 1].stop)
        seen = range(repeated(pieces, start, sizes, context).start, fresh.stop)
        windows.append(Window(seen, fresh))
        start = stop
    return windows


def weight(words: range, sizes: Sequence[int]) -> int:
    """Sub-words of a range of words."""
    return sum(sizes[words.start : words.stop])


def repeated(pieces: Sequence[range], start: int, sizes: Sequence[int], context: int) -> range:
    """The words right before a piece that fit into the context, in whole pieces."""
    first, filled = start, 0
    while first > 0 and pieces[first - 1].stop == pieces[first].start:
        filled += weight(pieces[first - 1], sizes)
        if filled > context:
            break
        first -= 1
    return range(pieces[first].start, pieces[start].start)


def cut(sentence: range, sizes: Sequence[int], limit: int, context: int) -> list[range]:
    """A sentence whole, or in pieces where it is longer than a window can hold."""
    room = limit - context
    if weight(sentence, sizes) <= room:
        return [sentence]
    pieces: list[range] = []
    start, filled = sentence.start, 0
    for index in sentence:
        if filled + sizes[index] > room and index > start:
            pieces.append(range(start, index))
            start, filled = index, 0
        filled += sizes[index]
    pieces.append(range(start, sentence.stop))
    return pieces
