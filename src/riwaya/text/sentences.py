"""Words -> sentences, as half-open ranges of word indices."""

import re
from collections.abc import Sequence

from riwaya.text.words import Word

ENDS = set(".!\N{ARABIC QUESTION MARK}?\N{HORIZONTAL ELLIPSIS}")
# What closes a quotation or bracket belongs to the sentence that it ends.
CLOSERS = set(
    ")]\"'\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{RIGHT SINGLE QUOTATION MARK}"
)
PARAGRAPH = re.compile(r"\n")


def ends_sentence(words: Sequence[Word], index: int) -> bool:
    """Whether the mark at an index ends a sentence.

    Not after a single letter (a title or initial), nor inside a name or number («السورية.نت»),
    where no blank follows.
    """
    word = words[index]
    if word.text not in ENDS:
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None:
        return True
    glued = following.start == word.end and following.text not in CLOSERS | ENDS
    if word.text == "." and index:
        before = words[index - 1]
        is_initial = len(before.text) == 1 and before.text.isalpha() and before.end == word.start
        return not (is_initial or glued)
    return not glued


def sentences_of(words: Sequence[Word], text: str) -> list[range]:
    """Sentence ranges over the words; a line break ends a sentence too."""
    sentences: list[range] = []
    start = 0
    index = 0
    while index < len(words):
        stop = index + 1
        if ends_sentence(words, index):
            while (
                stop < len(words)
                and words[stop].text in CLOSERS | ENDS
                and (words[stop].start == words[stop - 1].end)
            ):
                stop += 1
            sentences.append(range(start, stop))
            start = stop
        elif stop < len(words) and PARAGRAPH.search(text, words[index].end, words[stop].start):
            sentences.append(range(start, stop))
            start = stop
        index = stop
    if start < len(words):
        sentences.append(range(start, len(words)))
    return sentences
