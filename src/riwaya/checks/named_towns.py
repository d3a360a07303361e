"""The towns that a name in a report can mean, and what stands behind the name."""

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.fusion.sentences import sentence_around
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.name_words import Token, tokens_of, without_clitics
from riwaya.knowledge.places import SAME_KM, PlaceWord, place_words, shipped_places
from riwaya.records.mention import Place

#: Which town of a name is meant is sure enough where it has so many people, or is listed as a city.
LARGE = 20_000
TOWNS = frozenset(("town", "city"))
#: Places that may bear a town's name.
INHABITED = TOWNS | {"village", "neighbourhood", "camp"}
REGIONS = frozenset(("region", "province"))
#: Words of a name at most.
LONGEST = 3
#: Letters behind a place in which it is said where it lies.
BEHIND = 80


@dataclass(frozen=True, slots=True)
class Named:
    """A large town by name: all places of that name, and the words behind it in its sentence."""

    spots: tuple[Spot, ...]
    behind: tuple[Token, ...]
    #: What the offsets of those words count in.
    raw: str


def named_town(report: ToldReport, place: Place) -> Named | None:
    """The large town that a place mention names at its front; None for anything smaller."""
    _, last = sentence_around(report.text, place.start)
    raw = report.text[place.start : min(last, place.end + BEHIND)]
    tokens = tokens_of(raw)
    word = place_words().get(tokens[0].key) if tokens else None
    if word is not None and word.role != "type":
        return None  # around the town, not the town
    first = 1 if word is not None else 0
    if word is not None and not word.kinds & TOWNS:
        return None
    words = tokens_of(place.text)
    for width in range(min(LONGEST, len(words) - first), 0, -1):
        spots = [s for s in spots_of(tokens[first : first + width]) if s.kind in INHABITED]
        if spots:
            behind = tuple(tokens[first + width :])
            return Named(tuple(spots), behind, raw) if _is_large(place, spots) else None
    return None


def _is_large(place: Place, spots: Sequence[Spot]) -> bool:
    """Whether the place that was resolved is a large town, or stands for one."""
    meant = [spot for spot in spots if spot.id == place.entity]
    return any(
        (town.kind == "city" or (town.kind in TOWNS and town.population >= LARGE))
        and distance_km(one.lat, one.lon, town.lat, town.lon) < SAME_KM
        for one in meant
        for town in spots
    )


def spots_of(tokens: Sequence[Token]) -> list[Spot]:
    """All places by the name that the tokens are, the first one's clitics off."""
    if not tokens:
        return []
    rest = "".join(token.key for token in tokens[1:])
    for form in without_clitics(tokens[0].key):
        spots = shipped_places().find_loosely(form + rest)
        if spots:
            gazetteer = shipped_places().gazetteer.find(form + rest)
            known = {spot.id for spot in spots}
            return [*spots, *(spot for spot in gazetteer if spot.id not in known)]
    return []


def word_of_place(token: Token) -> PlaceWord | None:
    """What the table knows of a word around a place, clitics off."""
    forms = (place_words().get(form) for form in without_clitics(token.key))
    return next((word for word in forms if word is not None), None)


def longest_name(tokens: Sequence[Token], kinds: frozenset[str]) -> list[Spot]:
    """The places of some kinds by the longest name at the front of tokens."""
    for width in range(min(LONGEST, len(tokens)), 0, -1):
        spots = [spot for spot in spots_of(tokens[:width]) if spot.kind in kinds]
        if spots:
            return spots
    return []
