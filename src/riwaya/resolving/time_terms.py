"""A time phrase as terms: the tables' words, numbers, dates in figures, marks.

«في الـ20 من الشهر الجاري» is in, 20, of, unit month, direction this. Kinds beyond those of
`knowledge.calendar`: count (number; value: digits, words or rough), ordinal (value: f where
feminine, as hours are), clock (value: "14:20"), date (value: "2015-11-20", "--11-20" or
"2015-11"), dash, word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from riwaya.knowledge.calendar import Term, look_up, tokens
from riwaya.knowledge.folding import HEH, YEH
from riwaya.knowledge.number_words import CONJUNCTIONS, Lexeme, lex
from riwaya.resolving.numbers import DASHES, NUMERALS, read_number

PARTED = re.compile(r"[-/.:,\\]")
#: Runs of words with no time in them that are kept: the same few come again.
REMEMBERED = 1024
#: «20 / 11 / 2015», in any digits.
SPACED_DATE = re.compile(r"(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{2,4})")
LONGEST_DAY, MONTHS = 31, 12
#: Two figures of a year are of this century up to here: «20/11/15».
THIS_CENTURY = 50
#: Larger numbers are no count of days or years.
LARGEST = 10**6


def read_terms(phrase: str) -> list[Term]:
    """The terms of a phrase in order; brackets, quotes and commas are left out."""
    words = tokens(SPACED_DATE.sub(r"\1\2\3\2\4", phrase))
    terms: list[Term] = []
    plain: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        found = look_up(words, at) if word[0].isalpha() else None
        if found is None and word[0].isalnum() and not PARTED.search(word):
            plain.append(word)
            at += 1
            continue
        joined = bool(plain) and plain[-1] in CONJUNCTIONS
        terms.extend(_numbers(" ".join(plain)) if plain else ())
        plain = []
        if found:
            term, width = found
            terms.append(term._replace(joined=term.joined or joined))
            at += width
            continue
        terms.extend(_mark(word))
        at += 1
    terms.extend(_numbers(" ".join(plain)) if plain else ())
    return list(_paired(terms))


@lru_cache(maxsize=REMEMBERED)
def _numbers(words: str) -> tuple[Term, ...]:
    """Counts, ordinals and unknown words."""
    return tuple(_numbered(lex(words)))


def _numbered(lexemes: Sequence[Lexeme]) -> Iterator[Term]:
    at = 0
    while at < len(lexemes):
        lexeme = lexemes[at]
        if lexeme.kind == "ordinal":
            term, at = _ordinal(lexemes, at)
            yield term
            continue
        if lexeme.kind in NUMERALS and (read := read_number(lexemes, at)):
            span, end = read
            low = int(span.low) if span.low is not None and span.low < LARGEST else 0
            value = "digits" if lexeme.word[0].isdigit() else "words"
            value = value if low and not span.vague else "rough"
            yield Term("count", value, low, lexeme.joined, lexeme.definite)
            at = end
            continue
        if lexeme.kind == "unknown":
            yield Term("mark", "about", 0, lexeme.joined)
        elif lexeme.word not in CONJUNCTIONS:
            yield Term("word", lexeme.word, 0, lexeme.joined, lexeme.definite)
        at += 1


def _ordinal(lexemes: Sequence[Lexeme], at: int) -> tuple[Term, int]:
    """«الحادية عشرة», «السابع والعشرين»; feminine where the first word is."""
    first = lexemes[at]
    number = int(first.sense.low or 0)
    feminine = first.word.endswith(HEH)
    at += 1
    following = lexemes[at] if at < len(lexemes) else None
    if following and following.kind == "teen" and not following.joined:
        number, at = number + 10, at + 1
    elif following and following.kind == "ten" and following.joined:
        number, at = number + int(following.sense.low or 0), at + 1
    elif number == 1 and first.word.endswith(YEH):
        feminine = True  # «الأولى»
    return Term("ordinal", "f" * feminine, number, first.joined, first.definite), at


def _mark(word: str) -> Iterator[Term]:
    """A mark, or figures joined by marks."""
    if word in DASHES:
        yield Term("dash")
    elif word[0].isdigit():
        yield from _figures(word)
    elif word == "/":
        yield Term("slash")


def _figures(word: str) -> Iterator[Term]:
    parts = PARTED.split(word)
    marks = PARTED.findall(word)
    if max(map(len, parts)) > 4:
        yield Term("word", word)
    elif len(parts) == 3:
        yield from _date(parts) if ":" not in marks else [_clock(parts, word)]
    elif len(parts) != 2:
        yield Term("word", word)
    elif len(parts[0]) == 4 and len(parts[1]) == 4:
        yield from (_count(parts[0]), Term("dash"), _count(parts[1]))
    elif 4 in map(len, parts) and marks[0] in "-/.":
        year, month = parts if len(parts[0]) == 4 else reversed(parts)
        yield Term("date", f"{int(year):04}-{int(month):02}")
    elif marks[0] == ":":
        yield _clock(parts, word)
    else:
        yield Term("pair", marks[0].join(parts))


def _count(figures: str) -> Term:
    return Term("count", "digits", int(figures))


def _clock(parts: Sequence[str], word: str) -> Term:
    hour, minute = int(parts[0]), int(parts[1])
    if hour > 24 or minute > 59:
        return Term("word", word)
    return Term("clock", f"{hour % 24:02}:{minute:02}")


def _date(parts: Sequence[str]) -> Iterator[Term]:
    """Day, month, year; the year first where it has four figures."""
    day, month, year = parts if len(parts[0]) < 4 else reversed(parts)
    numbers = int(day), int(month), int(year)
    days, months, years = numbers
    if len(year) <= 2:
        years += 2000 if years <= THIS_CENTURY else 1900
    if months > MONTHS >= days:
        days, months = months, days
    yield Term("date", f"{years:04}-{months:02}-{days:02}")


def _paired(terms: Sequence[Term]) -> Iterator[Term]:
    """Pairs of figures by what stands beside them: a clock, a range, a day and a month."""
    for at, term in enumerate(terms):
        if term.kind != "pair":
            yield term
            continue
        before = terms[at - 1] if at else Term("")
        after = next((t for t in terms[at + 1 :] if t.value != "of"), Term(""))
        yield from _pair(term, before, after)


def _pair(term: Term, before: Term, after: Term) -> Iterator[Term]:
    mark = PARTED.findall(term.value)[0]
    first, second = (int(part) for part in PARTED.split(term.value))
    timed = before.kind == "unit" or before.value == "hour" or after.kind == "part"
    if mark in ",." and timed:
        yield _clock((str(first), str(second)), term.value)
    elif (
        1 <= first <= LONGEST_DAY and 1 <= second <= MONTHS and after.kind not in ("month", "unit")
    ):
        yield Term("date", f"--{second:02}-{first:02}")
    elif mark in "-/":
        yield from (_count(str(first)), Term("dash"), _count(str(second)))
    else:
        yield Term("word", term.value)
