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
    """The spans of the likeliest consistent tagging (Viterbi over outside, begin, inside)."""
    if not len(logits):
        return []
    scores = np.log(softmax(logits) + 1e-9)
    scores[0, INSIDE] = IMPOSSIBLE
    best = scores[0]
    back: list[int] = []
    for row in scores[1:]:
        # Only INSIDE looks back: it needs a span to be open.
        opened = BEGIN if best[BEGIN] >= best[INSIDE] else INSIDE
        anything = int(best.argmax())
        back.append(anything * 3 + opened)
        best = np.array(
            [best[anything] + row[OUTSIDE], best[anything] + row[BEGIN], best[opened] + row[INSIDE]]
        )
    tags = [int(best.argmax())]
    for step in reversed(back):
        tags.append(step % 3 if tags[-1] == INSIDE else step // 3)
    return spans_of(tags[::-1])


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
