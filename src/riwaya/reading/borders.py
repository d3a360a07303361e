"""The raw offsets of words that the model found: clitics off, quotation marks in pairs."""

from riwaya.knowledge.clause_openers import opens_clause
from riwaya.reading.passage import Passage
from riwaya.text.clitics import longest_cut
from riwaya.text.quotations import CLOSERS, OPENERS, PARTNERS, STRAIGHT

PAIRS = {**PARTNERS, "(": ")"}
COMMAS = {",", "\N{ARABIC COMMA}"}
CLOSING = CLOSERS | {STRAIGHT, ")"}


def raw_borders(passage: Passage, first: int, stop: int, trim: int) -> tuple[int, int]:
    """Raw [start, end) of words [first, stop), at most `trim` letters of a clitic cut off."""
    stop = before_clause(passage, first, within_sentence(passage, first, stop))
    first, stop = paired(passage, first, stop)
    words = passage.words
    start = words[first].start + longest_cut(words[first].text, trim)
    return passage.clean.raw_span(start, words[stop - 1].end)


def within_sentence(passage: Passage, first: int, stop: int) -> int:
    """The end of the words that stand in the first one's sentence: no mention runs over its end.

    Between two sentences a block may have been left out, which would be inside the mention.
    """
    while passage.sentence_of[stop - 1] != passage.sentence_of[first]:
        stop -= 1
    return stop


def before_clause(passage: Passage, first: int, stop: int) -> int:
    """The end of the words before a relative clause, and before the comma in front of it."""
    for index in range(first + 1, stop):
        if opens_clause(passage.words[index].text):
            stop = index
            break
    while stop - 1 > first and passage.words[stop - 1].text in COMMAS:
        stop -= 1
    return stop


def paired(passage: Passage, first: int, stop: int) -> tuple[int, int]:
    """The words with no lone quotation mark or bracket at their edges.

    A mark whose partner follows at once is closed («وكالة «سانا» takes its mark along); a pair
    around the whole mention or a mark without partner at an edge is left out.
    """
    texts = [word.text for word in passage.words[first : min(stop + 1, len(passage.words))]]
    inside = texts[: stop - first]
    opened = unclosed(inside)
    following = texts[stop - first] if len(texts) > stop - first else ""
    if opened and opened[-1] > 0 and PAIRS[inside[opened[-1]]] == following:
        return first, stop + 1
    while (
        len(inside) > 1
        and inside[0] in PAIRS
        and (opened[:1] == [0] or PAIRS[inside[0]] == inside[-1] or inside[0] == STRAIGHT)
    ):
        first, inside = first + 1, inside[1:]
        opened = unclosed(inside)
    while len(inside) > 1 and inside[-1] in CLOSING and lonely_closer(inside):
        stop, inside = stop - 1, inside[:-1]
    while len(inside) > 1 and inside[-1] in OPENERS:
        stop, inside = stop - 1, inside[:-1]
    return first, stop


def unclosed(words: list[str]) -> list[int]:
    """Indices of opening marks that nothing in the words closes."""
    opened: list[int] = []
    for index, word in enumerate(words):
        if opened and PAIRS[words[opened[-1]]] == word:
            opened.pop()
        elif word in PAIRS:
            opened.append(index)
    return opened


def lonely_closer(words: list[str]) -> bool:
    """Whether the last word closes nothing that was opened in the words."""
    opened = unclosed(words[:-1])
    return not (opened and PAIRS[words[opened[-1]]] == words[-1])
