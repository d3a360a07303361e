"""Whether there could be so much oil: rates of crude against what a side or a field gave."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from riwaya.checks.cited import day_of, evidence_of, in_sentence, told
from riwaya.checks.oil_amounts import Oil, oil_of
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.actors import ActorTable, shipped_actors
from riwaya.knowledge.gazetteer import place_key
from riwaya.knowledge.places import shipped_places
from riwaya.knowledge.reference_facts import Fact, ReferenceFacts, reference_facts
from riwaya.records.claim import Claim
from riwaya.records.incident import Finding
from riwaya.records.mention import Mention, Party, Quantity
from riwaya.resolving.identity import Who
from riwaya.resolving.report_places import places_named

KIND = "capacities"
#: Deeds done to those whose oil it is; in any other, the agents have it.
AGAINST = frozenset(
    (
        "obstruct", "damage", "air_strike", "missile_strike", "shelling", "bombing", "attack",
        "suicide_attack", "capture", "siege", "repel",
    )
)  # fmt: skip
#: Estimates of what a side produced differ: only what is so many times the highest is a finding.
SIDE_TIMES = 2.0
#: A country's best year is well known; a figure for a year of war is not.
YEAR_TIMES = 2.0
FIELD_TIMES = 1.5
TANKER_TIMES = 2.0
#: The years, up to the claim's, of which the best is looked for.
RECENT = 10
#: Sides that may hold oil that isn't their country's.
SIDES = frozenset(("armed_group", "militia", "movement", "coalition", "party"))


def capacities(report: ToldReport) -> list[Finding]:
    """Amounts of oil in a report that are beyond what could be."""
    facts = reference_facts()
    found: list[Finding] = []
    for claim in told(report):
        for quantity in claim.quantities:
            oil = oil_of(report.text, claim, quantity)
            if oil is None:
                continue
            one = _rate(report, claim, quantity, oil, facts) if oil.rate else None
            found += [one] if one else []
            if not oil.rate and (load := _load(report, claim, quantity, oil, facts)):
                found.append(load)
    return _once(found)


def _once(found: Sequence[Finding]) -> list[Finding]:
    """The same words in several claims (a strike and its damage) make one finding."""
    first: dict[tuple[int, int], Finding] = {}
    for finding in found:
        first.setdefault((finding.evidence[0].start, finding.evidence[0].end), finding)
    return list(first.values())


def _rate(
    report: ToldReport, claim: Claim, quantity: Quantity, oil: Oil, facts: ReferenceFacts
) -> Finding | None:
    day = day_of(report, claim)
    if field := _field(claim, facts):
        if oil.barrels <= FIELD_TIMES * field.high:
            return None
        said = f"more than {field.name} gave in its best years ({field.high:,.0f})"
        numbers = {"field_best": field.high}
        return _finding(report, claim, quantity, oil, [said], numbers, [field], ())
    if day is None:
        return None
    owner, telling = _owner(report, claim, quantity, facts)
    state = _state(report, claim, owner)
    parts: list[str] = []
    numbers = {}
    used: list[Fact] = []
    for part in (_of_country(oil, state, day, facts), _of_side(oil, owner, day, facts)):
        if part is not None:
            parts.append(part[0])
            numbers |= part[1]
            used += part[2]
    if not parts:
        return None
    return _finding(report, claim, quantity, oil, parts, numbers, used, telling)


Part = tuple[str, dict[str, float], list[Fact]]


def _of_country(oil: Oil, state: str | None, day: str, facts: ReferenceFacts) -> Part | None:
    """More than a country pumped in the best of its recent years, or by far more than then."""
    year = int(day[:4])
    best = facts.best(state, "crude_output", range(year - RECENT + 1, year + 1)) if state else None
    if state is None or best is None:
        return None
    if oil.barrels > best.high:
        said = f"more than all of {best.name} pumped in its best recent year"
        numbers = {"country_best": best.high, "country_best_year": float(best.since[:4])}
        return f"{said} ({best.high:,.0f} in {best.since[:4]})", numbers, [best]
    then = facts.on(state, "crude_output", day)
    if not then or oil.barrels <= YEAR_TIMES * max(fact.high for fact in then):
        return None
    high = max(then, key=lambda fact: (fact.high, fact.id))
    said = f"far more than all of {high.name} pumped in {year} ({high.high:,.0f} at most)"
    return said, {"country_then": high.high}, [high]


def _of_side(oil: Oil, owner: str | None, day: str, facts: ReferenceFacts) -> Part | None:
    """Several times the highest estimate of what a side produced."""
    then = facts.on(owner, "crude_output", day) if owner else ()
    actor = shipped_actors().get(owner or "")
    if not then or actor is None or actor.kind not in SIDES:
        return None
    high = max(fact.high for fact in then)
    middle = median((fact.low + fact.high) / 2 for fact in then)
    if oil.barrels <= SIDE_TIMES * high:
        return None
    least, most = round(oil.barrels / high), round(oil.barrels / middle)
    times = f"{least}" if least == most else f"{least} to {most}"
    said = f"some {times} times what {then[0].name} was estimated to produce then"
    numbers = {
        "side_middle": middle,
        "side_high": high,
        "times_least": float(least),
        "times_most": float(most),
    }
    span = f"{high:,.0f}" if middle == high else f"{middle:,.0f} to {high:,.0f}"
    return f"{said} ({span})", numbers, list(then)


def _finding(
    report: ToldReport, claim: Claim, quantity: Quantity, oil: Oil, said: list[str],
    numbers: dict[str, float], used: Sequence[Fact], telling: tuple[tuple[Claim, Mention], ...],
) -> Finding:  # fmt: skip
    barrels = float(f"{oil.barrels:.3g}")
    amount = f"{oil.words} of oil"
    if not oil.words.endswith("barrels a day"):
        amount = f"{amount}, about {barrels:,.0f} barrels a day{oil.assumes},"
    cited = [fact.basis for fact in used]
    others = tuple(e for other, mention in telling for e in evidence_of(report, other, mention))
    return Finding(
        kind=KIND,
        sentence=f"{amount} is {' and '.join(said)}.",
        numbers={"claimed": float(quantity.low or 0), "barrels_a_day": barrels, **numbers},
        evidence=evidence_of(report, claim, quantity) + others,
        basis="; ".join(dict.fromkeys(cited)),
        recalled=any(fact.recalled for fact in used),
    )


def _owner(
    report: ToldReport, claim: Claim, quantity: Quantity, facts: ReferenceFacts
) -> tuple[str | None, tuple[tuple[Claim, Mention], ...]]:
    """Whose oil it is, and the mention elsewhere in the sentence that says so."""
    own = [party.entity for party in _holders(claim) if party.entity]
    if own:
        return own[0], ()
    for other in in_sentence(report, quantity.start):
        for party in _holders(other):
            if party.entity and facts.of(party.entity, "crude_output"):
                return party.entity, ((other, party),)
    return None, ()


def _holders(claim: Claim) -> tuple[Party, ...]:
    return claim.targets if claim.event in AGAINST else claim.agents


def _state(report: ToldReport, claim: Claim, owner: str | None) -> str | None:
    """The state whose output bounds it: the owner's own, or where a side holds fields."""
    actors = shipped_actors()
    actor = actors.get(owner or "")
    if actor is not None and actor.kind not in SIDES:
        return _top(actors, actor.id)
    there = [place.entity or "" for place in claim.places if place.relation in {"in", "from"}]
    if actor is None and not there:
        return None
    named = (at for at in there if (land := actors.get(at)) is not None and land.kind == "state")
    return next(named, None) or _where(report, actors)


def _top(actors: ActorTable, entity: str) -> str:
    above = actors.get(entity)
    while above is not None and above.parent:
        entity, above = above.parent, actors.get(above.parent)
    return entity


def _where(report: ToldReport, actors: ActorTable) -> str | None:
    """The state that most of the report's places lie in."""
    who = Who(actors)
    named = places_named(report.text, shipped_places(), who, published=report.published)
    votes = Counter(fix.spot.country for _, fix in named if fix.spot is not None)
    if not votes:
        return None
    country = min(votes, key=lambda code: (-votes[code], code))
    return actors.force(country, "state", None)


def _field(claim: Claim, facts: ReferenceFacts) -> Fact | None:
    """What the one field that a claim names gave; None for none or for several."""
    named = {place.entity for place in claim.places if place.entity}
    for target in claim.targets:
        named |= {spot.id for spot in shipped_places().find(place_key(target.text))}
    known = [fact for at in sorted(named) for fact in facts.of(at, "field_output")]
    return known[0] if len(known) == 1 else None


def _load(
    report: ToldReport, claim: Claim, quantity: Quantity, oil: Oil, facts: ReferenceFacts
) -> Finding | None:
    """More oil than so many tanker trucks hold."""
    trucks = next(_trucks(claim), None)
    tanker = facts.of("tanker-truck", "load")[0]
    if trucks is None or trucks.high is None or trucks.high < 1:
        return None
    each = oil.barrels / trucks.high
    if each <= TANKER_TIMES * tanker.high:
        return None
    barrels = float(f"{oil.barrels:.3g}")
    said = f"{oil.words} in {trucks.high:,} tanker trucks is {each:,.0f} barrels in each"
    return Finding(
        kind=KIND,
        sentence=f"{said}; one holds some {tanker.low:g} to {tanker.high:g}.",
        numbers={"barrels": barrels, "trucks": float(trucks.high), "each": float(round(each))},
        evidence=evidence_of(report, claim, quantity, trucks),
        basis=tanker.basis,
        recalled=tanker.recalled,
    )


def _trucks(claim: Claim) -> Iterator[Quantity]:
    for quantity in claim.quantities:
        if quantity.unit == "truck" and quantity.low == quantity.high:
            yield quantity
