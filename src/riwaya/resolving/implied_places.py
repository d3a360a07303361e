"""Where a mention is that has no name: short forms, capitals, unknown quarters, halfway places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.name_words import ARTICLE, BEH, IN, Token, without_clitics
from riwaya.knowledge.places import PlaceTable, place_short_forms, place_words, word_of
from riwaya.resolving.fixes import Area, Fix, Named, fix_of
from riwaya.resolving.identity import Who
from riwaya.resolving.place_names import MINOR
from riwaya.resolving.place_ranks import plain
from riwaya.resolving.scene import Scene, adjective_entity

#: Letters and words behind a place that isn't known within which the name of its town begins.
LETTERS_BEHIND, WORDS_BEHIND = 40, 4
#: Somewhere in a town: at least so many km.
IN_A_TOWN_KM = 10.0


def by_adjective(
    tokens: Sequence[Token], start: int, area: Area, places: PlaceTable, who: Who
) -> Named | None:
    """«الأراضي اللبنانية»: a country by its adjective; «المدينة الهندية»: the last one of India."""
    for number, token in enumerate(tokens):
        entity = adjective_entity(token.key, who.actors)
        actor = who.actors.get(entity) if entity else None
        if number and actor is not None and actor.kind == "state":
            land = places.country(actor.country)
            if _is_capital(tokens[:number]):
                land = places.capital(actor.country) or land
            elif number == 1 and (kinds := place_short_forms().get(tokens[0].key)):
                last = area.last(start, plain(kinds), actor.country)
                land = last.spot if last else land
            if land is not None and all(word_of(t) for t in tokens[:number]):
                return Named([land], tokens[:number], tokens[number + 1 :], whole=False)
    return None


def _is_capital(tokens: Sequence[Token]) -> bool:
    words = place_words()
    return any(
        (word := words.get(form.removeprefix(ARTICLE))) and "capital" in word.kinds
        for token in tokens
        for form in without_clitics(token.key)
    )


def minor(tokens: Sequence[Token], start: int, area: Area, scene: Scene) -> Fix | None:
    """«حي الرفاعي», «شارع المطار»: unknown, so at the town named before, as far as that reaches."""
    words = [word for token in tokens[:2] if (word := word_of(token)) and word.kinds]
    if not words or not words[0].kinds <= MINOR:
        return None
    town = area.nearest_town(start, scene.country())
    if town is None or town.spot is None:
        return None
    return _somewhere_in(town, town.spot)


def _somewhere_in(place: Fix, spot: Spot) -> Fix:
    """What isn't known itself, by the place that it lies in."""
    radius = max(IN_A_TOWN_KM, place.radius_km)
    where = f"not known itself: somewhere in {spot.name}"
    return Fix(spot, place.lat, place.lon, radius, where, near=True)


def beside(end: int, area: Area, scene: Scene) -> Fix | None:
    """«البلدة القديمة في مدينة نابلس», «حي الوزيرية ببغداد»: somewhere in what is named behind.

    Only where a preposition leads to that place: what merely follows may be anywhere.
    """
    tokens = scene.tokens_in(end, end + LETTERS_BEHIND)
    if not tokens or scene.raw[end : tokens[0].start].strip():
        return None
    if tokens[0].key != IN and not tokens[0].key.startswith(BEH):
        return None
    last = tokens[min(len(tokens), WORDS_BEHIND) - 1].end
    behind = [fix for start, fix in area.around(end) if end < start < last and fix.spot is not None]
    if not behind or (place := behind[0]).spot is None or place.spot.kind == "country":
        return None
    return _somewhere_in(place, place.spot)


def _own_capital(scene: Scene, places: PlaceTable) -> Fix | None:
    """«العاصمة»: of the country that the text speaks of."""
    spot = places.capital(scene.country() or "")
    if spot is None:
        return None
    return Fix(spot, spot.lat, spot.lon, spot.radius_km, f"the capital of {spot.country}")


def short_form(
    tokens: Sequence[Token], start: int, area: Area, scene: Scene, places: PlaceTable
) -> Fix | None:
    """«المدينة», «وسط المدينة», «الحي»: the last place of that kind."""
    for number, token in enumerate(tokens[:3]):
        for form in without_clitics(token.key):
            kinds = place_short_forms().get(form)
            if kinds is None:
                continue
            if "capital" in kinds:
                return _own_capital(scene, places)
            last = area.last(
                start,
                frozenset(
                    "town" if k == "city" else "region" if k == "province" else k for k in kinds
                ),
            )
            if last is None or last.spot is None:
                return Fix(None, 0, 0, 0, "a short form, and no such place named before")
            around = Named([last.spot], tokens[:number], tokens[number + 1 :], whole=False)
            found = fix_of([(last.spot, 1.0, "named before")], around)
            reason = f"the last such place named before: {last.spot.name}"
            return replace(found, reason=reason, others=())
    return None
