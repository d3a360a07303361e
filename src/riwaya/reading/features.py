"""What stands between a trigger and a mention, as small integers that the pair heads embed.

Training and reading both call these functions, so that the heads meet the same numbers.
"""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
Integers = NDArray[np.int64]

#: Word distances up to each edge fall into one bucket; the sign tells before from after.
EDGES = (0, 1, 2, 3, 4, 6, 9, 14, 24, 49, 99)
DISTANCES = 2 * (len(EDGES) + 1) + 1
SENTENCE_REACH = 4
SENTENCES = 2 * SENTENCE_REACH + 1
BETWEEN_REACH = 5
BETWEENS = BETWEEN_REACH + 1
QUOTES = 4
#: Names and sizes of the features in the order of the last axis.
SIZES = {
    "distance": DISTANCES,
    "sentence": SENTENCES,
    "triggers": BETWEENS,
    "mentions": BETWEENS,
    "quotes": QUOTES,
}


def signed_bucket(distance: int) -> int:
    """The bucket of a signed word distance; the middle bucket is 0."""
    size = bisect_left(EDGES, abs(distance))
    return len(EDGES) + 1 + (size if distance >= 0 else -size)


def gap(trigger: int, span: Span) -> int:
    """Signed words from a trigger to the nearest edge of a span; 0 inside it."""
    if span[0] > trigger:
        return span[0] - trigger
    return min(0, span[1] - 1 - trigger)


def between(positions: Sequence[int], low: int, high: int) -> int:
    """How many of some rising positions stand strictly between two, at most the reach."""
    return min(
        BETWEEN_REACH, max(0, bisect_left(positions, high) - bisect_left(positions, low + 1))
    )


def quote_relation(trigger: int, mention: int, quotes: Sequence[int]) -> int:
    """0 both outside, 1 only the trigger quoted, 2 only the mention, 3 both in one or two."""
    return (1 if quotes[trigger] else 0) + (2 if quotes[mention] else 0)


def pair_features(
    triggers: Sequence[int], spans: Sequence[Span], sentence: Sequence[int], quotes: Sequence[int]
) -> Integers:
    """Features of every trigger with every span: shape (triggers, spans, 5).

    `sentence` and `quotes` give each word's sentence number and quotation number (0: outside).
    """
    features = np.zeros((len(triggers), len(spans), len(SIZES)), dtype=np.int64)
    starts = sorted(start for start, _ in spans)
    rising = sorted(triggers)
    for row, trigger in enumerate(triggers):
        for column, span in enumerate(spans):
            low, high = sorted((trigger, span[0]))
            step = sentence[span[0]] - sentence[trigger]
            features[row, column] = (
                signed_bucket(gap(trigger, span)),
                max(-SENTENCE_REACH, min(SENTENCE_REACH, step)) + SENTENCE_REACH,
                between(rising, low, high),
                between(starts, low, high),
                quote_relation(trigger, span[0], quotes),
            )
    return features


def link_features(
    triggers: Sequence[int], sentence: Sequence[int], quotes: Sequence[int]
) -> Integers:
    """Features of every trigger with every other trigger: shape (triggers, triggers, 5)."""
    return pair_features(
        triggers, [(trigger, trigger + 1) for trigger in triggers], sentence, quotes
    )
