"""The words of time phrases with what the tables in `data/times` know of them.

«تشرين الثاني» is month 11, «أول من أمس» two days back, «قبيل» a sign that stands before a time.
What the words make together is `resolving.times`' business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from riwaya.knowledge.counted import nouns
from riwaya.knowledge.folding import fold
from riwaya.knowledge.number_words import ARTICLE, CONJUNCTIONS, LAM, PREPOSITIONS
from riwaya.knowledge.tables import Row, read_table, shipped

#: Figures with what joins them («20/11/2015», «14:20»), words, marks.
TOKEN = re.compile(r"[0-9]+(?:[-/.:,\\][0-9]+)+|[0-9]+|[^\W\d_]+|\S")
MOST_WORDS = 4
#: A shorter word has nothing bound before it.
SHORTEST_BOUND = 3


class Term(NamedTuple):
    """A word or phrase of a time phrase: what it is, its value, and its number if it has one.

    Kinds: month (number, value: calendar), weekday, part (value), relative (number: days, value:
    part), direction (value, number: 1 where it stands before its noun), border, season, feast
    (value: its words), happening (value: "from to"), sign, mark, vague, unit (value, number: how
    many, 0 where a plural doesn't say), and for what is in no table: figures, word, dash, stop.
    """

    kind: str
    value: str = ""
    number: int = 0
    joined: bool = False  # «و» stands before it
    definite: bool = False


class Feast(NamedTuple):
    """When a feast begins, in which calendar, and how many days it lasts."""

    calendar: str
    month: int
    day: int
    days: int


@cache
def rows(name: str) -> list[Row]:
    """A table of `data/times` by its name."""
    columns = next(columns for table, columns, _ in TABLES if table == name).split(" ")
    empty = [column[:-1] for column in columns if column.endswith("?")]
    names = [column.rstrip("?") for column in columns]
    return read_table(shipped(f"times/{name}.tsv"), columns=names, may_be_empty=empty)


@cache
def feasts() -> dict[str, Feast]:
    """Feasts by their words as printed in the table."""
    return {
        row["form"]: Feast(row["calendar"], int(row["month"]), int(row["day"]), int(row["days"]))
        for row in rows("feasts")
    }


@cache
def hours() -> dict[str, tuple[int, int]]:
    """The hours from and to of each part of the day."""
    return {row["part"]: (int(row["from"]), int(row["to"])) for row in rows("parts")}


def _month(row: Row) -> Term:
    tradition = row["tradition"]
    calendar = tradition if tradition in ("hijri", "libyan") else "gregorian"
    return Term("month", calendar, int(row["month"]))


def _relative(row: Row) -> Term:
    return Term("relative", row["part"], int(row["offset"]))


def _direction(row: Row) -> Term:
    return Term("direction", row["direction"], int(row["stands"] == "before"))


#: The tables, their columns (those that may be empty marked "?") and what a row is. Where two
#: tables have one form, the first counts.
TABLES: tuple[tuple[str, str, Callable[[Row], Term]], ...] = (
    ("vague", "form why", lambda row: Term("vague", row["why"])),
    ("relatives", "form unit offset part?", _relative),
    ("weekdays", "form weekday", lambda row: Term("weekday", "", int(row["weekday"]))),
    ("happenings", "form from to", lambda row: Term("happening", f"{row['from']} {row['to']}")),
    ("feasts", "form calendar month day days", lambda row: Term("feast", row["form"])),
    ("months", "form month tradition", _month),
    ("seasons", "form month", lambda row: Term("season", "", int(row["month"]))),
    ("parts", "form part from to", lambda row: Term("part", row["part"])),
    ("directions", "form direction stands", _direction),
    ("borders", "form border", lambda row: Term("border", row["border"])),
    ("spans", "form sign", lambda row: Term("sign", row["sign"])),
    ("marks", "form mark number?", lambda row: Term("mark", row["mark"], int(row["number"] or 0))),
)


def tokens(text: str) -> list[str]:
    """The folded words, figures and marks of a text."""
    return TOKEN.findall(fold(text, ta_marbuta=True))


@cache
def lexicon() -> dict[tuple[str, ...], Term]:
    """Every form of the time tables, and the nouns that measure time, by folded words."""
    terms: dict[tuple[str, ...], Term] = {}
    for name, _, read in TABLES:
        for row in rows(name):
            terms.setdefault(tuple(tokens(row["form"])), read(row))
    for words, kinds in nouns().items():
        noun = kinds.get("time")
        if noun and (noun.unit, noun.number) != ("s", 1):  # «الثانية» is an hour, no second
            terms.setdefault(words, Term("unit", noun.unit or "", noun.number or 0))
    return terms


@cache
def readings(token: str) -> tuple[tuple[str, bool, bool], ...]:
    """A folded word, then without what is bound before it: (stem, joined, definite)."""
    found = [(token, False, token.startswith(ARTICLE))]
    if len(token) < SHORTEST_BOUND:
        return tuple(found)
    if token[0] in CONJUNCTIONS:
        found.append((token[1:], True, token[1:].startswith(ARTICLE)))
    for stem, joined, _ in list(found):
        if stem.startswith(LAM + LAM):  # «لليوم» is «ل» and «اليوم»
            found.append((ARTICLE + stem[2:], joined, True))
            found.append((ARTICLE + stem[1:], joined, True))  # «لليلة» is «ل» and «الليلة»
        if stem.startswith(PREPOSITIONS) and len(stem) > SHORTEST_BOUND:
            found.append((stem[1:], joined, stem[1:].startswith(ARTICLE)))
    for stem, joined, _ in list(found):
        if stem.startswith(ARTICLE) and len(stem) > SHORTEST_BOUND:
            found.append((stem[2:], joined, True))
    return tuple(found)


def look_up(words: Sequence[str], at: int) -> tuple[Term, int] | None:
    """The longest phrase of the tables that begins at `at`, and its width in words."""
    terms = lexicon()
    heads = readings(words[at])
    for width in range(min(MOST_WORDS, len(words) - at), 0, -1):
        rest = tuple(words[at + 1 : at + width])
        for stem, joined, definite in heads:
            if term := terms.get((stem, *rest)):
                return term._replace(joined=joined, definite=definite), width
    return None
