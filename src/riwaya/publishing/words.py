"""Words of mentions that name nobody; every other word may be a private person's name.

Lists of names are never complete, so nothing is taken for harmless because no list has it: a word
is published when a table knows it as a noun, a body, a place, an office.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, cast

from riwaya.errors import BadTable
from riwaya.knowledge.actors import adjective_forms
from riwaya.knowledge.counted import nouns
from riwaya.knowledge.folding import ALEF, HEH
from riwaya.knowledge.head_nouns import heads
from riwaya.knowledge.name_words import (
    NOON,
    Token,
    bare,
    keys_of,
    without_clitics,
    word_key,
)
from riwaya.knowledge.naming import Word, word_in_table
from riwaya.knowledge.people import people_words
from riwaya.knowledge.places import place_words
from riwaya.knowledge.tables import read_table, shipped

Sort = Literal["said", "particle", "adjective", "place", "name", "unknown"]
#: Longer numbers may be telephone numbers, dates of birth, papers.
MOST_DIGITS = 6
MEEM, TEH = "\N{ARABIC LETTER MEEM}", "\N{ARABIC LETTER TEH}"
#: Endings that say whose: «their two», «her», «our»; a home's noun stands with them more often than
#: not. No single ALEF or YEH is among them: towns end so.
WHOSE = (
    HEH + MEEM + ALEF,
    HEH + MEEM,
    HEH + NOON,
    HEH + ALEF,
    HEH,
    NOON + ALEF,
)
#: Endings of a known noun: «their», «his», «two».
ENDINGS = (HEH + ALEF, HEH + "\N{ARABIC LETTER MEEM}", HEH, ALEF, ALEF + NOON)


@cache
def said_words() -> frozenset[str]:
    """Keys of words that name nobody: the tables of nouns that Riwaya has, and said.tsv."""
    found = set(own_words())
    found |= people_words().keys() | heads().keys() | place_words().keys()
    return frozenset(found | {word_key(words[0]) for words in nouns() if len(words) == 1})


@cache
def own_words() -> frozenset[str]:
    """Keys of the words that are listed for being published, whatever other tables say of them."""
    rows = read_table(shipped("publishing/said.tsv"), columns=("form",))
    return frozenset(word_key(row["form"]) for row in rows)


@cache
def nationalities() -> frozenset[str]:
    """Keys of the adjectives of nationality; one by itself may be a surname."""
    return frozenset(word_key(form) for form in adjective_forms())


@cache
def name_words() -> dict[str, str]:
    """Keys of words that begin a person's name: "given" or "opener"; raises BadTable."""
    found = {}
    for row in read_table(shipped("publishing/given_names.tsv"), columns=("form", "kind")):
        if row["kind"] not in {"given", "opener"}:
            raise BadTable(f"{row.where}: kind is given or opener")
        found[word_key(row["form"])] = row["kind"]
    return found


@cache
def personal_words() -> frozenset[str]:
    """Keys of words that say of an outlet that it is one person's."""
    rows = read_table(shipped("publishing/personal.tsv"), columns=("form",))
    return frozenset(word_key(row["form"]) for row in rows)


@cache
def latin_names() -> frozenset[str]:
    """Words in Latin letters that begin a person's name, in small letters."""
    rows = read_table(shipped("publishing/given_latin.tsv"), columns=("form",))
    return frozenset(row["form"] for row in rows)


@cache
def facilities() -> dict[tuple[str, ...], str]:
    """Words for camps, hospitals, shelters and homes: their keys -> the kind."""
    rows = read_table(shipped("publishing/facilities.tsv"), columns=("form", "kind"))
    return {keys_of(row["form"]): row["kind"] for row in rows}


def facility_at(tokens: list[Token], first: int) -> int:
    """How many tokens from one on are the words for a sensitive facility; 0: they are none."""
    for form in _forms(tokens[first].key):
        following = (form, *(token.key for token in tokens[first + 1 : first + 2]))
        for size in (2, 1):
            if following[:size] in facilities():
                return size
        if any((stem,) in facilities() for stem in _owned(form)):
            return 1
    return 0


def _owned(form: str) -> Iterator[str]:
    """What a noun is without the ending that says whose it is: «their flat», «a flat»."""
    for end in WHOSE:
        stem = form.removesuffix(end)
        if len(stem) > len(TEH) + 1 and stem != form:
            yield stem
            if stem.endswith(TEH):
                yield stem.removesuffix(TEH) + HEH


@lru_cache(maxsize=50_000)
def sort_of(word: str) -> Sort:
    """What a word of a mention is: `name` begins a name, `unknown` is in no table."""
    key = word_key(word)
    if key.isdigit():
        return "said" if len(key) <= MOST_DIGITS else "unknown"
    cut = without_clitics(key)
    if key in own_words():
        return "said"
    if word.lower() in latin_names() or any(form in name_words() for form in cut):
        return "name"
    found = word_in_table(word)
    sort = _table_sort(found) if found else None
    if sort is not None:
        return sort
    if any(_is_in(form, nationalities()) for form in cut):
        return "adjective"
    return "said" if any(_is_in(form, said_words()) for form in cut) else "unknown"


def _table_sort(word: Word) -> Sort | None:
    if word.kind == "person":
        return "unknown"
    return cast(Sort, word.kind) if word.kind in {"particle", "adjective", "place"} else "said"


def _is_in(form: str, words: frozenset[str]) -> bool:
    """Whether a word is one of some, its article, its endings off."""
    stem = bare(form)
    if form in words or stem in words:
        return True
    return any(
        len(stem) > len(end) + 2 and stem.endswith(end) and stem[: -len(end)] in words
        for end in ENDINGS
    )


def _forms(key: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(part for form in without_clitics(key) for part in (form, bare(form)))
    )
