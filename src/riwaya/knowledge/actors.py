"""The table of actors, and what leads to them: adjectives, capitals, a country's forces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from riwaya.errors import BadTable
from riwaya.knowledge.folding import ALEF, HEH, YEH
from riwaya.knowledge.head_nouns import heads
from riwaya.knowledge.local_names import LocalNames, local_names
from riwaya.knowledge.name_words import (
    ARTICLE,
    NOON,
    NameIndex,
    without_clitics,
    word_key,
)
from riwaya.knowledge.outlets import Outlet, shipped_outlets
from riwaya.knowledge.tables import Row, read_table, shipped, split

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

COLUMNS = (
    "id", "name_en", "names", "kind", "inter", "country", "parent", "allies", "from", "to", "basis",
)  # fmt: skip
MAY_BE_EMPTY = ("inter", "country", "parent", "allies", "from", "to")
KINDS = frozenset(
    (
        "state", "government", "ministry", "military", "police", "intelligence", "armed_group",
        "militia", "coalition", "party", "un", "aid", "ngo", "observatory", "agency", "outlet",
        "court", "hospital", "company", "community", "movement", "international_body",
    )
)  # fmt: skip
ROLES = frozenset(
    (
        "state", "army", "air", "navy", "police", "government", "intelligence",
        "defence_ministry", "interior_ministry", "foreign_ministry", "health_ministry", "coalition",
        "opposition", "enemy", "civil_defence", "authorities", "factions",
        "resistance",
    )
)  # fmt: skip
#: Endings of an adjective: feminine, plural, dual, accusative.
ENDINGS = (HEH, YEH + NOON, ALEF + NOON, ALEF + "\N{ARABIC LETTER TEH}", ALEF)
#: Kinds whose long names are also said without their first noun.
HEADED = frozenset(("party", "armed_group", "movement"))


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor; `names` the one to show first, dates ISO in any precision, empty where unknown."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    inter: int | None
    country: str
    parent: str
    allies: tuple[str, ...]
    since: str
    until: str
    basis: str

    def exists_on(self, day: str | None) -> bool:
        """Whether it may have existed on an ISO day; an unknown day rules nothing out."""
        if day is None:
            return True
        since, until = self.since, self.until
        return (not since or since <= day) and (not until or day[: len(until)] <= until)


class ActorTable:
    """Actors by id, by name, by country and role."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        adjectives: Mapping[str, str],
        capitals: Mapping[str, str],
        forces: Mapping[tuple[str, str], Sequence[str]],
    ) -> None:
        self.actors = actors
        self.names = NameIndex(chain(_named(actors.values()), _beheaded(actors.values())))
        self.capitals = NameIndex(capitals.items())
        self.adjectives = {word_key(form): entity for form, entity in adjectives.items()}
        #: The state or actor of an adjective of nationality, in any gender, with its article.
        self.adjective = lru_cache(maxsize=50_000)(self._adjective)
        self.forces = {key: entities[0] for key, entities in forces.items()}
        self._forces = forces
        self._roles: dict[str, frozenset[str]] = {}
        self.any_force = frozenset(entity for entities in forces.values() for entity in entities)
        self.air = {a.parent: a.id for a in actors.values() if a.id.endswith("-air-force")}

    def __getitem__(self, entity: str) -> Actor:
        return self.actors[entity]

    def __contains__(self, entity: str) -> bool:
        return entity in self.actors

    def force(self, country: str, role: str, day: str | None) -> str | None:
        """A country's army, police… of an ISO day, the first of those that it had then.

        Where no other side claims the country, its authorities are the state itself.
        """
        found = self._forces.get((country, role), ())
        if role == "authorities" and not found:
            found = self._forces.get((country, "state"), ())
        return next((f for f in found if self.actors[f].exists_on(day)), None)

    def own_force(self, country: str, role: str, day: str | None) -> str | None:
        """The same, if it is the country's: the army that is meant in Gaza is not Palestine's."""
        found = self.force(country, role, day)
        return found if found and self.actors[found].country == country else None

    def of_role(self, role: str) -> frozenset[str]:
        """The forces of any country that have a role."""
        if role not in self._roles:
            named = (forces for (_, of), forces in self._forces.items() if of == role)
            self._roles[role] = frozenset(force for forces in named for force in forces)
        return self._roles[role]

    @cached_property
    def publishers(self) -> NameIndex:
        """Outlets and agencies without the noun in front: «الجزيرة» of «قناة الجزيرة»."""
        kept = (a for a in self.actors.values() if a.kind in {"outlet", "agency"})
        split_names = ((name.partition(" ")[2], a.id) for a in kept for name in a.names)
        return NameIndex((rest, entity) for rest, entity in split_names if rest)

    def branch(self, entity: str, country: str, day: str | None) -> str | None:
        """An armed group's branch in a country."""
        found = self._branches.get((entity, country), ())
        return next((b for b in found if self.actors[b].exists_on(day)), None)

    @cached_property
    def _branches(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for actor in self.actors.values():
            above = self.actors.get(actor.parent)
            if above is not None and above.kind == actor.kind == "armed_group":
                found.setdefault((above.id, actor.country), []).append(actor.id)
        return found

    def _adjective(self, key: str) -> str | None:
        for form in without_clitics(key):
            stem = form.removeprefix(ARTICLE)
            for ending in ("", *ENDINGS):
                if stem.endswith(ending):
                    entity = self.adjectives.get(stem.removesuffix(ending))
                    if entity is not None:
                        return entity
        return None

    @cached_property
    def local_names(self) -> LocalNames:
        """Names without nationality or place, by the country in which they mean somebody."""
        return local_names(self.actors, self._country_of, lambda c: self.forces.get((c, "state")))

    @cached_property
    def local_openers(self) -> frozenset[str]:
        """The first words of the local names."""
        return frozenset(name[0] for name in self.local_names)

    def _country_of(self, adjective: str) -> str | None:
        nation = self.adjective(adjective)
        return self.actors[nation].country if nation else None

    def get(self, entity: str) -> Actor | None:
        """The actor of an id, if the table has it."""
        return self.actors.get(entity)


def _named(actors: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    """Names and whom they name."""
    return ((name, actor.id) for actor in actors for name in actor.names)


def _beheaded(actors: Iterable[Actor]) -> Iterator[tuple[str, str]]:
    """Long names without the noun in front, «العمال الكردستاني»; a name of its own goes first."""
    for actor in actors:
        for name in actor.names if actor.kind in HEADED else ():
            first, _, rest = name.partition(" ")
            if len(rest.split()) > 1 and word_key(first) in heads():
                yield rest, actor.id


def read_actors(
    source: Path | Traversable, known: Mapping[str, Actor] | None = None
) -> dict[str, Actor]:
    """The actors of a table; parents and allies must be in it or among the known ones."""
    rows = read_table(source, columns=COLUMNS, may_be_empty=MAY_BE_EMPTY)
    actors = {row["id"]: _actor(row) for row in rows}
    every = {**(known or {}), **actors}
    for row in rows:
        for entity in (row["parent"], *split(row["allies"])):
            if entity and entity not in every:
                raise BadTable(f"{row.where}: unknown actor {entity!r}")
        _check_cycle(row, every)
    return actors


def _actor(row: Row) -> Actor:
    if row["kind"] not in KINDS:
        raise BadTable(
            f"{row.where}: unknown kind {row['kind']!r}; known: {', '.join(sorted(KINDS))}"
        )
    if row["inter"] not in {"", *"12345678"}:
        raise BadTable(f"{row.where}: inter is one digit from 1 to 8, not {row['inter']!r}")
    return Actor(
        row["id"], row["name_en"], split(row["names"]), row["kind"],
        int(row["inter"]) if row["inter"] else None, row["country"], row["parent"],
        split(row["allies"]), row["from"], row["to"], row["basis"],
    )  # fmt: skip


def _check_cycle(row: Row, actors: Mapping[str, Actor]) -> None:
    seen = [row["id"]]
    while (above := actors.get(seen[-1])) is not None and above.parent:
        if above.parent in seen:
            raise BadTable(
                f"{row.where}: parents go in a circle: {' → '.join([*seen, above.parent])}"
            )
        seen.append(above.parent)


def read_pairs(source: Path | Traversable, actors: Iterable[str]) -> dict[str, str]:
    """A table form → entity (adjectives, capitals)."""
    known = set(actors)
    rows = read_table(source, columns=("form", "entity", "basis"))
    for row in rows:
        if row["entity"] not in known:
            raise BadTable(f"{row.where}: unknown actor {row['entity']!r}")
    return {row["form"]: row["entity"] for row in rows}


def read_forces(
    source: Path | Traversable, actors: Iterable[str]
) -> dict[tuple[str, str], list[str]]:
    """Which actors are meant by a country's army, police… (country, role) → entities."""
    known = set(actors)
    columns = ("country", "role", "entity")
    rows = read_table(source, columns=columns, key=columns)
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row["role"] not in ROLES:
            raise BadTable(f"{row.where}: unknown role {row['role']!r}")
        if row["entity"] not in known:
            raise BadTable(f"{row.where}: unknown actor {row['entity']!r}")
        found.setdefault((row["country"], row["role"]), []).append(row["entity"])
    return found


def actor_table(
    own: Path | None = None,
    outlets: Iterable[Outlet] = (),
    adjectives: Path | None = None,
) -> ActorTable:
    """The shipped actors, and those of a user's own tables before them."""
    actors = read_actors(shipped("actors/actors.tsv"))
    for outlet in (*shipped_outlets().outlets.values(), *outlets):
        if outlet.id in actors:
            actors[outlet.id] = replace(actors[outlet.id], names=_joined(actors[outlet.id], outlet))
        else:
            actors[outlet.id] = _publisher(outlet)
    if own is not None:
        mine = read_actors(own, known=actors)
        actors = mine | {key: actor for key, actor in actors.items() if key not in mine}
    own_adjectives = read_pairs(adjectives, actors) if adjectives is not None else {}
    return ActorTable(
        actors,
        read_pairs(shipped("actors/demonyms.tsv"), actors) | own_adjectives,
        read_pairs(shipped("actors/capitals.tsv"), actors),
        read_forces(shipped("actors/forces.tsv"), actors),
    )


def _joined(actor: Actor, outlet: Outlet) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*actor.names, *outlet.names)))


def _publisher(outlet: Outlet) -> Actor:
    """An outlet as an actor: it is a source of what others print."""
    kind = "agency" if outlet.kind == "agency" else "outlet"
    return Actor(
        outlet.id, outlet.name, outlet.names, kind, None, outlet.country, "", (), "", "",
        outlet.basis,
    )  # fmt: skip


@cache
def shipped_actors() -> ActorTable:
    """The shipped table, loaded once."""
    return actor_table()


def adjective_forms() -> Iterable[str]:
    """The adjectives of nationality, without article."""
    rows = read_table(shipped("actors/demonyms.tsv"), columns=("form", "entity", "basis"))
    return [row["form"] for row in rows]
