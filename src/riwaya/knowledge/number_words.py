"""The words of a text with what the tables in `data/numbers` know of them.

«وبخمسمئة» is the number 500 with «و» before it, «ما لا يقل عن» a bound, «١٬٥٠٠» digits. What the
words make together is `resolving.numbers`' and `resolving.quantities`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from riwaya.knowledge.folding import fold
from riwaya.knowledge.tables import read_table, shipped

WAW = "\N{ARABIC LETTER WAW}"
ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
LAM = "\N{ARABIC LETTER LAM}"
#: Bound to the word that follows: and, so; with, to, like.
CONJUNCTIONS = (WAW, "\N{ARABIC LETTER FEH}")
PREPOSITIONS = ("\N{ARABIC LETTER BEH}", LAM, "\N{ARABIC LETTER KAF}")
#: What may stand before the stem after a conjunction, and whether it makes the word definite.
PREFIXES = (
    (ARTICLE, True),
    *((preposition + ARTICLE, True) for preposition in PREPOSITIONS),
    (LAM + LAM, True),
    *((preposition, False) for preposition in PREPOSITIONS),
)
_HEH, _NOON = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER NOON}"
_MEEM, _ALEF = "\N{ARABIC LETTER MEEM}", "\N{ARABIC LETTER ALEF}"
#: Bound to the word before, longest first: of the two, of them, of her, of us, of him.
PRONOUNS = (_HEH + _MEEM + _ALEF, _HEH + _MEEM, _HEH + _NOON, _HEH + _ALEF, _NOON + _ALEF, _HEH)

DECIMAL, THOUSANDS = "\N{ARABIC DECIMAL SEPARATOR}", "\N{ARABIC THOUSANDS SEPARATOR}"
SEPARATORS = re.compile(f"[.,' {DECIMAL}{THOUSANDS}]")
TOKEN = re.compile(
    rf"[0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9])|[0-9]+(?:[.,'{DECIMAL}{THOUSANDS}][0-9]+)*"
    r"|[^\W\d_]+[0-9]?(?![0-9])|[^\W\d_]+|\S"
)
QUOTES = frozenset("\"'()[]{}«»“”‘’*")
#: More digits than this are a telephone number or a mistake, no count.
MOST_DIGITS = 15
MOST_WORDS = 5
#: A shorter word has no conjunction bound before it.
SHORTEST_BOUND = 3
DIGITS = frozenset("0123456789")
#: Digits between two separators of thousands.
GROUP = 3


class Sense(NamedTuple):
    """What a word of the tables does in a number; `signs` by where it stands towards it."""

    kind: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    signs: Mapping[str, str] = {}


class Lexeme(NamedTuple):
    """A word, a number in digits, a phrase of the tables or a mark, as folded."""

    word: str
    sense: Sense
    joined: bool = False  # «و» stands before it
    definite: bool = False

    @property
    def kind(self) -> str:
        """What the word does in a number, empty for any other word."""
        return self.sense.kind


NOTHING = Sense()


@cache
def lexicon() -> dict[tuple[str, ...], Sense]:
    """Every phrase of the number tables by its folded words."""
    senses: dict[tuple[str, ...], Sense] = {}
    for row in read_table(shipped("numbers/cardinals.tsv"), columns=("form", "value", "kind")):
        value = Fraction(row["value"])
        senses[key(row["form"])] = Sense(row["kind"], value, value)
    for row in read_table(shipped("numbers/ordinals.tsv"), columns=("form", "value")):
        value = Fraction(row["value"])
        senses[key(row["form"])] = Sense("ordinal", value, value)
    vague = ("form", "low", "high", "kind")
    bounds = ("low", "high")
    for row in read_table(shipped("numbers/vague.tsv"), columns=vague, may_be_empty=bounds):
        low, high = (Fraction(row[bound]) if row[bound] else None for bound in bounds)
        senses[key(row["form"])] = Sense(row["kind"], low, high)
    phrases = ("form", "sign", "stands")
    for row in read_table(shipped("numbers/phrases.tsv"), columns=phrases, key=("form", "stands")):
        old = senses.get(key(row["form"]), NOTHING)
        signs = {**old.signs, row["stands"]: row["sign"]}
        senses[key(row["form"])] = old._replace(signs=signs)
    return senses


def key(form: str) -> tuple[str, ...]:
    """A form of a table as `lex` sees it."""
    return tuple(TOKEN.findall(fold(form, ta_marbuta=True)))


def peel(word: str) -> Iterator[tuple[str, bool, bool]]:
    """A folded word as it is, then without what is bound before it: (stem, joined, definite)."""
    heads = [(word, False)]
    if len(word) >= SHORTEST_BOUND and word[0] in CONJUNCTIONS:
        heads.append((word[1:], word[0] == WAW))
    for head, joined in heads:
        yield head, joined, False
        for prefix, definite in PREFIXES:
            if head.startswith(prefix) and len(head) >= len(prefix) + 2:
                yield head[len(prefix) :], joined, definite


def lex(text: str) -> list[Lexeme]:
    """The words of a text with what the number tables know of them; the longest phrase wins."""
    tokens = TOKEN.findall(fold(text, ta_marbuta=True))
    lexemes: list[Lexeme] = []
    joined, at = False, 0
    while at < len(tokens):
        token = tokens[at]
        before_digit = at + 1 < len(tokens) and tokens[at + 1][0] in DIGITS
        if token == WAW or (before_digit and _is_clitic(token)):
            joined, at = joined or token[0] == WAW, at + 1
            continue
        alone = _alone_always(token)
        lexeme, width = (alone, 1) if alone is not None else _look_up(tokens, at)
        lexemes.append(lexeme._replace(joined=True) if joined else lexeme)
        joined, at = False, at + width
    return lexemes


def _is_clitic(token: str) -> bool:
    """Whether `token` is bound to the digits after it: «الـ200», «بـ 50», «ول5»."""
    stem = token[1:] if token[0] in CONJUNCTIONS else token
    return stem == "" or stem in PREPOSITIONS or stem in {prefix for prefix, _ in PREFIXES}


def _look_up(tokens: Sequence[str], at: int) -> tuple[Lexeme, int]:
    token = tokens[at]
    if token[0] in DIGITS:
        return Lexeme(token, _digits(token, tokens[at + 1 : at + 2])), 1
    senses = lexicon()
    readings, most = _readings(token)
    for width in range(min(most, len(tokens) - at), 1, -1):
        rest = tuple(tokens[at + 1 : at + width])
        for stem, joined, definite in readings:
            if sense := senses.get((stem, *rest)):
                return Lexeme(" ".join((token, *rest)), sense, joined, definite), width
    return _alone(token), 1


@lru_cache(maxsize=50_000)
def _alone(token: str) -> Lexeme:
    """A folded word that begins no phrase."""
    senses = lexicon()
    for stem, joined, definite in _readings(token)[0]:
        if sense := senses.get((stem,)):
            return Lexeme(token, sense, joined, definite)
    for pronoun in PRONOUNS:
        stem = token.removesuffix(pronoun)
        sense = senses.get((stem,), NOTHING)
        if stem != token and sense.kind in ("unit", "teen"):
            return Lexeme(token, sense, definite=True)
    return Lexeme(token, NOTHING)


@lru_cache(maxsize=50_000)
def _alone_always(token: str) -> Lexeme | None:
    """The lexeme of a word that is none in digits and begins no phrase, whatever follows it."""
    if token[0] in DIGITS or _readings(token)[1] > 1:
        return None
    return _alone(token)


@cache
def _widest() -> Mapping[str, int]:
    """Words of the longest phrase that begins with a word."""
    widest: dict[str, int] = {}
    for words in lexicon():
        widest[words[0]] = max(widest.get(words[0], 0), len(words))
    return widest


@lru_cache(maxsize=50_000)
def _readings(token: str) -> tuple[tuple[tuple[str, bool, bool], ...], int]:
    """A folded word peeled, and the words of the longest phrase that it may begin."""
    readings = tuple(peel(token))
    most = max(_widest().get(stem, 0) for stem, _, _ in readings)
    return readings, min(most, MOST_WORDS)


def _digits(token: str, following: Sequence[str]) -> Sense:
    """The value of digits, with the separators of either habit: «1,500», «1.500», «3,5»."""
    parts = SEPARATORS.split(token)
    marks = SEPARATORS.findall(token)
    if sum(map(len, parts)) > MOST_DIGITS:
        return NOTHING
    if not marks:
        return _exactly(token)
    grouped = len(parts[0]) <= GROUP and parts[0] != "0" and all(len(p) == GROUP for p in parts[1:])
    if marks == ["."] and grouped and following and _is_large_scale(following[0]):
        grouped = False  # «1.250 مليون» is a million and a quarter
    last = marks[-1]
    if grouped and set(marks) == {last} != {DECIMAL}:
        return _exactly("".join(parts))
    if marks.count(last) == 1 and len(set(marks[:-1])) <= 1:
        return _exactly("".join(parts[:-1]) + "." + parts[-1])
    return NOTHING  # a date, a version


def _exactly(digits: str) -> Sense:
    value = Fraction(digits)
    return Sense("number", value, value)


def _is_large_scale(word: str) -> bool:
    sense = lexicon().get((word,), NOTHING)
    return sense.kind in ("scale", "scale?") and (sense.low or 0) >= 10**6
