"""Which words of a mention are a place's name, and the places that bear it."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.name_words import ARTICLE, LAM, Token, without_clitics
from riwaya.knowledge.places import PlaceTable, place_short_forms, word_of
from riwaya.resolving.fixes import Named, kind_of
from riwaya.resolving.identity import Who
from riwaya.resolving.scene import Scene, adjective_entity

#: Words of a name at most.
LONGEST = 8
#: Fewer letters than this are no name of a place.
SHORTEST = 3
#: Kinds of place that lie within a town.
MINOR = frozenset(("neighbourhood", "hospital"))


def find_name(tokens: Sequence[Token], scene: Scene, places: PlaceTable, who: Who) -> Named | None:
    """The longest stretch of words that is a place, if the words around it are understood."""
    for size in range(min(len(tokens), LONGEST), 0, -1):
        for first in range(len(tokens) - size + 1):
            stretch = tokens[first : first + size]
            before, after = tokens[:first], tokens[first + size :]
            if not _is_lead(before, who) or not _is_tail(after, who):
                continue
            if len(stretch) == 1 and before and _describes(before[-1], stretch[0], who):
                continue
            spots = _of_plural(before, stretch, places) or _candidates(
                stretch, scene, places, who, whole=size == len(tokens)
            )
            if any(
                word.kinds <= MINOR for token in before if (word := word_of(token)) and word.kinds
            ):
                spots = [spot for spot in spots if kind_of(spot) in MINOR]
            if spots:
                return Named(spots, before, after, whole=not before and not after)
    return None


def _of_plural(before: Sequence[Token], stretch: Sequence[Token], places: PlaceTable) -> list[Spot]:
    """«حقول … العمر»: the place that has the singular of the word before in its name."""
    word = word_of(before[-1]) if before else None
    if word is None or not word.singular:
        return []
    return places.find(word.singular + "".join(token.key for token in stretch))


def _is_lead(before: Sequence[Token], who: Who) -> bool:
    """Whether what precedes a place name is understood: type words, parts, «… متفرقة من»."""
    if before and (last := word_of(before[-1])) and last.role == "before":
        return word_of(before[0]) is not None
    described = bool(before) and word_of(before[0]) is not None  # «العاصمة السويسرية الفدرالية»
    return all(
        word_of(t)
        or adjective_entity(t.key, who.actors)
        or (described and t.key.startswith(ARTICLE))
        for t in before
    )


def _describes(noun: Token, token: Token, who: Who) -> bool:
    """«المدينة الهندية» is a city of India, not the town of that name."""
    definite = any(form.startswith(ARTICLE) for form in without_clitics(noun.key))
    return definite and adjective_entity(token.key, who.actors) is not None


def _is_tail(after: Sequence[Token], who: Who) -> bool:
    """Whether what follows a place name is part of how it is said, not of the name."""
    return all(
        word_of(token)
        or adjective_entity(token.key, who.actors)
        or token.key.startswith((ARTICLE, LAM + LAM))  # «مخيم جنين للاجئين»
        or who.actors.names.at([token], 0)
        for token in after
    )


def _candidates(
    stretch: Sequence[Token], scene: Scene, places: PlaceTable, who: Who, *, whole: bool
) -> list[Spot]:
    first = stretch[0].key
    if len(stretch) == 1 and (first in place_short_forms() or (word_of(stretch[0]) and not whole)):
        return []
    rest = "".join(token.key for token in stretch[1:])
    for form in without_clitics(first):
        key = form + rest
        if len(key) < SHORTEST:
            break
        land = _country(stretch, places, who)
        spots = places.find_loosely(key)
        if form != first:  # a letter cut off by guess: only where the text speaks of the country
            spots = [spot for spot in spots if scene.countries[spot.country]]
        if len(stretch) == 1 and word_of(stretch[0]):
            spots = [spot for spot in spots if spot.listed]
        if land is not None:
            return [land, *(spot for spot in spots if kind_of(spot) == "town")]
        if spots:
            return spots
    return []


def _country(stretch: Sequence[Token], places: PlaceTable, who: Who) -> Spot | None:
    hit = who.actors.names.at(stretch, 0)
    if hit is None or hit.last < len(stretch):
        return None
    actor = who.actors.actors[hit.value]
    return places.country(actor.country) if actor.kind == "state" else None
