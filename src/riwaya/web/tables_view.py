"""The tables of actors, persons, offices and places as pages list them, filtered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from riwaya.knowledge.folding import fold
from riwaya.knowledge.gazetteer import place_key
from riwaya.knowledge.place_ids import place_of
from riwaya.knowledge.place_names import arabic_place_names
from riwaya.resolving.claims import Knowledge
from riwaya.workspace.own_names import slug

Table = Literal["actors", "persons", "offices", "places"]
TABLES: tuple[Table, ...] = get_args(Table)
#: Places of the gazetteer that a search adds to the listed ones.
MOST = 300
#: Letters from which on the gazetteer is searched.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as the list shows it."""

    id: str
    name: str
    arabic: str
    kind: str
    country: str
    basis: str


def table_of(entity: str, known: Knowledge) -> Table | None:
    """The table that has an identity; None where none has."""
    if entity in known.who.actors:
        return "actors"
    if entity in known.who.persons.persons:
        return "persons"
    if entity in known.who.persons.offices:
        return "offices"
    return "places" if place_of(entity, known.places) is not None else None


def entries(table: Table, known: Knowledge, words: str = "", kind: str = "") -> list[Entry]:
    """The rows that fit, by name; of the gazetteer's places only those that words ask for."""
    wanted = fold(words).casefold().split()
    found = [
        entry
        for entry, names in _rows(table, known)
        if (not kind or entry.kind == kind)
        and all(word in fold(f"{entry.id} {entry.name} {names}").casefold() for word in wanted)
    ]
    if table == "places" and words.strip():
        have = {entry.id for entry in found}
        further = (one for one in _gazetteer(words, known) if one.id not in have)
        found += [one for one in further if not kind or one.kind == kind]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def kinds_of(table: Table, known: Knowledge) -> list[str]:
    """The kinds that a table's rows have."""
    return sorted({entry.kind for entry, _ in _rows(table, known) if entry.kind})


def _rows(table: Table, known: Knowledge) -> Iterator[tuple[Entry, str]]:
    """Each row with all its names in one string."""
    persons = known.who.persons
    if table == "actors":
        for one in known.who.actors.actors.values():
            names = one.names
            yield Entry(one.id, one.name, names[0], one.kind, one.country, one.basis), _all(names)
    elif table == "persons":
        for who in persons.persons.values():
            names = who.names
            yield Entry(who.id, who.name, names[0], "", who.country, who.basis), _all(names)
    elif table == "offices":
        for post in persons.offices.values():
            yield Entry(post.id, post.name, post.names[0], "", post.country, ""), _all(post.names)
    else:
        for spot in known.places.by_id.values():
            entry = Entry(spot.id, spot.name, spot.arabic, spot.kind, spot.country, spot.basis)
            yield entry, spot.arabic


def _all(names: Iterable[str]) -> str:
    return " ".join(names)


def _gazetteer(words: str, known: Knowledge) -> Iterator[Entry]:
    """Places whose name is the words, or has them in it."""
    words = words.strip()
    ids = [spot.id for spot in known.places.find_loosely(place_key(words))]
    if len(words) > ENOUGH:
        part = slug(words)
        ids += [
            id_
            for id_, arabic in arabic_place_names().items()
            if (part and part in id_) or words in arabic
        ][:MOST]
    for id_ in dict.fromkeys(ids[:MOST]):
        spot = place_of(id_, known.places)
        if spot is not None:
            yield Entry(spot.id, spot.name, spot.arabic, spot.kind, spot.country, spot.basis)
