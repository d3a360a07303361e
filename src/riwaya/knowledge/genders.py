"""How a noun is taken up again: by «he», «she» or «they» (`genders.tsv`, else by its ending).

Arabic takes up things in the plural by «she»; people in the plural by «they».
"""

from __future__ import annotations

from functools import cache, lru_cache

from riwaya.errors import BadTable
from riwaya.knowledge.folding import ALEF, HEH, YEH
from riwaya.knowledge.name_words import GOD, NOON, SHORTEST_PLURAL, bare, keys_of, without_clitics
from riwaya.knowledge.tables import read_table, shipped

PERSONS = ("he", "she", "they")
#: Endings of nouns that are feminine, or the plural of things; the teh marbuta is folded.
FEMININE = (HEH, ALEF + "\N{ARABIC LETTER TEH}")
PEOPLE = YEH + NOON


@cache
def genders() -> dict[str, str]:
    """The person that a noun (by its key, without article) is taken up by."""
    found = {}
    for row in read_table(shipped("actors/genders.tsv"), columns=("form", "person")):
        if row["person"] not in PERSONS:
            known = ", ".join(PERSONS)
            raise BadTable(f"{row.where}: unknown person {row['person']!r}; known: {known}")
        found[" ".join(keys_of(row["form"]))] = row["person"]
    return found


@lru_cache(maxsize=10_000)
def person_of(key: str) -> str | None:
    """What a noun is taken up by, as far as the table or its ending says."""
    for form in without_clitics(key):
        known = genders().get(bare(form))
        if known is not None:
            return known
    if key.endswith(GOD):
        return None
    if key.endswith(FEMININE):
        return "she"
    return "they" if key.endswith(PEOPLE) and len(bare(key)) >= SHORTEST_PLURAL else None
