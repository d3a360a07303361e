"""What the fields of the filters offer, and what values in force are called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from riwaya.export.shown.language import LANGUAGES
from riwaya.knowledge.place_names import arabic_place_names
from riwaya.records.decision import Review
from riwaya.records.terms import EVENTS, POLARITIES, REALITIES, STANCES
from riwaya.store.entity_names import names_of
from riwaya.web.desk import Desk
from riwaya.web.filters import Params, box_of, entities_of

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """(value, what it is called) for each field with a closed list."""

    event: Options
    stance: Options
    review: Options
    polarity: Options
    reality: Options


@cache
def offered(language: str) -> Offered:
    """The lists of values, named in a language."""
    words = LANGUAGES[language]
    events = sorted(((code, words.event(code)) for code in EVENTS), key=lambda pair: pair[1])

    def terms(kind: str, values: Iterable[str]) -> Options:
        return tuple((value, words.term(f"{kind}.{value}")) for value in values)

    return Offered(
        event=tuple(events),
        stance=terms("stance", STANCES),
        review=tuple((one, words.label(f"desk.review.{one}")) for one in get_args(Review)),
        polarity=terms("polarity", POLARITIES),
        reality=terms("reality", REALITIES),
    )


def called(desk: Desk, params: Params) -> dict[str, str]:
    """What the values in force are called in the reader's language, by value."""
    lists = offered(desk.language)
    found = {
        value: shown
        for options in (lists.event, lists.stance, lists.review, lists.polarity, lists.reality)
        for value, shown in options
    }
    found |= _entities(desk, params)
    if box_of(params.get("within")) is not None:
        found[params["within"]] = desk.t("filters.within_shown")
    return found


def _entities(desk: Desk, params: Params) -> dict[str, str]:
    """Names of the actors and places that an address has, with their roles before them."""
    wanted = entities_of(params)
    if not wanted:
        return {}
    names = entity_names(desk, wanted)
    given = [v for name in ("actor", "place", "source") for v in params.getlist(name)]
    found = {}
    for value in given:
        role, colon, rest = value.rpartition(":")
        said = ", ".join(names.get(part, part) for part in rest.split(","))
        found[value] = f"{desk.words.term(f'role.{role}')}{colon} {said}" if role else said
    return found


def entity_names(desk: Desk, wanted: Sequence[str]) -> dict[str, str]:
    """What entities are called in the reader's language; English where there is no Arabic."""
    arabic = desk.language == "ar"
    actors = desk.known.who.actors.actors
    found = {}
    for entity in wanted:
        if entity in actors:
            one = actors[entity]
            found[entity] = one.names[0] if arabic and one.names else one.name
        elif entity in desk.known.places.by_id:
            spot = desk.known.places.by_id[entity]
            found[entity] = spot.arabic if arabic and spot.arabic else spot.name
        elif arabic and entity in arabic_place_names():
            found[entity] = arabic_place_names()[entity]
    return names_of(desk.connection, [one for one in wanted if one not in found]) | found
