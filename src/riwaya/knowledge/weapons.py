"""Words that say with what a place was struck, from data/fusion/weapons.tsv."""

from functools import cache
from typing import Literal, get_args

from riwaya.errors import BadTable
from riwaya.knowledge.name_words import ARTICLE, bare, bare_forms, tokens_of, word_key
from riwaya.knowledge.tables import read_table, shipped

Weapon = Literal["air", "artillery", "missile", "planted"]
WEAPONS: tuple[Weapon, ...] = get_args(Weapon)


@cache
def weapon_words() -> dict[str, Weapon]:
    """The weapon of each form, by its key; raises BadTable."""
    found: dict[str, Weapon] = {}
    for row in read_table(shipped("fusion/weapons.tsv"), columns=("form", "weapon")):
        weapon = next((weapon for weapon in WEAPONS if weapon == row["weapon"]), None)
        if weapon is None:
            raise BadTable(f"{row.where}: weapon is one of {', '.join(WEAPONS)}")
        # With the article, «هاون» is long enough to be read as a plural.
        for form in (row["form"], ARTICLE + row["form"]):
            found[bare(word_key(form))] = weapon
    return found


def weapons_in(words: str) -> frozenset[Weapon]:
    """The weapons that a stretch of text names."""
    known = weapon_words()
    return frozenset(known[form] for form in bare_forms(tokens_of(words)) if form in known)
