"""The sentences of a text: which one a position is in, and its words."""

from bisect import bisect_right
from functools import lru_cache

from riwaya.fusion.within import SENTENCE_END


@lru_cache(maxsize=4096)
def _ends(text: str) -> tuple[int, ...]:
    return tuple(match.end() for match in SENTENCE_END.finditer(text))


def sentence_of(text: str, position: int) -> int:
    """The number of the sentence that a position is in."""
    return bisect_right(_ends(text), position)


def words_around(text: str, position: int) -> str:
    """The sentence that a position is in."""
    ends = _ends(text)
    number = bisect_right(ends, position)
    start = ends[number - 1] if number else 0
    return text[start : ends[number] if number < len(ends) else len(text)]


def sentence_start(text: str, position: int) -> int:
    """Where the sentence begins that a position is in."""
    ends = _ends(text)
    number = bisect_right(ends, position)
    return ends[number - 1] if number else 0
