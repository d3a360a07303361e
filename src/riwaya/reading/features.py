"""What stands between a trigger and a mention, as small integers that the pair heads embed.

Training and reading both call these functions, so that the heads meet the same numbers.
"""

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


def signed_bucket(distance: Integers) -> Integers:
    """The buckets of signed word distances; the middle bucket is 0."""
    size = np.searchsorted(EDGES, np.abs(distance))
    return len(EDGES) + 1 + np.where(distance >= 0, size, -size)


def gap(triggers: Integers, starts: Integers, ends: Integers) -> Integers:
    """Signed words from a trigger to the nearest edge of a span; 0 inside it."""
    return np.where(starts > triggers, starts - triggers, np.minimum(0, ends - 1 - triggers))


def between(positions: Sequence[int], low: Integers, high: Integers) -> Integers:
    """How many of some positions stand strictly between two, at most the reach."""
    rising = np.sort(np.asarray(positions, dtype=np.int64))
    count = np.searchsorted(rising, high) - np.searchsorted(rising, low + 1)
    kept: Integers = np.clip(count, 0, BETWEEN_REACH)
    return kept


def pair_features(
    triggers: Sequence[int], spans: Sequence[Span], sentence: Sequence[int], quotes: Sequence[int]
) -> Integers:
    """Features of every trigger with every span: shape (triggers, spans, 5).

    `sentence` and `quotes` give each word's sentence number and quotation number (0: outside).
    The last feature is 0 when neither stands in a quotation, 1 the trigger, 2 the span, 3 both.
    """
    if not triggers or not spans:
        return np.zeros((len(triggers), len(spans), len(SIZES)), dtype=np.int64)
    rows = np.asarray(triggers, dtype=np.int64)[:, None]
    edges = np.asarray(spans, dtype=np.int64)
    starts, ends = edges[None, :, 0], edges[None, :, 1]
    low, high = np.minimum(rows, starts), np.maximum(rows, starts)
    sentences, quoted = np.asarray(sentence), np.asarray(quotes) > 0
    step = np.clip(sentences[starts] - sentences[rows], -SENTENCE_REACH, SENTENCE_REACH)
    features = np.empty((len(triggers), len(spans), len(SIZES)), dtype=np.int64)
    features[..., 0] = signed_bucket(gap(rows, starts, ends))
    features[..., 1] = step + SENTENCE_REACH
    features[..., 2] = between(triggers, low, high)
    features[..., 3] = between([start for start, _ in spans], low, high)
    features[..., 4] = quoted[rows] + 2 * quoted[starts]
    return features


def link_features(
    triggers: Sequence[int], sentence: Sequence[int], quotes: Sequence[int]
) -> Integers:
    """Features of every trigger with every other trigger: shape (triggers, triggers, 5)."""
    return pair_features(
        triggers, [(trigger, trigger + 1) for trigger in triggers], sentence, quotes
    )
