"""What a person asks for, in words or ids: names are looked up like those of a report."""

import re

from riwaya.errors import BadInput
from riwaya.resolving.claims import Knowledge
from riwaya.resolving.lookup import look_up_actor, look_up_place
from riwaya.store.area_forms import near_form
from riwaya.store.query import Actor, Near
from riwaya.store.query_forms import actor_form

NEAR_NAME = re.compile(r"(.+?)\s*,\s*([\d.]+)\s*(km)?\s*")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9.]+)*")


def named_actor(value: str, known: Knowledge) -> Actor:
    """An actor by id or by name: `russia`, `agent:داعش`; raises BadInput for an unknown name."""
    wanted = actor_form(value)
    return Actor(tuple(entity_of(one, known, "actor") for one in wanted.entities), wanted.role)


def entity_of(value: str, known: Knowledge, kind: str) -> str:
    """The id of an actor or a place that is given by id or by name; raises BadInput."""
    table = known.who.actors if kind == "actor" else known.places.by_id
    if table.get(value) is not None:
        return value
    answer = (look_up_actor if kind == "actor" else look_up_place)(value, known)
    if answer.entity is not None:
        return answer.entity
    if ID.fullmatch(value):  # an id of a user's own, or of another version's tables
        return value
    raise BadInput(f"{kind} {value!r}: not known; `riwaya lookup {value}` says more")


def source_id(value: str, known: Knowledge) -> str | None:
    """The id of a source that is given by id or by name; None for words that name nobody known."""
    try:
        return entity_of(value, known, "actor")
    except BadInput:
        return None


def named_near(value: str, known: Knowledge) -> Near:
    """A circle: `35.3,40.1,20km`, or around a place: `دير الزور,20km`; raises BadInput."""
    found = NEAR_NAME.fullmatch(value)
    if found is None or re.fullmatch(r"[\s\d.,+-]*", found[1]):
        return near_form(value)
    answer = look_up_place(found[1], known)
    if answer.lat is None or answer.lon is None:
        raise BadInput(f"place {found[1]!r}: not known; `riwaya lookup {found[1]}` says more")
    return near_form(f"{answer.lat},{answer.lon},{found[2]}km")
