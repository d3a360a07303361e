"""Blocks of attention: most layers of the encoder look around themselves, every third at all.

Attention over a whole window costs as much as all products of its layer. So two layers of three
attend within blocks, and their borders differ from one layer to the next, so that no word stays
at a border; the third attends over the whole window. Training and reading share these rules.
"""

#: Sub-words of a block at most.
LARGEST = 160
#: Every so many layers attend over the whole window.
WHOLE_EVERY = 3


def blocks_of(length: int) -> tuple[int, int]:
    """How many blocks of a sequence the two kinds of layers attend within."""
    count = -(-length // LARGEST)
    return (count, count + 1) if count > 1 else (1, 1)


def padded_length(length: int) -> int:
    """The least length from this one on that both counts of its blocks divide."""
    while any(length % count for count in blocks_of(length)):
        length += 1
    return length


def kind_of(layer: int) -> int | None:
    """Which of the two counts a layer uses; None where it attends over the whole window."""
    place = layer % WHOLE_EVERY
    return None if place == WHOLE_EVERY - 1 else place % 2
