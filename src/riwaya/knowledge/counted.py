"""What is counted or measured: units, things and people, and how many a noun by itself says.

«دبابتين» is two, «جندي» one, «مدنيين» some. The nouns stand in `data/numbers/counted.tsv` in the
singular and the plural; their duals and accusatives are made here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from riwaya.knowledge.folding import fold
from riwaya.knowledge.number_words import ARTICLE, PRONOUNS, key, peel
from riwaya.knowledge.tables import read_table, shipped

ALEF, YEH = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER YEH}"
TEH, TEH_MARBUTA = "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER TEH MARBUTA}"
WAW, NOON = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER NOON}"
CONSTRUCT = (ALEF, YEH)
ABSOLUTE = (ALEF + NOON, YEH + NOON)
#: Endings of a noun that is in no table, with what they say.
DUAL_ENDINGS = (*ABSOLUTE, TEH + YEH)
PLURAL_ENDINGS = (WAW + NOON, ALEF + TEH)
SHORTEST_INFLECTED = 5
MOST_WORDS = 3


class Noun(NamedTuple):
    """A form of a noun: its unit, what kind of thing, and how many it says (None: some)."""

    unit: str | None
    kind: str
    number: int | None


@cache
def nouns() -> dict[tuple[str, ...], dict[str, Noun]]:
    """Every form in the table by its folded words, then by kind."""
    columns = ("singular", "plurals", "unit", "kind")
    rows = read_table(
        shipped("numbers/counted.tsv"),
        columns=columns,
        may_be_empty=("plurals", "unit"),
        key=("singular", "kind"),
    )
    index: dict[tuple[str, ...], dict[str, Noun]] = {}
    for row in rows:
        one = Noun(row["unit"] or None, row["kind"], 1)
        for form in _singulars(row["singular"]):
            index.setdefault(form, {}).setdefault(one.kind, one)
        for plural in filter(None, row["plurals"].split("|")):
            for form in (key(plural), key(plural + ALEF)):
                index.setdefault(form, {})[one.kind] = one._replace(number=None)
    for row in rows:  # after all singulars: «شرطي» is one, not the dual of another noun
        two = Noun(row["unit"] or None, row["kind"], 2)
        for form in _duals(row["singular"]):
            if form not in index or two.kind not in index[form]:
                index.setdefault(form, {})[two.kind] = two
    return index


@cache
def endings() -> dict[str, int | None]:
    """Words that end like a dual and aren't: 1, or None for some."""
    rows = read_table(shipped("numbers/endings.tsv"), columns=("form", "number"))
    return {fold(row["form"], ta_marbuta=True): 1 if row["number"] == "1" else None for row in rows}


def _singulars(noun: str) -> Iterator[tuple[str, ...]]:
    words = key(noun)
    yield words
    if not noun.partition(" ")[0].endswith(TEH_MARBUTA):  # «طن», «طنا»; «ميلا بحريا», «جنديا»
        yield (words[0] + ALEF, *words[1:])
        yield tuple(word + ALEF for word in words)


def _duals(noun: str) -> Iterator[tuple[str, ...]]:
    stems = [_stem(word) for word in noun.split(" ")]
    words = key(noun)
    for ending in ABSOLUTE:
        yield tuple(stem + ending for stem in stems)  # noun and adjective
        yield (stems[0] + ending, *words[1:])
    for ending in CONSTRUCT:  # «سيارتي إسعاف»; the «ا» of a masculine noun is its accusative
        yield (stems[0] + ending, *words[1:])


def _stem(word: str) -> str:
    folded = fold(word, ta_marbuta=True)
    return folded[:-1] + TEH if word.endswith(TEH_MARBUTA) else folded


def find_noun(
    words: Sequence[str], at: int, kinds: Collection[str], *, bound: bool = True
) -> tuple[Noun, int] | None:
    """The noun of one of `kinds` (the first has precedence) that begins at `at`, and its width.

    With `bound`, «و», «ب» and the like may be bound before it, and a pronoun after it.
    """
    index = nouns()
    stems = [words[at], words[at].removeprefix(ARTICLE)]
    if bound:
        stems = [stem for stem, _, _ in peel(words[at])]
    for width in range(min(MOST_WORDS, len(words) - at), 0, -1):
        rest = tuple(words[at + 1 : at + width])
        for stem in stems:
            found = index.get((stem, *rest), {})
            for kind in kinds:
                if kind in found:
                    return found[kind], width
    if bound:
        for pronoun in PRONOUNS:
            found = index.get((words[at].removesuffix(pronoun),), {})
            for kind in kinds:
                if kind in found:
                    return found[kind], 1
    return None


def is_noun(word: str) -> bool:
    """Whether the folded word as it stands is in the table: «والد» is no «و» and «الد»."""
    return (word,) in nouns() or word in endings()


def number_of(word: str) -> int | None:
    """How many a folded noun without a number says: 2 for a dual, None for some, else 1."""
    stems = [stem for stem, _, _ in peel(word)]
    for stem in stems:
        if stem in endings():
            return endings()[stem]
        if found := nouns().get((stem,)):
            return next(iter(found.values())).number
    for pronoun in PRONOUNS:
        bare = word.removesuffix(pronoun)
        found = nouns().get((bare,), {}) if bare != word else {}
        if found:
            number = next(iter(found.values())).number
            # before a pronoun the «ا» is no accusative: «طفلاها» is her two children
            return 2 if bare.endswith(ALEF) and number == 1 else number
    if len(word) < SHORTEST_INFLECTED:
        return 1
    if word.endswith(DUAL_ENDINGS):
        return 2
    return None if word.endswith(PLURAL_ENDINGS) else 1
