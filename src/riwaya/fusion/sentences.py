"""The sentences of a text: which one a position is in, and its words."""

from bisect import bisect_right
from functools import lru_cache

from riwaya.fusion.within import SENTENCE_END


@lru_cache(maxsize=4096)
def _marks(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the marks between sentences begin, and where they end."""
    found = [match.span() for match in SENTENCE_END.finditer(text)]
    return tuple(start for start, _ in found), tuple(end for _, end in found)


def _ends(text: str) -> tuple[int, ...]:
    return _marks(text)[1]


def sentence_of(text: str, position: int) -> int:
    """The number of the sentence that a position is in."""
    return bisect_right(_ends(text), position)


def words_around(text: str, position: int) -> str:
    """The sentence that a position is in."""
    ends = _ends(text)
    number = bisect_right(ends, position)
    end = ends[number] if number < len(ends) else len(text)
    return text[sentence_start(text, position) : end]


def sentence_start(text: str, position: int) -> int:
    """Where the sentence begins that a position is in."""
    ends = _ends(text)
    number = bisect_right(ends, position)
    return ends[number - 1] if number else 0


def sentence_around(text: str, position: int) -> tuple[int, int]:
    """Where the sentence of a position begins, and where it ends, its mark left out."""
    starts, ends = _marks(text)
    number = bisect_right(ends, position)
    end = starts[number] if number < len(starts) else len(text)
    return sentence_start(text, position), end
