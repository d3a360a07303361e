"""Who is spoken to doesn't speak."""

import numpy as np
import pytest

from riwaya.knowledge.addressees import is_addressed
from riwaya.reading.decode import silence_addressees

SPANS = [(2, 4), (9, 12)]


@pytest.mark.parametrize(("word", "expected"), [("أمام", True), ("امام", True), ("قال", False)])
def test_words_before_an_addressee(word: str, expected: bool) -> None:
    assert is_addressed(word) is expected


def chances(*origins: float) -> np.ndarray:
    return np.array([[[1 - p, p, 0] for p in origins]], dtype=np.float32)


def silenced(found: np.ndarray, addressed: set[int]) -> list[float]:
    silence_addressees(found, SPANS, [i in addressed for i in range(20)], 0.25)
    return [round(float(p), 2) for p in found[0, :, 1]]


def test_the_likeliest_other_source_speaks_instead() -> None:
    assert silenced(chances(0.1, 0.8), {9}) == [1.0, 0.0]


def test_where_nobody_spoke_nobody_does() -> None:
    assert silenced(chances(0.1, 0.2), {9}) == [0.1, 0.0]


def test_other_sources_are_left_alone() -> None:
    assert silenced(chances(0.1, 0.8), set()) == [0.1, 0.8]
    assert silenced(chances(0.9, 0.8), {9}) == [0.9, 0.0]
