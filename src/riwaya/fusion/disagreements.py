"""Who disagrees with whom: denials, rival blame, tolls, places, days and weapons that don't meet.

Each kind is a function over what the origins assert. Two claims of one origin are never a
disagreement: an origin that corrects itself is a finding (see checks/). An origin that says both
things disagrees with nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product

from riwaya.fusion.assertions import (
    BLAMED,
    Assertion,
    assertions_of,
    by_origin,
    members_of,
    sides_of,
    words_of,
)
from riwaya.fusion.denials import BY_SIDE, FAR_KM, denials
from riwaya.fusion.differing_tolls import toll_disagreements
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.speakers import Speakers, listed, name_of_entity, verb
from riwaya.fusion.told import Spot
from riwaya.fusion.within import gap_km
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.weapons import WEAPONS, Weapon
from riwaya.records.incident import Disagreement, DisagreementKind, Origin, Toll

#: Weapons that are not said of one strike, and what two such accounts differ in.
AGAINST: dict[frozenset[Weapon], DisagreementKind] = {
    frozenset(["air", "artillery"]): "weapon",
    frozenset(["air", "planted"]): "event",
    frozenset(["artillery", "planted"]): "event",
    frozenset(["missile", "planted"]): "event",
}
WEAPON_NAMES: dict[Weapon, str] = {
    "air": "an air strike",
    "artillery": "artillery or mortar fire",
    "missile": "a missile strike",
    "planted": "a planted or car bomb",
}
ORDER: tuple[DisagreementKind, ...] = (
    "denial", "blame", "toll", "event", "weapon", "place", "time",
)  # fmt: skip


def disagreements_of(
    gathered: Gathered,
    origin_of: Mapping[str, str],
    tolls: Sequence[Toll],
    origins: Sequence[Origin] = (),
) -> tuple[Disagreement, ...]:
    """All disagreements of an incident: denials first, then blame, tolls, weapons, place, day.

    `origins` give the speakers their names; without them the claims do.
    """
    assertions = assertions_of(gathered, origin_of)
    speakers = Speakers(gathered, origin_of, origins)
    found = [
        *denials(assertions, speakers, gathered.top_of),
        *_blame(assertions, speakers, gathered.top_of),
        *toll_disagreements(tolls, speakers),
        *_weapons(assertions, speakers),
        *_places(assertions, speakers),
        *_days(assertions, speakers),
    ]
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.kind), one.sentence)))


def _blame(
    assertions: Sequence[Assertion], speakers: Speakers, top_of: Callable[[str], str]
) -> Iterator[Disagreement]:
    """Origins name different sides as who did it; two sides that fight each other are no rivals.

    Origins that name the same sides stand together, against those who name none of them.
    """
    blaming = [a for a in assertions if a.affirmed and a.agents and a.claim.event in BLAMED]
    named: dict[frozenset[str], list[Assertion]] = {}
    for several in by_origin(blaming).values():
        sides = sides_of((entity for a in several for entity in a.agents), top_of)
        named.setdefault(sides, []).extend(several)
    fighting = _fighting(assertions, top_of)
    for one, other in combinations(sorted(named, key=sorted), 2):
        if one & other or any(_no_rivals(a, b, fighting, top_of) for a, b in product(one, other)):
            continue
        ones, others = ({a.origin for a in named[sides]} for sides in (one, other))
        this, that = (_doers(named[sides], top_of) for sides in (one, other))
        yield Disagreement(
            kind="blame",
            sentence=f"{speakers.names(ones)} {verb('names', ones)} {this} as who did it, "
            f"{speakers.names(others)} {verb('names', others)} {that}.",
            one=members_of(named[one]),
            other=members_of(named[other]),
        )


def _no_rivals(
    one: str, other: str, fighting: set[frozenset[str]], top_of: Callable[[str], str]
) -> bool:
    """Whether both may have done their part: as enemies, or as a coalition and its member."""
    return frozenset([one, other]) in fighting or _allied(one, other, top_of)


def _doers(assertions: Sequence[Assertion], top_of: Callable[[str], str]) -> str:
    """Who did it, as they name them: the arm of a side rather than the side."""
    entities = {entity for a in assertions for entity in a.agents}
    arms = {entity for entity in entities if top_of(entity) != entity}
    whole = entities - arms - {top_of(arm) for arm in arms}
    return listed(sorted(name_of_entity(entity) or entity for entity in arms | whole))


def _fighting(assertions: Iterable[Assertion], top_of: Callable[[str], str]) -> set[frozenset[str]]:
    """Pairs of sides that a claim tells as fighting each other."""
    return {
        frozenset([one, other])
        for a in assertions
        if a.family.name in BY_SIDE
        for one in sides_of(a.agents, top_of)
        for other in sides_of((p.entity for p in a.claim.targets if p.entity), top_of)
        if one != other
    }


def _allied(one: str, other: str, top_of: Callable[[str], str]) -> bool:
    """Whether one is a coalition that the other is a member of."""
    for coalition, member in ((one, other), (other, one)):
        actor = shipped_actors().get(coalition)
        if actor is not None and actor.kind == "coalition":
            members = {*actor.allies, *map(top_of, actor.allies)}
            if member in members:
                return True
    return False


def _weapons(assertions: Sequence[Assertion], speakers: Speakers) -> Iterator[Disagreement]:
    """An air strike here, a car bomb there: only where each origin names one of the two."""
    told = {
        origin: {
            weapon: [a for a in several if weapon in a.weapons]
            for weapon in WEAPONS
            if any(weapon in a.weapons for a in several)
        }
        for origin, several in by_origin(a for a in assertions if a.affirmed).items()
    }
    for one, other in combinations(WEAPONS, 2):
        kind = AGAINST.get(frozenset([one, other]))
        ones = [origin for origin, weapons in told.items() if set(weapons) == {one}]
        others = [origin for origin, weapons in told.items() if set(weapons) == {other}]
        if kind and ones and others:
            yield Disagreement(
                kind=kind,
                sentence=f"{speakers.names(ones)} {verb('speaks', ones)} of {WEAPON_NAMES[one]}, "
                f"{speakers.names(others)} of {WEAPON_NAMES[other]}.",
                one=members_of(a for origin in ones for a in told[origin][one]),
                other=members_of(a for origin in others for a in told[origin][other]),
            )


def _places(assertions: Sequence[Assertion], speakers: Speakers) -> Iterator[Disagreement]:
    """Two origins whose places of the deed are all far apart."""
    told = by_origin(a for a in assertions if a.affirmed and a.spots and a.family.happening)
    spots = {origin: _spots(several) for origin, several in told.items()}
    for (one, ones), (other, others) in combinations(told.items(), 2):
        here, there = spots[one], spots[other]
        gap = gap_km(here, there)
        if gap > FAR_KM and not _names_one(ones, others) and not _names_one(others, ones):
            yield Disagreement(
                kind="place",
                sentence=f"{speakers.name(one)} {verb('says', [one])} it was in {_where(here)}, "
                f"{speakers.name(other)} {verb('says', [other])} it was in {_where(there)}: "
                f"at least {gap:.0f} km apart.",
                one=members_of(ones),
                other=members_of(others),
            )


def _names_one(ones: Sequence[Assertion], others: Sequence[Assertion]) -> bool:
    """Whether a report of these names a place of the others: then its point may be mistaken."""
    names = [words for other in others for words in other.place_names]
    texts = {one.report.id: words_of(one.report.text) for one in ones}
    return any(words <= text for words in names for text in texts.values())


def _spots(assertions: Iterable[Assertion]) -> tuple[Spot, ...]:
    found = {spot for one in assertions for spot in one.spots}
    return tuple(sorted(found, key=lambda s: (s.name or "", s.lat, s.lon, s.radius_km)))


def _where(spots: Iterable[Spot]) -> str:
    names = dict.fromkeys(spot.name or f"{spot.lat:.2f}, {spot.lon:.2f}" for spot in spots)
    return " and ".join(names)


def _days(assertions: Sequence[Assertion], speakers: Speakers) -> Iterator[Disagreement]:
    """Two origins that state days of which none is the other's: deed against deed.

    Where an origin only tells of the dead, its day is compared with the same of others: some die
    of their wounds later. A night belongs to two days.
    """
    told = by_origin(a for a in assertions if a.affirmed and a.days and a.family.happening)
    for (one, ones), (other, others) in combinations(told.items(), 2):
        here, there = _deeds(ones), _deeds(others)
        if not here and not there:
            here, there = ones, others
        if not here or not there or any(_meet(a, b) for a in here for b in there):
            continue
        yield Disagreement(
            kind="time",
            sentence=f"{speakers.name(one)} {verb('says', [one])} it was {_when(here)}, "
            f"{speakers.name(other)} {verb('says', [other])} it was {_when(there)}.",
            one=members_of(here),
            other=members_of(there),
        )


def _deeds(assertions: Sequence[Assertion]) -> Sequence[Assertion]:
    return [a for a in assertions if a.family.part == "deed"]


def _meet(one: Assertion, other: Assertion) -> bool:
    """Whether the days of two claims can be one."""
    if one.days is None or other.days is None:
        return True
    gap = max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])
    return gap <= (1 if one.vague_hour or other.vague_hour else 0)


def _when(assertions: Iterable[Assertion]) -> str:
    spans = sorted({a.days for a in assertions if a.days})
    return " or ".join(
        f"on {_iso(first)}" if first == last else f"from {_iso(first)} to {_iso(last)}"
        for first, last in spans
    )


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
