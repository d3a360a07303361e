"""Characters as they stand on a printed line, from left to right -> the text as it is read.

A PDF says where each character stands, not in which order it is read. The order is found as
the Unicode bidirectional algorithm (UAX 9) lays out text, taken backwards: a right-to-left
line is turned round, and the numbers and Latin words in it are turned back.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

RIGHT = frozenset({"R", "AL"})
#: Arabic-Indic and European digits: both stand left to right in Arabic lines.
NUMBER = frozenset({"EN", "AN"})
MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
MARKS = re.compile("[()\\[\\]{}«»‹›]")
OPENED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|«[^«»]*»|‹[^‹›]*›")
#: Letters that only end words: where they open them, the text runs backwards.
FINAL = "\N{ARABIC LETTER TEH MARBUTA}\N{ARABIC LETTER ALEF MAKSURA}"
BEFORE_WORD = re.compile(rf"(?<!\w)[{FINAL}](?=\w)")
AFTER_WORD = re.compile(rf"(?<=\w)[{FINAL}](?!\w)")
#: So many of them decide, in a majority of so much.
DECISIVE = 3
MAJORITY = 4


def read(units: Sequence[str], *, rightwards: bool) -> str:
    """The line as it is read; `units` stand from left to right, each in its own reading order.

    `rightwards`: the line as a whole is Latin; else it is read from right to left.
    """
    kinds = [_kind(unit) for unit in units]
    if rightwards:
        return "".join(_latin_line(units, kinds))
    return "".join(_arabic_line(units, kinds))


def right_to_left_letters(text: str) -> int:
    """How many letters of a text are written from right to left."""
    return sum(_kind(letter) in RIGHT for letter in text)


def left_to_right_letters(text: str) -> int:
    """How many letters of a text are written from left to right."""
    return sum(_kind(letter) == "L" for letter in text)


def mirrored(text: str) -> str:
    """A text with the brackets of its right-to-left parts turned round.

    Some programs say which bracket was meant, others which one is seen.
    """
    if not MARKS.search(text) or not right_to_left_letters(text):
        return text
    return "".join(MIRRORED.get(letter, letter) for letter in text)


def brackets_are_seen(lines: Sequence[str]) -> bool:
    """Whether the lines' brackets pair up better turned round."""
    as_given = sum(len(OPENED.findall(line)) for line in lines)
    turned = sum(len(OPENED.findall(mirrored(line))) for line in lines)
    return turned > as_given


def backwards(text: str) -> bool | None:
    """Whether Arabic words run from their last letter to their first; None: some do, some don't."""
    wrong, right = len(BEFORE_WORD.findall(text)), len(AFTER_WORD.findall(text))
    if wrong < DECISIVE or wrong * MAJORITY <= right:
        return False
    return True if right * MAJORITY <= wrong else None


def _arabic_line(units: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """A right-to-left line: runs from the last to the first, Latin and numbers kept in order."""
    runs: list[list[str]] = []
    start = 0
    while start < len(units):
        end = _kept_run(kinds, start)
        runs.append(list(units[start:end]))
        start = end
    return [unit for run in reversed(runs) for unit in run]


def _kept_run(kinds: Sequence[str], start: int) -> int:
    """The end of the run that stands as it is read: Latin with its numbers, a number, one unit."""
    end = start + 1
    if kinds[start] == "L":
        for place in range(start + 1, len(kinds)):
            if kinds[place] in RIGHT or kinds[place] == "AN":
                break
            if kinds[place] in {"L", "EN"}:
                end = place + 1
    elif kinds[start] in NUMBER:
        # A separator binds the numbers on both its sides: 18:30, 21/11/2015, 1.5
        while end < len(kinds) and (
            kinds[end] == kinds[start]
            or (kinds[end] == "CS" and kinds[end + 1 : end + 2] == [kinds[start]])
        ):
            end += 1
    return end


def _latin_line(units: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """A left-to-right line: only what lies between right-to-left letters is turned."""
    read_so_far: list[str] = []
    start = 0
    while start < len(units):
        end = start + 1
        if kinds[start] in RIGHT:
            for place in range(start + 1, len(kinds)):
                if kinds[place] == "L":
                    break
                if kinds[place] in RIGHT:
                    end = place + 1
            read_so_far += _arabic_line(units[start:end], kinds[start:end])
        else:
            read_so_far.append(units[start])
        start = end
    return read_so_far


@lru_cache(maxsize=4096)
def _kind(unit: str) -> str:
    """The bidirectional class of a unit: that of its first character that is no mark."""
    for letter in unit:
        kind = unicodedata.bidirectional(letter)
        if kind != "NSM":
            return kind
    return "NSM"
