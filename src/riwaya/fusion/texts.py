"""Which words a report's text holds, as numbers, to ask of many pairs whether one names a place."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from riwaya.fusion.columns import Numbers, word_number
from riwaya.fusion.pairs import distinct
from riwaya.knowledge.name_words import bare, tokens_of, without_clitics

#: Bits of a word's number.
WORD_BITS = 32


def words_in(text: str) -> Numbers:
    """The distinct words of a text, clitics and article off in every way, ascending (uint32)."""
    several = {number for token in tokens_of(text) for number in _numbers(token.key)}
    return distinct(np.array(list(several), np.uint32))


@lru_cache(maxsize=200_000)
def _numbers(key: str) -> tuple[int, ...]:
    """The numbers of a word, clitics and article off in every way."""
    return tuple(word_number(bare(form)) for form in without_clitics(key))


class Texts:
    """The words of several reports, by their number among them."""

    def __init__(self, words: Sequence[Numbers]) -> None:
        numbered = [
            (np.uint64(number) << np.uint64(WORD_BITS)) | several.astype(np.uint64)
            for number, several in enumerate(words)
        ]
        self._codes = np.sort(np.concatenate([*numbered, np.zeros(0, np.uint64)]))

    def name(self, reports: Numbers, names: Numbers) -> Numbers:
        """Whether each report's text has all words of one of the names: rows of [NAMES, WORDS]."""
        if not len(self._codes):
            return np.zeros(len(reports), bool)
        shifted = reports.astype(np.uint64)[:, None, None] << np.uint64(WORD_BITS)
        wanted = shifted | names.astype(np.uint64)
        at = np.minimum(np.searchsorted(self._codes, wanted), len(self._codes) - 1)
        there = (self._codes[at] == wanted) | (names == 0)
        found: Numbers = (there.all(axis=2) & (names[:, :, 0] != 0)).any(axis=1)
        return found
