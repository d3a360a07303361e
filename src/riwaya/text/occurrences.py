"""Words that a person typed -> where a raw text has them, however either of them spells it."""

from collections.abc import Iterator
from functools import cached_property
from unicodedata import category, normalize

from riwaya.knowledge.folding import HAMZA_BEFORE_WAW, fold
from riwaya.text.clean import CleanText, clean
from riwaya.text.clitics import PROCLITICS

Span = tuple[int, int]
#: So many letters of conjunctions and prepositions may stand before words in one piece with them.
CLITICS = 3


def folded(words: str) -> str:
    """Words as they are compared: spelling variants, vowel marks and kinds of blank are gone."""
    return _Folded(clean(normalize("NFC", words))).text.strip()


class Occurrences:
    """The places in a raw text where words stand; spans are raw [start, end)."""

    def __init__(self, raw: str) -> None:
        self.raw = raw

    def nearest(self, words: str, to: Span) -> Span | None:
        """Where the words stand nearest to a stretch of the text; None where they don't."""
        return min(self.all(words), key=lambda span: _apart(span, to), default=None)

    def whole(self, words: str) -> list[Span]:
        """Everywhere the words stand as words of their own, clitics before them allowed."""
        return [span for span in self.all(words) if self._is_whole(*span)]

    def all(self, words: str) -> list[Span]:
        """Everywhere the words stand: as typed if they do, else spelled otherwise.

        Whole words go before parts of longer ones. Blanks and marks alone are no words.
        """
        if not folded(words):
            return []
        exact = [*self._exact(words)]
        if whole := [span for span in exact if self._is_whole(*span)]:
            return whole
        alike = [*self._folded_alike(words)]
        return [span for span in alike if self._is_whole(*span)] or exact or alike

    def _exact(self, words: str) -> Iterator[Span]:
        for at in _finds(self.raw, words):
            yield at, _after_marks(self.raw, at + len(words))

    def _folded_alike(self, words: str) -> Iterator[Span]:
        wanted = folded(words)
        for at in _finds(self._folded.text, wanted):
            yield self._folded.raw_span(at, at + len(wanted))

    @cached_property
    def _folded(self) -> "_Folded":
        return _Folded(clean(self.raw))

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether words end where a word ends, and begin where one does or behind a clitic."""
        if self.raw[end : end + 1].isalnum():
            return False
        before = start
        while before and self.raw[before - 1].isalnum():
            before -= 1
        clitics = self.raw[before:start]
        return len(clitics) <= CLITICS and PROCLITICS.issuperset(clitics)


class _Folded:
    """A clean text folded letter by letter, with the way back to the raw one."""

    def __init__(self, text: CleanText) -> None:
        self._clean = text
        letters: list[str] = []
        self._origin: list[int] = []
        # The hamza before a long u sits on either seat; the length stays.
        for index, character in enumerate(text.text.replace(*HAMZA_BEFORE_WAW)):
            letter = " " if character.isspace() else fold(character, ta_marbuta=True)
            if not letter or (letter == " " and letters and letters[-1] == " "):
                continue
            letters.append(letter)
            self._origin.extend([index] * len(letter))
        self.text = "".join(letters)

    def raw_span(self, start: int, end: int) -> Span:
        """The raw [start, end) of folded letters."""
        return self._clean.raw_span(self._origin[start], self._origin[end - 1] + 1)


def _finds(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _after_marks(raw: str, end: int) -> int:
    """The end of a stretch with the vowel marks of its last letter."""
    while end < len(raw) and category(raw[end]) == "Mn":
        end += 1
    return end


def _apart(span: Span, other: Span) -> int:
    """Characters between two stretches; 0 where they touch or overlap."""
    return max(0, span[0] - other[1], other[0] - span[1])
