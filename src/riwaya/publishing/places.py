"""A place as it is published: by the tables' name; a camp or a home no finer than its district."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from msgspec import UNSET
from msgspec.structs import replace

from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.name_words import bare, tokens_of
from riwaya.knowledge.place_ids import place_of
from riwaya.knowledge.places import word_of
from riwaya.publishing.districts import GRID, GRID_KM, WIDE, Area, Districts
from riwaya.publishing.screen import Screen, key_forms
from riwaya.publishing.words import facilities, facility_at
from riwaya.records.mention import Party, Place, Source
from riwaya.records.resolution import PlacePrecision

#: Degrees north and east.
Point = tuple[float, float]
#: What lies this near to a sensitive place of the same report tells where that is.
NEAR_KM = 15.0
#: Kinds of place that a facility's words can be part of the name of.
SETTLED = frozenset(("town", "city", "village"))
#: Kinds whose type word says that a place's own name follows, not an owner's.
LAND = frozenset(
    (
        "town", "city", "village", "province", "region", "district", "field", "airport", "airbase",
        "dam", "crossing", "mountain", "river", "road", "island", "strait",
    )
)  # fmt: skip
#: What a place of a district's size is to ACLED and UCDP GED.
COARSE = PlacePrecision(acled=2, ucdp=3)


def names_facility(phrase: str) -> bool:
    """Whether words speak of a camp, a hospital, a shelter or a home."""
    return _names_facility(phrase)


@lru_cache(maxsize=20_000)
def _names_facility(phrase: str) -> bool:
    tokens = tokens_of(phrase)
    return any(facility_at(tokens, number) for number in range(len(tokens)))


class Places:
    """Asked for every place of a claim."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._table = screen.known.places
        self._districts = Districts(self._table)
        self.spot = lru_cache(maxsize=20_000)(self._spot)

    def _spot(self, entity: str) -> Spot | None:
        return place_of(entity, self._table)

    def is_sensitive(self, place: Place) -> bool:
        """Whether it is a camp, a hospital, a shelter or a home, by its kind or its words."""
        spot = self.spot(place.entity) if place.entity else None
        own = _facility_words(spot.arabic) if spot is not None else set()
        if spot is not None and spot.kind not in {*SETTLED, *WIDE}:
            return bool(own) or spot.kind in facilities().values() or names_facility(place.text)
        # «بيت لحم» is a town, whatever its first word is.
        return bool(_facility_words(place.text) - own)

    def is_facility(self, entity: str) -> bool:
        """Whether an identity is a camp's or a hospital's."""
        spot = self.spot(entity)
        return spot is not None and spot.kind in facilities().values()

    def area(self, entity: str | None, lat: float, lon: float) -> Area:
        """What a point is published as where it must be coarse."""
        return self._districts.of(lat, lon, self.spot(entity) if entity else None)

    def speaks_of_facility(self, party: Party | Source) -> bool:
        """Whether an agent, a target or a source is a facility or somebody in one."""
        actor = self._screen.known.who.actors.get(party.entity or "")
        if actor is not None and actor.kind != "hospital":
            return False
        spot = self.spot(party.entity) if party.entity else None
        if spot is not None and spot.kind in {*SETTLED, *WIDE}:
            return False
        kinds = facilities().values()
        return bool(actor) or bool(spot and spot.kind in kinds) or names_facility(party.text)

    def published(
        self,
        place: Place,
        names: frozenset[str],
        near: Collection[Point] = (),
        *,
        coarse: bool,
        cover: bool,
    ) -> Place:
        """The place with its words covered; `coarse`: no finer than its district.

        So is what lies near the points of the report's sensitive places.
        """
        spot = self.spot(place.entity) if place.entity else None
        wide = spot is not None and spot.kind in WIDE
        coarse = (coarse or is_near(place, near)) and not wide
        text = place.text
        if cover or coarse:
            sight = self._screen.look(
                text, names=names if cover else frozenset(),
                own=own_words(spot), place=not coarse and (is_named(place.text, spot) or not cover),
                facility=coarse,
            )  # fmt: skip
            text = self._screen.cover(text, sight)
        bare = replace(place, text=text, romanised=UNSET, resolution=UNSET)
        if coarse:
            return self._coarse(bare, spot)
        return self._named(bare, spot) if cover else bare

    def _named(self, place: Place, spot: Spot | None) -> Place:
        """By the tables' name; a point that no table has is blurred."""
        if spot is not None:
            return replace(place, name=spot.name)
        place = replace(place, entity=None, name=None)
        if place.lat is None or place.lon is None:
            return replace(place, lat=None, lon=None, radius_km=UNSET, precision=UNSET)
        lat, lon = (round(round(d / GRID) * GRID, 2) for d in (place.lat, place.lon))
        radius = place.radius_km if place.radius_km is not UNSET else GRID_KM
        return replace(place, lat=lat, lon=lon, radius_km=max(radius, GRID_KM), precision=COARSE)

    def _coarse(self, place: Place, spot: Spot | None) -> Place:
        lat = place.lat if place.lat is not None else spot.lat if spot else None
        lon = place.lon if place.lon is not None else spot.lon if spot else None
        if lat is None or lon is None:
            return replace(
                place, entity=None, name=None, lat=None, lon=None, radius_km=UNSET, precision=UNSET
            )
        if place.radius_km is not UNSET and place.radius_km >= GRID_KM and spot is None:
            lat, lon = (round(round(d / GRID) * GRID, 2) for d in (lat, lon))
        area = self._districts.of(lat, lon, spot)
        return replace(
            place, relation="in", entity=area.entity, name=area.name, lat=area.lat, lon=area.lon,
            radius_km=area.radius_km, precision=COARSE,
        )  # fmt: skip


@lru_cache(maxsize=20_000)
def is_named(phrase: str, spot: Spot | None) -> bool:
    """Whether words that no table knows name a place: the tables', or a town or a field."""
    tokens = tokens_of(phrase)
    word = word_of(tokens[0]) if tokens else None
    return spot is not None or (word is not None and bool(word.kinds & LAND))


def is_near(place: Place, points: Collection[Point]) -> bool:
    """Whether a place lies so near to some points that it tells where they are."""
    return (
        bool(points)
        and place.lat is not None
        and place.lon is not None
        and any(distance_km(place.lat, place.lon, lat, lon) < NEAR_KM for lat, lon in points)
    )


@lru_cache(maxsize=20_000)
def own_words(spot: Spot | None) -> frozenset[str]:
    """The keys of a place's name in the tables."""
    if spot is None:
        return frozenset()
    return frozenset(form for token in tokens_of(spot.arabic) for form in key_forms(token.key))


def _facility_words(phrase: str) -> set[str]:
    tokens = tokens_of(phrase)
    return {bare(tokens[n].key) for n in range(len(tokens)) if facility_at(tokens, n)}
