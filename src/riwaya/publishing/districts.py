"""The district of a point: how finely a camp, a hospital, a shelter or a home is published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.places import PlaceTable

#: A district's centre is no further than this from its places, in km.
REACH_KM = 30.0
#: Where no district is known: the grid that points are put on, in degrees, and what that blurs.
GRID, GRID_KM = 0.2, 20.0
#: Kinds that are no finer than a district.
WIDE = frozenset(("district", "province", "region", "country", "sea", "desert", "border"))


@dataclass(frozen=True, slots=True)
class Area:
    """A district, or a square of the grid with the region's name; kilometres."""

    entity: str | None
    name: str | None
    lat: float
    lon: float
    radius_km: float


class Districts:
    """The second level of the tables, nearest first; tables are never complete."""

    def __init__(self, places: PlaceTable) -> None:
        listed = [spot for spot in places.by_id.values() if spot.kind == "district"]
        self._spots = [*listed, *places.gazetteer.of_kind("district")]
        self.of = lru_cache(maxsize=10_000)(self._of)

    def _of(self, lat: float, lon: float, spot: Spot | None) -> Area:
        """The area that a point (of a known place, perhaps) is published as."""
        near = [
            (away, one.id, one)
            for one in self._spots
            if abs(one.lat - lat) < 1
            and (spot is None or not spot.country or one.country == spot.country)
            and (away := distance_km(lat, lon, one.lat, one.lon)) <= REACH_KM
        ]
        if near:
            _, _, one = min(near)
            name = one.name if one.listed else f"{one.name} district"
            return Area(one.id, name, one.lat, one.lon, max(one.radius_km, GRID_KM))
        region = spot.region if spot and spot.region else None
        lat, lon = round(round(lat / GRID) * GRID, 2), round(round(lon / GRID) * GRID, 2)
        return Area(None, region, lat, lon, GRID_KM)
