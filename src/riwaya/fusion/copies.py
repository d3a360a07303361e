"""Which reports copy one another: the share of one text's stretches of words that another has.

A stretch is four folded words in a row, as a number. Two texts that share much share, almost
surely, one of their eight smallest numbers; only those pairs are looked at.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from riwaya.fusion.columns import Numbers
from riwaya.fusion.pairs import distinct, pairs_of
from riwaya.knowledge.folding import fold

WORD = re.compile(r"[^\W_]+")
#: Words in a stretch, and the fewest stretches that tell anything.
STRETCH, FEWEST = 4, 8
#: So many of a text's numbers are looked up, the smallest ones.
SMALLEST = 8
FACTOR = np.uint64(0x9E3779B97F4A7C15)


def stretches_of(text: str) -> Numbers:
    """The stretches of a text as distinct numbers in ascending order (uint64)."""
    words = np.array([_word(word) for word in WORD.findall(fold(text, ta_marbuta=True))], np.uint64)
    count = len(words) - STRETCH + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    mixed = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for k in range(STRETCH):
            mixed = (mixed ^ words[k : k + count]) * FACTOR
            mixed ^= mixed >> np.uint64(29)
    return distinct(mixed)


@lru_cache(maxsize=200_000)
def _word(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def share_of(one: Numbers, other: Numbers) -> float:
    """The share of the shorter text's stretches that the other has, 0 to 1."""
    shorter = min(len(one), len(other))
    if shorter < FEWEST:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter


class Shares:
    """What each two of some reports share, where it is anything to speak of."""

    def __init__(self, stretches: Sequence[Numbers], least: float) -> None:
        self._count = max(1, len(stretches))
        one, other = _candidates(stretches)
        shares = np.array(
            [share_of(stretches[i], stretches[j]) for i, j in zip(one, other, strict=True)],
            np.float32,
        )
        kept = shares >= least if len(shares) else np.zeros(0, bool)
        codes = one[kept] * self._count + other[kept]
        order = np.argsort(codes)
        self._codes, self._shares = codes[order], shares[kept][order]

    @property
    def pairs(self) -> tuple[Numbers, Numbers]:
        """The pairs of reports that share something, by their numbers, the smaller first."""
        return self._codes // self._count, self._codes % self._count

    def between(self, one: Numbers, other: Numbers) -> Numbers:
        """The shares of pairs of reports; 0 where there is none to speak of."""
        if not len(self._codes):
            return np.zeros(len(one), np.float32)
        codes = np.minimum(one, other).astype(np.int64) * self._count + np.maximum(one, other)
        at = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        found: Numbers = np.where(self._codes[at] == codes, self._shares[at], np.float32(0))
        return found


def _candidates(stretches: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Pairs of texts that have one of their smallest numbers in common."""
    keys = [numbers[:SMALLEST] for numbers in stretches]
    rows = np.repeat(np.arange(len(keys)), [len(k) for k in keys])
    return pairs_of(np.concatenate([*keys, np.zeros(0, np.uint64)]), rows, len(keys))
