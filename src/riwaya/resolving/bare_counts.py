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

YEH, NOON = "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER NOON}"
_SHADDA, _FATHA, _KASRA = "\N{ARABIC SHADDA}", "\N{ARABIC FATHA}", "\N{ARABIC KASRA}"
_SUKUN = "\N{ARABIC SUKUN}"
#: The vowel before «ين», where it is written, tells the dual («مدنيَّين») from the plural.
VOWELLED = re.compile(f"({_FATHA}|{_KASRA}){_SHADDA}?{YEH}{_SUKUN}?{NOON}\\b")
VOWELLED_SHADDA = re.compile(f"{_SHADDA}({_FATHA}|{_KASRA}){YEH}{_SUKUN}?{NOON}\\b")
#: Up to here a counted noun is plural, so that a singular joined to it is one more.
LAST_PLURAL = 10


class Count(NamedTuple):
    """Bounds of a count and how they were found, for the reason."""

    low: Fraction | None
    high: Fraction | None
    how: str


UNKNOWN = Count(None, None, "no number is given")


def exactly(value: Fraction | int, how: str) -> Count:
    return Count(Fraction(value), Fraction(value), how)


def read_noun(words: Sequence[Lexeme], raw: str) -> Count:
    """A mention of counted things without a numeral; `raw` is it as written, with its vowels."""
    members = list(_members(words))
    if len(members) > 1 and (total := _total(members)):
        return total
    if members and members[0][0].kind == "unknown":
        return UNKNOWN
    if found := VOWELLED.search(raw) or VOWELLED_SHADDA.search(raw):
        return exactly(2, "a dual: two") if found[1] == _FATHA else UNKNOWN
    return _said(number_of(members[0][0].word) if members else None)


def _said(number: int | None) -> Count:
    if number is None:
        return Count(None, None, "a plural without a number")
    return exactly(number, "a dual: two" if number == 2 else "one, named in the singular")


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
    if lexeme.kind or len(lexeme.word) < 4 or is_noun(lexeme.word):
        return None
    return lexeme._replace(word=lexeme.word[1:]) if lexeme.word.startswith(WAW) else None


def _total(members: Sequence[Sequence[Lexeme]]) -> Count | None:
    total, first = Fraction(0), True
    for member in members:
        value, counted = _value(member)
        if value is None:
            return None
        if first and counted and value > LAST_PLURAL:
            return None  # «20 جندياً وضابطاً» are twenty in all
        total, first = total + value, False
    return exactly(total, f"{len(members)} members added up")


def _value(member: Sequence[Lexeme]) -> tuple[Fraction | None, bool]:
    """How many a member is, and whether a numeral says so."""
    found = find_number(member)
    if found is None:
        number = None if member[0].kind == "unknown" else number_of(member[0].word)
        return (None if number is None else Fraction(number)), False
    _, span, end = found
    exact = span.low is not None and span.low == span.high and span.low.denominator == 1
    if not exact or (found[0] == 0 and end == len(member)):
        return None, True  # «20 و30»: two numbers, no list of things
    return span.low, True


def read_ordinal(words: Sequence[Lexeme]) -> Count | None:
    """«لليوم الثالث عشر» as a duration: the thirteenth day makes thirteen."""
    for at, lexeme in enumerate(words):
        if lexeme.kind != "ordinal" or lexeme.sense.low is None:
            continue
        value, following = lexeme.sense.low, words[at + 1 : at + 2]
        if following and following[0].sense.low is not None:
            ten = following[0]
            if ten.kind == "teen" or (ten.kind == "ten" and ten.joined):
                value += ten.sense.low or 0
        return exactly(value, "counted by an ordinal")
    return None
