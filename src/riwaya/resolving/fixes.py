"""A place found in the text: the point, its radius, why; and the area that a report has located."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp

from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.geodesy import moved
from riwaya.knowledge.name_words import Token
from riwaya.knowledge.places import word_of
from riwaya.resolving.offsets import Offset

#: A part of a town named by its direction lies so far from the middle; of a region, a share.
TOWN_SHIFT_KM, REGION_SHIFT, COUNTRYSIDE_KM = 3.0, 0.6, 10.0
#: Letters of the text within which a town's quarters are looked for.
FAR_LETTERS = 600
#: Places before and behind one that are looked at; places back that a short form can mean.
NEIGHBOURS, FARTHEST_BACK = 30, 300


@dataclass(frozen=True, slots=True)
class Fix:
    """Where it is: the place named, the point, its radius in km, why, what else it could be."""

    spot: Spot | None
    lat: float
    lon: float
    radius_km: float
    reason: str
    others: tuple[tuple[str, float], ...] = ()
    near: bool = False
    within: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A place name in a mention: its candidates and what stood around it."""

    spots: Sequence[Spot]
    before: Sequence[Token]
    after: Sequence[Token]
    whole: bool


@dataclass(slots=True)
class Area:
    """What the report has located so far, in text order."""

    fixes: list[tuple[int, Fix]] = field(default_factory=list)

    def around(self, position: int) -> list[tuple[int, Fix]]:
        """The fixes nearest to a raw position in the text; they are in text order."""
        at = bisect_left(self.fixes, position, key=lambda item: item[0])
        return self.fixes[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]

    def nearest_town(self, position: int, country: str | None) -> Fix | None:
        """The town that is named nearest to a position in the text, before or after."""
        towns = [
            (abs(start - position), fix)
            for start, fix in self.around(position)
            if start != position and fix.spot is not None and kind_of(fix.spot) == "town"
            and country in {None, fix.spot.country}
        ]  # fmt: skip
        away, found = min(towns, key=lambda item: item[0], default=(FAR_LETTERS, None))
        return found if away < FAR_LETTERS else None

    def last(self, position: int, kinds: frozenset[str], country: str = "") -> Fix | None:
        """The last place of some kind located before a position."""
        at = bisect_left(self.fixes, position, key=lambda item: item[0])
        for _, fix in reversed(self.fixes[max(0, at - FARTHEST_BACK) : at]):
            if fix.spot is None or kind_of(fix.spot) not in kinds:
                continue
            if fix.spot.kind == "village" and "village" not in kinds:
                continue  # «المدينة» is no village
            if not country or fix.spot.country == country:
                return fix
        return None


def kind_of(spot: Spot) -> str:
    """A place's kind; the lists' villages and cities are towns, provinces regions."""
    return {"village": "town", "city": "town", "province": "region"}.get(spot.kind, spot.kind)


UNKNOWN = Fix(None, 0.0, 0.0, 0.0, "no known place in these words")


def fix_of(ranked: Sequence[tuple[Spot, float, str]], named: Named) -> Fix:
    """The best candidate as a point, moved and widened by the words around its name."""
    spot, best, why = ranked[0]
    weights = [exp(score - best) for _, score, _ in ranked]
    others = tuple(
        (other.id, round(weight / sum(weights), 2))
        for (other, _, _), weight in zip(ranked[1:4], weights[1:4], strict=True)
    )
    lat, lon, radius = spot.lat, spot.lon, spot.radius_km
    words = [w for token in (*named.before, *named.after) if (w := word_of(token))]
    parts = [w for w in words if w.role == "part"]
    directions = [w for w in words if w.role == "direction"]
    widened = max((w.radius_km for w in parts), default=0.0)
    if directions:
        north = sum(w.north for w in directions)
        east = sum(w.east for w in directions)
        away = _shift(spot, countryside=widened >= COUNTRYSIDE_KM)
        length = max(1.0, (north**2 + east**2) ** 0.5)
        lat, lon = moved(lat, lon, north / length * away, east / length * away)
        radius = max(radius, away, widened)
    radius = max(radius, widened)
    return Fix(spot, round(lat, 4), round(lon, 4), radius, f"{spot.name}: {why}", others,
               near=bool(parts) and widened >= 5, within=bool(directions))  # fmt: skip


def _shift(spot: Spot, *, countryside: bool) -> float:
    if kind_of(spot) in {"region", "country", "district"}:
        return spot.radius_km * REGION_SHIFT
    return COUNTRYSIDE_KM if countryside else TOWN_SHIFT_KM


def shifted(fix: Fix, offset: Offset) -> Fix:
    """A point so many kilometres from the place, as the words beside it say."""
    lat, lon = moved(fix.lat, fix.lon, offset.north_km, offset.east_km)
    radius = max(5.0, 0.15 * (offset.north_km**2 + offset.east_km**2) ** 0.5)
    name = fix.spot.name if fix.spot else ""
    return Fix(fix.spot, round(lat, 4), round(lon, 4), radius,
               f"{offset.words} of {name}", fix.others, near=True)  # fmt: skip
