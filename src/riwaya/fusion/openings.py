"""Sentences that open with a place, and so tell what happened there: «And in Mosul, …»."""

from collections.abc import Mapping, Sequence

from riwaya.fusion.told import Spot
from riwaya.knowledge.folding import WAW
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.name_words import FEH, IN, Token, tokens_of
from riwaya.knowledge.places import place_words, shipped_places

#: «And in», «so in»: «in» alone may stand in a dateline or a headline.
OPENERS = frozenset((WAW + IN, FEH + IN))
#: Letters in which a sentence says that it opens with a place, and in which it names it.
OPENING, REACH = 8, 80
#: Words of a name at most.
LONGEST = 3
#: A place that opens a sentence lies so near to another one of the report, in km.
REACH_KM = 300.0


def opening_spots(text: str, ends: Sequence[int], near: Sequence[Spot]) -> Mapping[int, Spot]:
    """The place that opens a sentence, by the sentence's number; `near`: the report's places."""
    starts = [0, *ends]
    found = {}
    for number, (start, end) in enumerate(zip(starts, [*ends, len(text)], strict=True)):
        if IN not in text[start : start + OPENING]:
            continue
        words = tokens_of(text[start : min(end, start + REACH)])[: LONGEST + 3]
        if near and words and words[0].key in OPENERS:
            spot = _named(words[1:], near)
            if spot is not None:
                found[number] = spot
    return found


def _named(words: Sequence[Token], near: Sequence[Spot]) -> Spot | None:
    """The place that the first words name, past a word for its kind; the nearest of namesakes."""
    if words and words[0].key in place_words():
        words = words[1:]
    for size in range(LONGEST, 0, -1):
        known = shipped_places().find("".join(word.key for word in words[:size]))
        several = [
            (min(distance_km(p.lat, p.lon, s.lat, s.lon) for s in near), p.id, p)
            for p in known
            if p.kind not in {"region", "country"}
        ]
        if len(words) >= size and several and min(several)[0] <= REACH_KM:
            place = min(several)[2]
            return Spot(place.id, place.name, place.lat, place.lon, place.radius_km)
    return None
