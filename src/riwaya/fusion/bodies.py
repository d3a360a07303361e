"""Which body stands behind a name: an outlet's identity, a person's body, a party's own agency."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from riwaya.fusion.source_words import is_frame
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.name_words import tokens_of
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.persons import shipped_persons
from riwaya.knowledge.speaking_words import speaking_word

#: What parts an outlet's name from what it adds: a town, «statement», its channel.
BREAKS = (" - ", " \N{EN DASH} ", " (", " / ", "/", ": ")
PRESS = frozenset(("agency", "outlet"))
#: Kinds of outlet that only say what their owner has said, and kinds of such owners.
MOUTHPIECES = frozenset(("agency", "channel"))
SIDES = frozenset(("armed_group", "militia", "movement", "party"))
#: ACLED's codes of state forces, at home and abroad; the roles that speak with one voice.
STATE_FORCES = frozenset((1, 8))
ARMED = ("army", "air", "navy", "defence_ministry")
#: Who leads a coalition or an operation that speaks for it.
LEADERS = frozenset(("government", "military", "coalition", "international_body"))
#: Bodies that don't speak with one voice.
WIDE = frozenset(("state", "community"))


def body_of(entity: str) -> str:
    """For whom a person speaks: the body that the person belongs to, unless that is a state."""
    person = shipped_persons().persons.get(entity)
    body = shipped_actors().get(person.affiliation) if person and person.affiliation else None
    if body is None or body.kind in WIDE:
        return entity
    return body.id


def is_press(entity: str | None) -> bool:
    """Whether an identity is that of an outlet or an agency."""
    actor = shipped_actors().get(entity) if entity else None
    return actor is not None and actor.kind in PRESS


@lru_cache(maxsize=4096)
def outlet_entity(outlet: str) -> str | None:
    """The identity of who publishes, outlet or body; None where no table has it."""
    found = shipped_outlets().named(outlet)
    if found is not None:
        return found.id
    name = outlet
    for mark in BREAKS:
        name = name.split(mark)[0]
    tokens = tokens_of(name)
    if not tokens:
        return None
    for hit in shipped_actors().names.all_in(tokens):
        whole = hit.first == 0 and hit.last == len(tokens)
        if whole:
            return hit.value
        if shipped_actors()[hit.value].kind in WIDE:
            continue
        several = hit.last - hit.first > 1 and hit.last == len(tokens)
        before = all(is_frame(token.key) for token in tokens[: hit.first])
        if (before or several) and _is_edition([token.key for token in tokens[hit.last :]]):
            return hit.value
    return None


def _is_edition(keys: Sequence[str]) -> bool:
    """Words after a name that only say which edition or which country's office it is."""
    for key in keys:
        known = speaking_word(key)
        if known is None or known.kind not in {"edition", "particle", "statement"}:
            return False
        if known.kind == "particle":
            return True
    return True


@cache
def mouthpiece_of(outlet: str) -> str | None:
    """The armed group or party whose own agency or channel an outlet is; None for other outlets."""
    found = shipped_outlets().outlets.get(outlet)
    return owner_of(outlet) if found is not None and found.kind in MOUTHPIECES else None


@cache
def owner_of(outlet: str) -> str | None:
    """The armed group or party that owns an outlet; None for other outlets."""
    found = shipped_outlets().outlets.get(outlet)
    return _speakers_for_themselves().get(_short(found.owner)) if found is not None else None


@cache
def _speakers_for_themselves() -> dict[str, str]:
    actors = shipped_actors().actors.values()
    return {_short(actor.name): actor.id for actor in actors if actor.kind in SIDES}


def _short(name: str) -> str:
    return name.partition(" (")[0]


@cache
def forces_of(entity: str) -> str | None:
    """The country whose armed forces a body speaks for: its army, air force, defence ministry.

    Only a state's own forces: where several sides claim a country, none but the government's.
    """
    actors = shipped_actors()
    actor = actors.get(entity)
    if actor is None or actor.inter not in STATE_FORCES or not actor.country:
        return None
    return actor.country if any(entity in actors.of_role(role) for role in ARMED) else None


def state_of(entity: str) -> str | None:
    """The country of a state, or of a body that speaks for it; None for anybody else."""
    actor = shipped_actors().get(entity)
    if actor is None or not actor.country:
        return None
    return actor.country if actor.kind == "state" or actor.inter in STATE_FORCES else None


def is_state(entity: str) -> bool:
    """Whether an identity is that of a state: «Moscow», «the occupation»."""
    actor = shipped_actors().get(entity)
    return actor is not None and actor.kind == "state"


def operation_of(entity: str) -> str | None:
    """The government or army whose operation or coalition a body is."""
    actor = shipped_actors().get(entity)
    above = shipped_actors().get(actor.parent) if actor is not None and actor.parent else None
    if actor is None or above is None or actor.kind != "coalition" or above.kind not in LEADERS:
        return None
    return above.id
