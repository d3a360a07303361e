"""What an identity is found with: the tables, the mention in question, the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from riwaya.knowledge.actors import ActorTable, shipped_actors
from riwaya.knowledge.name_words import Token
from riwaya.knowledge.persons import PersonTable, shipped_persons
from riwaya.resolving.scene import FORCES, Scene, head_class, role_of

#: Heads that make a mention of a side.
SIDES = FORCES | {"men", "leader", "post", "spokesman", "voice"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who it is, or None; why; who else it could be."""

    entity: str | None
    reason: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """The tables that identities come from."""

    actors: ActorTable = field(default_factory=shipped_actors)
    persons: PersonTable = field(default_factory=shipped_persons)

    def name_of(self, entity: str) -> str | None:
        """The English name of an actor or a person."""
        actor = self.actors.get(entity)
        if actor is not None:
            return actor.name
        person = self.persons.persons.get(entity)
        return person.name if person else None

    def basis_of(self, entity: str | None) -> str | None:
        """What the row of an actor or a person rests on."""
        found = self.actors.get(entity or "") or self.persons.persons.get(entity or "")
        return found.basis if found else None


@dataclass(frozen=True, slots=True)
class Around:
    """What a claim says around a mention: whose words it is told in, and where it happens.

    `told` is where the words of the one who speaks end, `country` an ISO code.
    """

    speaker: str | None = None
    told: int | None = None
    country: str | None = None


NOWHERE = Around()


@dataclass(frozen=True, slots=True)
class Words:
    """A mention under consideration; `source`: somebody who says something."""

    tokens: Sequence[Token]
    start: int
    end: int
    source: bool
    named: bool
    agent: bool
    around: Around = NOWHERE

    @property
    def head(self) -> str | None:
        """The class of the first noun."""
        following = self.tokens[1].key if len(self.tokens) > 1 else ""
        return head_class(self.tokens[0].key, following)


def if_existing(entity: str, scene: Scene, who: Who, reason: str) -> Identity:
    """The entity; where it did not exist on the day of the report, the reason says so."""
    actor = who.actors.get(entity)
    if actor is not None and not actor.exists_on(scene.published):
        span = f"{actor.since or '…'} to {actor.until or '…'}"
        return Identity(entity, f"{reason}; the table has it from {span} only")
    return Identity(entity, reason)


def force_of(entity: str, role: str, who: Who, day: str | None) -> str | None:
    """The army, air force… of a side: its own, or its country's if it is the state."""
    actor = who.actors.actors[entity]
    if role == "air" and entity in who.actors.air:
        return who.actors.air[entity]
    if actor.kind == "government" and role == "government":
        return entity
    force = who.actors.own_force(actor.country, role_of(role), day)
    if actor.kind in {"state", "government"} or (actor.kind == "military" and role == "air"):
        return force if force and _serves(force, actor.id, who, day) else None
    return None


def _serves(force: str, side: str, who: Who, day: str | None) -> bool:
    """Whether no government stands above a force but the side itself or its country's."""
    above = who.actors.get(force)
    while above is not None and above.id != side:
        own = who.actors.force(above.country, "government", day)
        if above.kind == "government" and above.id != own:
            return False
        above = who.actors.get(above.parent)
    return True
