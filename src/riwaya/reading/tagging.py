"""Logits of words -> triggers and spans."""

from dataclasses import dataclass

import numpy as np

from riwaya.reading.features import Span
from riwaya.reading.labels import BEGIN, INSIDE, OUTSIDE
from riwaya.reading.model import Floats

#: A tag can't go inside a span that hasn't begun.
IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word, its event class and how sure the model is of it (0-1)."""

    word: int
    event: int
    sure: float


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def find_triggers(logits: Floats, threshold: float) -> list[Trigger]:
    """Words more likely a trigger than the threshold, each with its likeliest event.

    Of two neighbours with the same event only the surer stays: they name one event.
    """
    chances = softmax(logits)
    found: list[Trigger] = []
    for word in np.flatnonzero(1 - chances[:, 0] >= threshold):
        event = int(chances[word, 1:].argmax()) + 1
        trigger = Trigger(int(word), event, float(chances[word, event]))
        if found and found[-1].word == trigger.word - 1 and found[-1].event == event:
            if trigger.sure > found[-1].sure:
                found[-1] = trigger
        else:
            found.append(trigger)
    return found


def find_spans(logits: Floats) -> list[Span]:
    """The spans of the likeliest consistent tagging of outside, begin, inside."""
    if not len(logits):
        return []
    tags = logits.argmax(axis=-1)
    before = np.concatenate(([OUTSIDE], tags[:-1]))
    consistent = not ((tags == INSIDE) & (before == OUTSIDE)).any()
    return spans_of(tags.tolist() if consistent else best_tags(logits))


def best_tags(logits: Floats) -> list[int]:
    """The likeliest consistent tagging (Viterbi), where the likeliest tags contradict another."""
    # Plain floats: numpy takes longer over three numbers than over three hundred.
    scores: list[list[float]] = np.log(softmax(logits) + 1e-9).tolist()
    outside, begin, inside = scores[0][OUTSIDE], scores[0][BEGIN], IMPOSSIBLE
    back: list[tuple[int, int]] = []
    for row in scores[1:]:
        # Only INSIDE looks back: it needs a span to be open.
        opened = BEGIN if begin >= inside else INSIDE
        best_open = max(begin, inside)
        anything = opened if best_open > outside else OUTSIDE
        best = max(outside, best_open)
        back.append((anything, opened))
        outside, begin = best + row[OUTSIDE], best + row[BEGIN]
        inside = best_open + row[INSIDE]
    last = max(((outside, OUTSIDE), (begin, BEGIN), (inside, INSIDE)), key=lambda pair: pair[0])
    tags = [last[1]]
    for anything, opened in reversed(back):
        tags.append(opened if tags[-1] == INSIDE else anything)
    return tags[::-1]


def spans_of(tags: list[int]) -> list[Span]:
    """Half-open spans of a consistent tagging."""
    spans: list[Span] = []
    start: int | None = None
    for index, tag in enumerate([*tags, OUTSIDE]):
        if tag != INSIDE and start is not None:
            spans.append((start, index))
            start = None
        if tag == BEGIN:
            start = index
    return spans
