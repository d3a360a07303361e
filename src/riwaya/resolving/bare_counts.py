"""Mentions that say how many without a number: «جنديين», «امرأة وطفليها», «عدد من المنازل».

A count in the singular is one, a dual two, a plural nobody's number. Members of a list are added
up where each says how many it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from riwaya.knowledge.counted import is_noun, number_of
from riwaya.knowledge.number_words import WAW, Lexeme
from riwaya.resolving.numbers import NUMERALS, find_number, read_number
from riwaya.resolving.surroundings import BOUNDS, Line
from riwaya.resolving.units import COUNTS, PEOPLE

YEH, NOON = "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER NOON}"
_SHADDA, _FATHA, _KASRA = "\N{ARABIC SHADDA}", "\N{ARABIC FATHA}", "\N{ARABIC KASRA}"
_SUKUN = "\N{ARABIC SUKUN}"
#: The vowel before «ين», where it is written, tells the dual («مدنيَّين») from the plural.
VOWELLED = re.compile(f"({_FATHA}|{_KASRA}){_SHADDA}?{YEH}{_SUKUN}?{NOON}\\b")
VOWELLED_SHADDA = re.compile(f"{_SHADDA}({_FATHA}|{_KASRA}){YEH}{_SUKUN}?{NOON}\\b")
#: Up to here a counted noun is plural, so that a singular joined to it is one more.
LAST_PLURAL = 10
#: A shorter word that begins with «و» is a word of its own.
SHORTEST_JOINED = 4
LONGEST_PARTICLE = 3
SAID = {1: "one, named in the singular", 2: "a dual: two"}


class Count(NamedTuple):
    """Bounds of a count and how they were found, for the reason."""

    low: Fraction | None
    high: Fraction | None
    how: str
    numeral: bool = False  # a number said it


UNKNOWN = Count(None, None, "no number is given")


def exactly(value: Fraction | int, how: str) -> Count:
    """Both bounds the same."""
    return Count(Fraction(value), Fraction(value), how)


def read_unnumbered(line: Line, measure: str, raw: str) -> tuple[Count, int, int]:
    """A mention without a numeral, and where in the line its noun stands: «أكثر من ساعة».

    `raw` is the mention as written, with its vowels.
    """
    start = _after_bounds(line)
    words = line.lexemes[start : line.end]
    if measure not in COUNTS:  # «في غضون ساعات»: the unit says how many
        words = [lexeme for lexeme in words if is_noun(lexeme.word)] or words
    count = _noun(words, raw)
    if count.low is None and not count.numeral and _are_two(line.lexemes[line.end :]):
        count = exactly(2, SAID[2])
    return count, start, start + 1


def _are_two(behind: Sequence[Lexeme]) -> bool:
    """Whether the words behind speak of two: «مدنيين كانا يستقلان سيارة»."""
    return any(lexeme.sense.signs.get("after") == "two" for lexeme in behind)


def _after_bounds(line: Line) -> int:
    """Where the counted noun begins: behind «أكثر من» in «أكثر من ساعة»."""
    for at in range(line.end - 2, line.start - 1, -1):
        if line.lexemes[at].sense.signs.get("before") in BOUNDS:
            return at + 1
    return line.start


def _noun(words: Sequence[Lexeme], raw: str) -> Count:
    """What the first noun says, or all of a list."""
    members = list(_members(words))
    if len(members) > 1 and (total := _total(members)):
        return total
    if members and _is_unknown(members[0][0]):
        return UNKNOWN._replace(numeral=True)
    if found := VOWELLED.search(raw) or VOWELLED_SHADDA.search(raw):
        return exactly(2, SAID[2]) if found[1] == _FATHA else UNKNOWN
    return _said(number_of(members[0][0].word) if members else None)


def _is_unknown(lexeme: Lexeme) -> bool:
    """Whether a word stands for some number: «عدة», or digits that are no count (a date)."""
    return lexeme.kind == "unknown" or lexeme.word[:1].isdigit()


def _said(number: int | None) -> Count:
    if number is None:
        return Count(None, None, "a plural without a number")
    return exactly(number, SAID[number])


def read_list(words: Sequence[Lexeme]) -> Count | None:
    """«أربع نساء وصبيا» is five; None when the mention is no list of counted members."""
    members = list(_members(words))
    return _total(members) if len(members) > 1 else None


def _members(words: Sequence[Lexeme]) -> Iterator[list[Lexeme]]:
    """The mention cut before each «و» that begins a further member; marks are left out."""
    member: list[Lexeme] = []
    at = 0
    while at < len(words):
        lexeme = words[at]
        if member and (opened := _opened(lexeme)):
            yield member
            member, lexeme = [], opened
        width = 1
        if lexeme.kind in NUMERALS and (found := read_number(words, at)):
            width = found[1] - at
        if lexeme.word[0].isalnum():
            member.extend((lexeme, *words[at + 1 : at + width]))
        at += width
    if member:
        yield member


def _opened(lexeme: Lexeme) -> Lexeme | None:
    """A word that «و» joins to the words before, without its «و»; None if it isn't joined."""
    if lexeme.joined:
        bound = lexeme.word.startswith(WAW) and not is_noun(lexeme.word)
        return lexeme._replace(word=lexeme.word[1:]) if bound else lexeme
    if lexeme.kind or len(lexeme.word) < SHORTEST_JOINED or is_noun(lexeme.word):
        return None
    return lexeme._replace(word=lexeme.word[1:]) if lexeme.word.startswith(WAW) else None


def _total(members: Sequence[Sequence[Lexeme]]) -> Count | None:
    total, first = Fraction(0), True
    if all(lexeme.kind in NUMERALS for lexeme in members[0]):
        return None  # «20 و30»: two numbers, no list of things
    for member in members:
        value, counted = _value(member)
        if value is None:
            return None
        if first and counted and value > LAST_PLURAL:
            return None  # «20 جندياً وضابطاً» are twenty in all
        total, first = total + value, False
    return exactly(total, f"a list of {len(members)}, added up")


def _value(member: Sequence[Lexeme]) -> tuple[Fraction | None, bool]:
    """How many a member is, and whether a numeral says so."""
    found = find_number(member)
    if found is None:
        number = None if _is_unknown(member[0]) else number_of(member[0].word)
        return (None if number is None else Fraction(number)), False
    span = found[1]
    exact = span.low is not None and span.low == span.high and span.low.denominator == 1
    return (span.low if exact else None), True


def read_ordinal(line: Line, measure: str) -> Count | None:
    """«الثالث عشر» as thirteen where it counts («لليوم الثالث عشر»), else as one.

    None where no ordinal stands or a number of its own does: «الثلاثة الأولى».
    """
    words = line.mention
    for at, lexeme in enumerate(words):
        if lexeme.kind in NUMERALS or lexeme.kind == "unknown":
            return None
        if lexeme.kind != "ordinal" or lexeme.sense.low is None:
            continue
        value, following = lexeme.sense.low, words[at + 1 : at + 2]
        ten = following[0] if following else lexeme
        if ten.kind == "teen" or (ten.kind == "ten" and ten.joined):
            value += ten.sense.low or 0
        elif find_number(words, at + 1):
            return None
        if _counts(line, measure):
            return exactly(value, "counted by an ordinal")._replace(numeral=True)
        return exactly(1, "one of several") if at == 0 else None
    return None


def _counts(line: Line, measure: str) -> bool:
    """Whether an ordinal counts: the sixth day, the seventh of its kind, for the third time."""
    behind = line.lexemes[line.end : line.end + 1]
    ahead = line.lexemes[max(line.start - 1, 0) : line.start + 1]
    return (
        measure == "duration"
        or (measure not in PEOPLE and _is_ordered(line))
        or any(lexeme.sense.signs.get("after") == "kind" for lexeme in behind)
        or any(lexeme.sense.signs.get("before") == "times" for lexeme in ahead)
    )


def _is_ordered(line: Line) -> bool:
    """«رابع طائرة تخسرها دمشق» makes four; «السادس» alone is one of several."""
    if line.end - line.start != 1 or line.end == len(line.lexemes) or line.mention[0].definite:
        return False
    behind = line.lexemes[line.end].word
    return behind.isalpha() and len(behind) > LONGEST_PARTICLE and not behind.startswith(WAW)
