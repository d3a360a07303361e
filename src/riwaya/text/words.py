"""Clean text -> words: runs of letters, numbers, single marks."""

import re
from dataclasses import dataclass

# A number keeps its inner separators (1,500 2.5 16:30 20/11/2015); letters and digits part even
# where no blank stands between them; every other mark is a word of its own.
WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the clean text and its half-open clean offsets."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a clean text in order."""
    return [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
