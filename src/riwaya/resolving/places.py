"""Where a mention is: candidates by name, ranked by reasons that can be read.

«ريف ديرالزور الشرقي»: words that say which part come off, the rest is looked up, what came off
moves the point and widens the radius. A short form («المدينة») is the last such place named.
"""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.knowledge.folding import WAW
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.name_words import Token
from riwaya.knowledge.places import PlaceTable, word_of
from riwaya.resolving.fixes import UNKNOWN, Area, Fix, fix_of, kind_of, shifted
from riwaya.resolving.identity import Who
from riwaya.resolving.implied_places import beside, by_adjective, minor, short_form
from riwaya.resolving.offsets import offset_around
from riwaya.resolving.place_lists import Item, after_and
from riwaya.resolving.place_names import MINOR, find_name
from riwaya.resolving.place_ranks import rank
from riwaya.resolving.scene import Scene

#: A neighbourhood farther than this from the town named beside it is another one of its name.
TOWN_REACH_KM = 50.0
#: Words behind «between» within which the second place begins.
MOST_WORDS = 8
#: A town that no claim names itself must have so many people, or stand in a list.
LARGE = 5_000


def locate(scene: Scene, places: PlaceTable, who: Who, item: Item, area: Area) -> Fix:
    """Where the words of an item are."""
    both = _between(scene, places, who, item.tokens, area)
    return both if both is not None else _locate_one(scene, places, who, item, area)


def _locate_one(scene: Scene, places: PlaceTable, who: Who, item: Item, area: Area) -> Fix:
    tokens, start, end = item.tokens, item.start, item.end
    named = find_name(tokens, scene, places, who)
    if named is None:
        named = by_adjective(tokens, start, area, places, who)
    if named is None:
        return (
            _of_a_town(scene, places, who, item, area)
            or beside(end, area, scene)
            or short_form(tokens, start, area, scene, places)
            or minor(tokens, start, area, scene)
            or UNKNOWN
        )
    ranked = rank(named, scene, start, area)
    if kind_of(ranked[0][0]) in MINOR and (elsewhere := minor(tokens, start, area, scene)):
        spot = ranked[0][0]
        if distance_km(spot.lat, spot.lon, elsewhere.lat, elsewhere.lon) > TOWN_REACH_KM:
            return elsewhere
    fix = fix_of(ranked, named)
    offset = offset_around(scene.raw, start, end)
    return shifted(fix, offset) if offset is not None else fix


def _of_a_town(scene: Scene, places: PlaceTable, who: Who, item: Item, area: Area) -> Fix | None:
    """«سوق الميادين», «مدرسة البريج»: what isn't known itself, named after a town that is.

    Only near what else is named: a street of Aleppo is found in many towns.
    """
    rest = item.tokens[1:]
    word = word_of(item.tokens[0]) if rest else None
    if not rest or (word is not None and not (word.kinds and word.kinds <= MINOR)):
        return None
    named = find_name(rest, scene, places, who)
    if named is None or named.before:
        return None
    towns = [s for s in named.spots if kind_of(s) == "town" and scene.countries[s.country]]
    spot = max(towns, key=lambda town: town.population, default=None)
    if spot is None or spot.population < LARGE:
        return None
    other = area.nearest_town(item.start, None)
    if other and distance_km(spot.lat, spot.lon, other.lat, other.lon) > TOWN_REACH_KM:
        return None
    where = f"not known itself: by its name, in {spot.name}"
    return Fix(spot, spot.lat, spot.lon, max(spot.radius_km, 5.0), where, near=True)


def _between(
    scene: Scene, places: PlaceTable, who: Who, tokens: Sequence[Token], area: Area
) -> Fix | None:
    """«الطريق بين كركوك والحويجة»: halfway."""
    at = next((i for i, t in enumerate(tokens) if (w := word_of(t)) and w.role == "between"), None)
    if at is None:
        return None
    for middle in range(at + 2, min(len(tokens), at + MOST_WORDS)):
        if not tokens[middle].key.startswith(WAW):
            continue
        ends = [
            _locate_one(scene, places, who, Item(part[0].start, part[-1].end, tuple(part)), area)
            for part in (
                tokens[at + 1 : middle],
                (after_and(tokens[middle]), *tokens[middle + 1 :]),
            )
        ]
        first, second = ends
        if first.spot is not None and second.spot is not None:
            apart = distance_km(first.lat, first.lon, second.lat, second.lon)
            lat, lon = (first.lat + second.lat) / 2, (first.lon + second.lon) / 2
            halfway = f"halfway between {first.spot.name} and {second.spot.name}"
            radius = max(5.0, apart / 2)
            return Fix(first.spot, round(lat, 4), round(lon, 4), radius, halfway, near=True)
    return None
