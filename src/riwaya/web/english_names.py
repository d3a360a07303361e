"""Actors and places by the English name that the desk shows: for readers without Arabic."""

import re
from collections.abc import Mapping
from unicodedata import combining, normalize

from riwaya.knowledge.actors import Actor
from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.place_names import arabic_place_names
from riwaya.resolving.claims import Knowledge

LATIN = re.compile(r"[A-Za-z]")


def id_named(value: str, known: Knowledge, kind: str) -> str:
    """The id of an "actor" or a "place" with that English name; other values as they are.

    A role before a colon stays: `agent:Russia`.
    """
    role, colon, name = value.rpartition(":")
    if not LATIN.search(name):
        return value
    return role + colon + ",".join(_id(part.strip(), known, kind) for part in name.split(","))


def _id(name: str, known: Knowledge, kind: str) -> str:
    table: Mapping[str, Actor] | Mapping[str, Spot] = (
        known.who.actors.actors if kind == "actor" else known.places.by_id
    )
    plain = _plain(name)
    slug = re.sub(r"[^a-z0-9.]+", "-", plain).strip("-")
    if name in table or not slug:
        return name
    if slug in table or (kind == "place" and slug in arabic_place_names()):
        return slug
    return _named(plain, table) or name


def _named(plain: str, table: Mapping[str, Actor] | Mapping[str, Spot]) -> str | None:
    return next((id_ for id_, one in table.items() if _plain(one.name) == plain), None)


def _plain(name: str) -> str:
    """A name without marks on its letters, in small letters."""
    letters = normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if not combining(letter))
