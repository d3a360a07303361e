"""Whether a town lies where the words put it: in a province, so far and that way from another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, degrees, hypot, radians

from riwaya.checks.cited import evidence_of
from riwaya.checks.named_towns import (
    REGIONS,
    TOWNS,
    Named,
    longest_name,
    named_town,
    word_of_place,
)
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.folding import WAW
from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.name_words import Token, without_clitics
from riwaya.knowledge.places import place_words
from riwaya.knowledge.reference_facts import belongs_words
from riwaya.records.claim import Claim
from riwaya.records.incident import Finding
from riwaya.records.mention import Place
from riwaya.resolving.quantities import read_quantity

KIND = "place_and_parent"
#: A province isn't round: its own reach, so many times, and so many km are still in it.
REACH_TIMES, REACH_KM = 1.3, 30.0
#: Roads are longer than the crow's way, reporters round.
FARTHER, NEARER, SLACK_KM = 1.7, 0.65, 20.0
#: Degrees between the way that is said and the way that it is.
TURNED = 85.0
#: Nearer than this to each other, towns lie every way.
NEAREST_KM = 30.0
TO_KM = {"km": 1.0, "m": 0.001, "mile": 1.609}
#: Words that may stand between a town and its distance or its province.
MOST_BETWEEN = 4
#: A town that others are measured from has so many people, or is listed as a city.
KNOWN = 100_000
KM_PER_DEGREE = 111.2
#: The sine of 22.5 degrees: within it of an axis, only that axis is named.
EIGHTH = 0.383


@dataclass(frozen=True, slots=True)
class Bearing:
    """So many km north and east of a town; the km are None where only the way is said."""

    kilometres: float
    north: float
    east: float
    town: Spot


def place_and_parent(report: ToldReport) -> list[Finding]:
    """Towns that no place of their name lies where the report says."""
    found: dict[int, Finding] = {}
    for claim in report.claims:
        for place in claim.places:
            town = named_town(report, place) if place.start not in found else None
            said = (_in_province(town) or _from_town(town)) if town else None
            if said is not None:
                found[place.start] = _finding(report, claim, place, said)
    return [found[start] for start in sorted(found)]


def _finding(
    report: ToldReport, claim: Claim, place: Place, said: tuple[str, dict[str, float], set[str]]
) -> Finding:
    sentence, numbers, basis = said
    return Finding(
        kind=KIND,
        sentence=sentence,
        numbers=numbers,
        evidence=evidence_of(report, claim, place),
        basis="; ".join(sorted(basis)),
        recalled="recalled" in basis,
    )


Said = tuple[str, dict[str, float], set[str]]


def _in_province(town: Named) -> Said | None:
    """«الرمادي في محافظة نينوى»: no town of that name lies there."""
    at = _province_word(town.behind)
    regions = longest_name(town.behind[at + 1 :], REGIONS) if at is not None else []
    if not regions or any(_lies_in(spot, one) for spot in town.spots for one in regions):
        return None
    spot, region = _largest(town.spots), regions[0]
    off = distance_km(spot.lat, spot.lon, region.lat, region.lon)
    where = f"in {spot.region}, " if spot.region else ""
    return (
        f"{spot.name} lies {where}{off:,.0f} km from the middle of {region.name}, not in it.",
        {"km_from_middle": float(round(off)), "reach_km": region.radius_km},
        {spot.basis, region.basis},
    )


def _province_word(tokens: Sequence[Token]) -> int | None:
    """Where the word for a province stands, if it says in what the town before it lies."""
    for at, token in enumerate(tokens[:MOST_BETWEEN]):
        word = word_of_place(token)
        if word is not None and word.role == "type" and word.kinds == REGIONS:
            return at if (at or _is_bound(token)) and not _is_joined(token) else None
        if not _is_one_of(token, "in"):
            return None
    return None


def _is_bound(token: Token) -> bool:
    """«بمحافظة», «لمحافظة»: the preposition is grown on the word."""
    return len(list(without_clitics(token.key))) > 1


def _is_joined(token: Token) -> bool:
    """«ومحافظة نينوى» is another place."""
    return token.key not in place_words() and token.key.startswith(WAW)


def _lies_in(spot: Spot, region: Spot) -> bool:
    reach = region.radius_km * REACH_TIMES + REACH_KM + spot.radius_km
    same = spot.region == region.name and spot.country == region.country
    return same or distance_km(spot.lat, spot.lon, region.lat, region.lon) <= reach


def _largest(spots: Sequence[Spot]) -> Spot:
    return max(spots, key=lambda spot: (spot.kind in TOWNS, spot.population, spot.id))


def _from_town(town: Named) -> Said | None:
    """«بعقوبة (255 كلم شمال شرق بغداد)»: not so far, or another way."""
    bearing = _bearing(town.raw, town.behind)
    if bearing is None:
        return None
    wrong = [_wrong(spot, bearing) for spot in town.spots]
    if any(said is None for said in wrong):
        return None
    spot = _largest(town.spots)
    actual = distance_km(spot.lat, spot.lon, bearing.town.lat, bearing.town.lon)
    way, said = _compass(spot, bearing.town), _way(bearing.north, bearing.east)
    stated = f"{bearing.kilometres:g} km {said}"
    return (
        f"{spot.name} lies {actual:,.0f} km {way} of {bearing.town.name}, not {stated}.",
        {"said_km": bearing.kilometres, "km": float(round(actual))},
        {spot.basis, bearing.town.basis},
    )


def _bearing(raw: str, tokens: Sequence[Token]) -> Bearing | None:
    """The distance, the way and the town that they are counted from, at the front of words."""
    first = next((at for at, token in enumerate(tokens) if _direction(token)), None)
    if first is None or first > MOST_BETWEEN + 2:
        return None
    amount = read_quantity(raw[tokens[0].start : tokens[first].start], "distance")
    if amount.low is None or amount.low != amount.high or amount.unit not in TO_KM:
        return None
    north, east, at = 0.0, 0.0, first
    while at < len(tokens) and (way := _direction(tokens[at])):
        north, east, at = north + way[0], east + way[1], at + 1
    while at < len(tokens) and _is_one_of(tokens[at], "from"):
        at += 1
    named = longest_name(tokens[at:], TOWNS)
    towns = [spot for spot in named if spot.kind == "city" or spot.population >= KNOWN]
    if not towns or not (north or east):
        return None
    return Bearing(float(amount.low) * TO_KM[amount.unit], north, east, _largest(towns))


def _direction(token: Token) -> tuple[float, float] | None:
    word = word_of_place(token)
    return (word.north, word.east) if word is not None and word.role == "direction" else None


def _is_one_of(token: Token, role: str) -> bool:
    return any(form in belongs_words()[role] for form in without_clitics(token.key))


def _wrong(spot: Spot, bearing: Bearing) -> bool | None:
    """True where a place lies elsewhere than is said; None where it may lie there."""
    actual = distance_km(spot.lat, spot.lon, bearing.town.lat, bearing.town.lon)
    slack = SLACK_KM + spot.radius_km + bearing.town.radius_km
    said = bearing.kilometres
    if said > FARTHER * actual + slack or said < NEARER * actual - slack:
        return True
    turned = _angle(_to(spot, bearing.town), (bearing.north, bearing.east))
    return True if actual > NEAREST_KM + slack / 2 and turned > TURNED else None


def _to(spot: Spot, town: Spot) -> tuple[float, float]:
    """How far north and east of a town a place lies, in km."""
    north = (spot.lat - town.lat) * KM_PER_DEGREE
    return north, (spot.lon - town.lon) * KM_PER_DEGREE * cos(radians(town.lat))


def _angle(one: tuple[float, float], other: tuple[float, float]) -> float:
    lengths = hypot(*one) * hypot(*other)
    if not lengths:
        return 0.0
    share = (one[0] * other[0] + one[1] * other[1]) / lengths
    return degrees(acos(max(-1.0, min(1.0, share))))


def _compass(spot: Spot, town: Spot) -> str:
    """Which of eight ways a place lies from a town."""
    way = _to(spot, town)
    length = hypot(*way) or 1.0
    north, east = (part if abs(part) / length > EIGHTH else 0.0 for part in way)
    return _way(north, east)


def _way(north: float, east: float) -> str:
    first = "north" if north > 0 else "south" if north < 0 else ""
    second = "east" if east > 0 else "west" if east < 0 else ""
    return f"{first}{'-' if first and second else ''}{second}"
