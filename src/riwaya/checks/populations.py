"""Whether more people died, were hurt, held or fled than a town has."""

from msgspec import UNSET

from riwaya.checks.cited import day_of, evidence_of, told
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.gazetteer import BASIS, Spot, place_key
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.places import SAME_KM, place_words, shipped_places
from riwaya.knowledge.reference_facts import reference_facts
from riwaya.records.claim import Claim
from riwaya.records.incident import Finding
from riwaya.records.mention import Place, Quantity

KIND = "populations"
DEEDS = {
    "killed": "killed", "injured": "injured", "detained": "detained", "abducted": "abducted",
    "displaced": "displaced",
}  # fmt: skip
#: Figures of people are old and rough: only so many times them is a finding.
TIMES = {"displaced": 3.0}
USUAL_TIMES = 1.5
#: Figures of hamlets, and which hamlet of a name is meant, are not relied on.
FEWEST = 1_000
#: UCDP's precision of a place that is known exactly.
EXACT = 1


def populations(report: ToldReport) -> list[Finding]:
    """Counts of people that are above the population of the one town that they are of."""
    found: dict[tuple[int, int], Finding] = {}
    for claim in told(report):
        for quantity in claim.quantities:
            place = _town(claim, quantity)
            finding = _finding(report, claim, quantity, place) if place else None
            if finding is not None:
                found.setdefault((quantity.start, quantity.end), finding)
    return list(found.values())


def _town(claim: Claim, quantity: Quantity) -> Place | None:
    """The one town that a count is of; people also flee from what lies around a town."""
    if quantity.measure not in DEEDS or quantity.low is None or len(claim.places) != 1:
        return None
    place = claim.places[0]
    wanted = "from" if quantity.measure == "displaced" else "in"
    exact = place.precision is not UNSET and place.precision.ucdp == EXACT
    if place.relation != wanted or not exact:
        return None
    return None if quantity.measure == "displaced" and not _typed(place) else place


def _typed(place: Place) -> bool:
    """Whether the words say that it is a town and no district of its name."""
    word = place_words().get(place_key(place.text.split()[0]))
    return word is not None and word.role == "type" and "town" in word.kinds


def _finding(report: ToldReport, claim: Claim, quantity: Quantity, place: Place) -> Finding | None:
    people, basis = _people(place, day_of(report, claim))
    low = quantity.low or 0
    if people < FEWEST or low <= people * TIMES.get(quantity.measure, USUAL_TIMES):
        return None
    return Finding(
        kind=KIND,
        sentence=(
            f"{low:,} {DEEDS[quantity.measure]} is more than {place.name} has people"
            f" ({people:,.0f})."
        ),
        numbers={"claimed": float(low), "population": float(people)},
        evidence=evidence_of(report, claim, quantity, place),
        basis=basis,
        recalled=basis == "recalled",
    )


def _people(place: Place, day: str | None) -> tuple[float, str]:
    """How many people a place had, and what that rests on; 0 where nobody knows."""
    facts = reference_facts().on(place.entity or "", "population", day) if day else ()
    words = place.text.split()
    gazetteer = shipped_places().gazetteer
    listed = max(
        (
            spot.population
            for at in range(len(words))
            for spot in gazetteer.find(place_key(" ".join(words[at:])))
            if spot.kind == "town" and _is_there(place, spot)
        ),
        default=0,
    )
    most = max(facts, key=lambda fact: (fact.high, fact.id), default=None)
    if most is not None and most.high >= listed:
        return most.high, most.basis
    return float(listed), BASIS


def _is_there(place: Place, spot: Spot) -> bool:
    if place.lat is None or place.lon is None:
        return False
    return distance_km(place.lat, place.lon, spot.lat, spot.lon) < SAME_KM
