"""All places of a report together: what is sure locates the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.name_words import BEH, Token, tokens_of
from riwaya.knowledge.places import PlaceTable, word_of
from riwaya.resolving.fixes import Area, Fix, kind_of
from riwaya.resolving.identity import Who
from riwaya.resolving.place_lists import Item, items_of
from riwaya.resolving.places import LARGE, locate
from riwaya.resolving.scene import Scene, sighted

#: What a place without a namesake tells of the country that the text speaks of.
VOTE = 2
#: Words of a place name, when names are looked for in the whole text.
LONGEST = 3
#: So many people has a city whose first letter is taken for a preposition (others: LARGE).
CITY = 50_000

#: No country is spoken of.
ANYWHERE: Mapping[str, int] = {}

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Located:
    """A place name of the text and where it is; a list of places gives several."""

    start: int
    end: int
    fix: Fix


def places_named(
    raw: str,
    places: PlaceTable,
    who: Who,
    *,
    published: str | None = None,
    country: str | None = None,
) -> list[tuple[int, Fix]]:
    """Every place that a text names, with where it begins, in order; what isn't found left out."""
    if not any(_names(tokens_of(raw), places)):  # most texts: all else would be for nothing
        return []
    scene = sighted(raw, who.actors, who.persons, published=published, country=country)
    named = set(_names(scene.tokens, places, scene.countries))
    found = locate_all(scene, places, who, named, named)
    several = [(start, located[0].fix) for (start, _), located in found.items()]
    return sorted((one for one in several if one[1].spot is not None), key=lambda one: one[0])


def locate_all(
    scene: Scene,
    places: PlaceTable,
    who: Who,
    stretches: Iterable[Stretch],
    also: Iterable[Stretch] | None = None,
) -> dict[Stretch, list[Located]]:
    """The places of each raw stretch; two rounds, so that later places help earlier ones.

    `also` are further place names of the text; looked for where they aren't given.
    """
    wanted = {
        stretch: items_of(scene, places, who, *stretch) or (_item(scene, *stretch),)
        for stretch in set(stretches)
    }
    named = {(item.start, item.end): item for items in wanted.values() for item in items}
    taken = {letter for start, end in named for letter in range(start, end)}
    for stretch in _names(scene.tokens, places, scene.countries) if also is None else also:
        if stretch[0] not in taken:  # a name in a mention is no other place than the mention's
            named.setdefault(stretch, _item(scene, *stretch))
    order = [named[key] for key in sorted(named)]
    first = _round(scene, places, who, order, {}, {})
    votes = _votes(first)
    for country, weight in votes.values():
        scene.countries[country] += weight
        scene.ground[country] += 1
    found = _round(scene, places, who, order, first, votes)
    return {
        stretch: [Located(i.start, i.end, found[i.start, i.end]) for i in items]
        for stretch, items in wanted.items()
    }


def _round(
    scene: Scene,
    places: PlaceTable,
    who: Who,
    order: Sequence[Item],
    known: Mapping[Stretch, Fix],
    votes: Mapping[Stretch, tuple[str, int]],
) -> dict[Stretch, Fix]:
    """Every place, by those before it and by what an earlier round knows of those behind it."""
    found: dict[Stretch, Fix] = {}
    area = Area([(item.start, known[item.start, item.end]) for item in order] if known else [])
    for number, item in enumerate(order):
        key = item.start, item.end
        country, weight = votes.get(key, ("", 0))
        scene.countries[country] -= weight  # a place is no reason for itself
        fix = locate(scene, places, who, item, area)
        scene.countries[country] += weight
        found[key] = fix
        if known:
            area.fixes[number] = (item.start, fix)
        else:
            area.fixes.append((item.start, fix))
    return found


def _item(scene: Scene, start: int, end: int) -> Item:
    return Item(start, end, tuple(scene.tokens_in(start, end)))


def _votes(fixes: Mapping[Stretch, Fix]) -> dict[Stretch, tuple[str, int]]:
    """Places say which country the text speaks of, those without a namesake most."""
    return {
        stretch: (fix.spot.country, 1 if fix.others else VOTE)
        for stretch, fix in fixes.items()
        if fix.spot is not None and fix.spot.country
    }


def _names(
    tokens: Sequence[Token], places: PlaceTable, countries: Mapping[str, int] = ANYWHERE
) -> Iterator[Stretch]:
    """Place names in the text behind a word that opens one, in some countries if any.

    «في حلب», «بحلب»: what is bound to the name opens it too, where the name is that of a city.
    """
    for number, token in enumerate(tokens):
        opener = word_of(tokens[number - 1]) if number else None
        bound = token.key.startswith(BEH)
        if (opener is None and not bound) or word_of(token) is not None:
            continue
        kinds = opener.kinds if opener else frozenset()
        for size in range(LONGEST, 0, -1):
            stretch = tokens[number : number + size]
            key = "".join(word.key for word in stretch)
            if (opener and _is_meant(places.find(key), countries, LARGE, kinds)) or (
                bound and _is_meant(places.find(key[1:]), countries, CITY)
            ):
                yield stretch[0].start, stretch[-1].end
                break


def _is_meant(
    spots: Iterable[Spot],
    countries: Mapping[str, int],
    least: int,
    kinds: frozenset[str] = frozenset(),
) -> bool:
    """Whether a name that no claim gives is that of a place which a report may name.

    It lies in a country that the text speaks of, unless the word before it says what it is and
    only one country has such a place: «مدينة الميادين».
    """
    known = [s for s in spots if s.listed or s.population >= least or kind_of(s) == "region"]
    if not countries or any(countries[spot.country] for spot in known):
        return bool(known)
    return len({spot.country for spot in known}) == 1 and all(s.kind in kinds for s in known)
