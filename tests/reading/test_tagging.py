"""Logits become consistent spans and triggers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riwaya.reading.labels import TRIGGERS
from riwaya.reading.tagging import find_spans, find_triggers

OUT, IN, BEGIN = [4.0, 0.0, 0.0], [0.0, 0.0, 4.0], [0.0, 4.0, 0.0]


def logits(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)


def test_spans_begin_and_end() -> None:
    assert find_spans(logits(OUT, BEGIN, IN, OUT, BEGIN, BEGIN, IN)) == [(1, 3), (4, 5), (5, 7)]


def test_an_inside_without_a_beginning_is_mended() -> None:
    weak_begin = [1.0, 0.9, 0.0]
    assert find_spans(logits(OUT, weak_begin, IN, IN, OUT)) == [(1, 4)]
    assert find_spans(logits(IN, OUT)) in ([], [(0, 1)])


def test_no_words_no_spans() -> None:
    assert find_spans(np.zeros((0, 3), dtype=np.float32)) == []


@given(st.lists(st.tuples(*[st.floats(-8, 8)] * 3), max_size=30))
def test_spans_are_ordered_and_apart(rows: list[tuple[float, float, float]]) -> None:
    spans = find_spans(np.array(rows, dtype=np.float32).reshape(-1, 3))
    ends = [0, *(end for _, end in spans)]
    assert all(
        end <= start < stop <= len(rows) for end, (start, stop) in zip(ends, spans, strict=False)
    )


def trigger_logits(*events: str | None) -> np.ndarray:
    found = np.zeros((len(events), len(TRIGGERS)), dtype=np.float32)
    for row, event in enumerate(events):
        found[row, TRIGGERS.index(event) if event else 0] = 9
    return found


def test_triggers_above_the_threshold() -> None:
    found = find_triggers(trigger_logits(None, "kill", None, "injure"), 0.5)
    assert [(t.word, TRIGGERS[t.event]) for t in found] == [(1, "kill"), (3, "injure")]
    assert all(t.sure > 0.9 for t in found)


def test_neighbours_with_one_event_are_one_claim() -> None:
    assert [t.word for t in find_triggers(trigger_logits("kill", "kill", "injure"), 0.5)] == [0, 2]


def test_a_lower_threshold_finds_more() -> None:
    doubtful = trigger_logits(None)
    doubtful[0, TRIGGERS.index("kill")] = 8.8
    assert not find_triggers(doubtful, 0.6)
    assert find_triggers(doubtful, 0.3)
