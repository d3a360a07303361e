"""Which actors a bare noun can stand for: «التنظيم», «الجيش» (`short_forms.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.actors import KINDS, ROLES
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.tables import read_table, shipped, split


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A bare noun: kinds of actor it can stand for, a country's force, or one actor always."""

    kinds: frozenset[str]
    role: str
    entity: str


@cache
def short_forms() -> dict[str, ShortForm]:
    """What a bare noun (by the keys of its words) can stand for."""
    found = {}
    for row in read_table(
        shipped("actors/short_forms.tsv"),
        columns=("form", "kinds", "role", "entity"),
        may_be_empty=("kinds", "role", "entity"),
    ):
        kinds = frozenset(split(row["kinds"]))
        if kinds - KINDS:
            raise BadTable(f"{row.where}: unknown kinds {', '.join(sorted(kinds - KINDS))}")
        if row["role"] and row["role"] not in ROLES:
            raise BadTable(f"{row.where}: unknown role {row['role']!r}")
        found[" ".join(keys_of(row["form"]))] = ShortForm(kinds, row["role"], row["entity"])
    return found


@cache
def standing() -> frozenset[str]:
    """The actors that a bare noun always stands for: «القاعدة»."""
    return frozenset(form.entity for form in short_forms().values() if form.entity)
