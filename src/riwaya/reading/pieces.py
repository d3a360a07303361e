"""Words -> sub-word ids of the cut vocabulary."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

from riwaya.reading.blocks import padded_length

#: A longer word is read by its first letters; no word of the language comes near.
LETTERS = 40
#: Sub-words of one word at most.
PIECES = 8
CLS, PAD, SEP, UNK = 0, 1, 2, 3


class Pieces:
    """The tokenizer over the cut vocabulary; one word at a time, remembered."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self.of = lru_cache(maxsize=50_000)(self._encode)

    def _encode(self, word: str) -> tuple[int, ...]:
        """The sub-word ids of a clean word, at least one."""
        ids = self._tokenizer.encode(word[:LETTERS], add_special_tokens=False).ids
        return tuple(ids[:PIECES]) or (UNK,)


def encode(words: Sequence[str], pieces: Pieces) -> tuple[list[int], list[int], list[int]]:
    """Sub-word ids of a window, and each word's first and last sub-word.

    The window is filled up to a length that attention can cut into blocks.
    """
    ids, first, last = [CLS], [], []
    for word in words:
        first.append(len(ids))
        ids.extend(pieces.of(word))
        last.append(len(ids) - 1)
    ids.append(SEP)
    ids += [PAD] * (padded_length(len(ids)) - len(ids))
    return ids, first, last
