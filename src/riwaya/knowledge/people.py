"""What kind of people or things a word of a toll counts, from data/fusion/people.tsv."""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, get_args

from riwaya.errors import BadTable
from riwaya.knowledge.folding import ALEF, TEH_MARBUTA, WAW, YEH
from riwaya.knowledge.name_words import NOON, PLURALS, bare, without_clitics, word_key
from riwaya.knowledge.tables import Row, read_table, shipped, split

WordKind = Literal[
    "civilians", "fighters", "soldiers", "women", "children", "journalists", "medics", "members",
    "all", "vehicles", "buildings", "weapons", "positions",
]  # fmt: skip
KINDS: tuple[WordKind, ...] = get_args(WordKind)
#: Kinds of things: what was destroyed, and nobody.
THINGS: frozenset[WordKind] = frozenset(["vehicles", "buildings", "weapons", "positions"])
PARTS = ("whole", "some")
#: A noun's duals, after its stem.
DUALS = (ALEF + NOON, YEH + NOON)
TEH = "\N{ARABIC LETTER TEH}"


class PeopleWord(NamedTuple):
    """`kind` of people; `whole`: a part of a toll in this word is all of that kind in it."""

    kind: WordKind
    whole: bool


@cache
def people_words() -> dict[str, PeopleWord]:
    """Every form in the table by its key; raises BadTable."""
    found: dict[str, PeopleWord] = {}
    columns = ("singular", "plurals", "kind", "part")
    for row in read_table(shipped("fusion/people.tsv"), columns=columns, may_be_empty=("plurals",)):
        word = _word(row)
        for form in _forms(row["singular"], split(row["plurals"])):
            found.setdefault(word_key(form), word)
    return found


def _word(row: Row) -> PeopleWord:
    kind = next((kind for kind in KINDS if kind == row["kind"]), None)
    if kind is None:
        raise BadTable(f"{row.where}: unknown kind; known: {', '.join(KINDS)}")
    if row["part"] not in PARTS:
        raise BadTable(f"{row.where}: part is one of {', '.join(PARTS)}")
    return PeopleWord(kind, row["part"] == "whole")


def _forms(singular: str, plurals: tuple[str, ...]) -> Iterator[str]:
    """A noun's forms: singular and plurals with their accusatives, duals, construct plural."""
    yield singular
    yield from plurals
    yield from (plural + ALEF for plural in plurals)
    stem = singular[:-1] + TEH if singular.endswith(TEH_MARBUTA) else singular
    yield from (stem + dual for dual in DUALS)
    yield stem + ALEF
    if any(plural.endswith(PLURALS) for plural in plurals):
        yield from (singular + YEH, singular + WAW)


def people_word(key: str) -> PeopleWord | None:
    """What a word's key counts, clitics and article off; None for a word of another sort."""
    words = people_words()
    for form in without_clitics(key):
        for candidate in (form, bare(form)):
            if candidate in words:
                return words[candidate]
    return None
