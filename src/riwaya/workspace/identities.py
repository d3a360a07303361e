"""Ids that a person typed -> the fields of a mention that follow from them, by the same tables."""

import re
from difflib import get_close_matches
from typing import Any, NamedTuple

from msgspec import UNSET

from riwaya.errors import BadInput
from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.naming import in_english
from riwaya.knowledge.place_ids import place_of
from riwaya.records.resolution import Resolution
from riwaya.resolving.claims import Knowledge, precision_of
from riwaya.resolving.fixes import Fix

#: The reason that stands in a mention whose identity somebody has written down.
BY_HAND = "A person says so."
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NO_PLACE: dict[str, Any] = {
    "entity": None, "name": None, "lat": None, "lon": None, "radius_km": UNSET, "precision": UNSET,
}  # fmt: skip


class Identified(NamedTuple):
    """The fields of a mention, and what the person should know."""

    fields: dict[str, Any]
    note: str = ""


def party_of(said: str | None, words: str, known: Knowledge) -> Identified:
    """The fields of an agent, a target or a source; raises BadInput for what is no id."""
    if said is None:
        return Identified(_party(None, None, words, UNSET))
    entity = as_id(said)
    name, basis = known.who.name_of(entity), known.who.basis_of(entity)
    if name is None and (spot := place_of(entity, known.places)) is not None:
        name, basis = spot.name, spot.basis  # a town or a facility as a target
    note = "" if name else _unknown(entity, known)
    return Identified(_party(entity, name, words, basis or UNSET), note)


def placed(said: str | None, words: str, known: Knowledge) -> Identified:
    """The fields of a place, its point among them; raises BadInput for what is no id."""
    if said is None:
        why = Resolution(reason=BY_HAND)
        return Identified({**NO_PLACE, "romanised": in_english(words), "resolution": why})
    entity = as_id(said)
    spot = place_of(entity, known.places)
    if spot is None:
        fields = {**NO_PLACE, "entity": entity, "romanised": in_english(words)}
        fields["resolution"] = Resolution(reason=BY_HAND)
        return Identified(fields, f"{_unknown(entity, known)}, so the place gets no point")
    return Identified(_place(spot))


def as_id(said: str) -> str:
    """An id as the tables write it: "Islamic State" is "islamic-state"; raises BadInput."""
    entity = "-".join(said.lower().replace("_", " ").split())
    if not ID.fullmatch(entity):
        raise BadInput(
            f"{said!r} is no id: write one such as deir-ez-zor (`riwaya lookup` tells them), "
            "or ? where it is unknown"
        )
    return entity


def _party(entity: str | None, name: str | None, words: str, basis: Any) -> dict[str, Any]:
    return {
        "entity": entity,
        "name": name or UNSET,
        "romanised": UNSET if name else in_english(words),
        "resolution": Resolution(reason=BY_HAND, basis=basis),
    }


def _place(spot: Spot) -> dict[str, Any]:
    fix = Fix(spot, spot.lat, spot.lon, spot.radius_km, BY_HAND)
    return {
        "entity": spot.id,
        "name": spot.name,
        "lat": spot.lat,
        "lon": spot.lon,
        "radius_km": float(round(spot.radius_km, 1)),
        "precision": precision_of(fix),
        "romanised": UNSET,
        "resolution": Resolution(reason=BY_HAND, basis=spot.basis),
    }


def _unknown(entity: str, known: Knowledge) -> str:
    ids = (*known.who.actors.actors, *known.who.persons.persons, *known.places.by_id)
    close = get_close_matches(entity, ids, n=1, cutoff=0.8)
    return f"no table knows {entity}" + (f" (did you mean {close[0]}?)" if close else "")
