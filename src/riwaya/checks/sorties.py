"""Whether there were more sorties a day than an air campaign flew."""

from datetime import date

from msgspec import UNSET

from riwaya.checks.cited import day_of, evidence_of, told
from riwaya.fusion.sentences import sentence_around
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.reference_facts import Fact, one_day, reference_facts
from riwaya.records.claim import Claim
from riwaya.records.incident import Finding
from riwaya.records.mention import Quantity

KIND = "sorties"
#: The busiest day has more than the average: only so many times the highest is a finding.
TIMES = 2.5
#: Letters around a count in which it is said that it is one day's.
AROUND = 45
#: A span of more days is no count of sorties that anybody keeps.
LONGEST = 400


def sorties(report: ToldReport) -> list[Finding]:
    """Counts of sorties that are beyond what a force flew in a day."""
    found: dict[tuple[int, int], Finding] = {}
    for claim in told(report):
        for quantity in claim.quantities:
            finding = _finding(report, claim, quantity) if quantity.unit == "sortie" else None
            if finding is not None:
                found.setdefault((quantity.start, quantity.end), finding)
    return list(found.values())


def _finding(report: ToldReport, claim: Claim, quantity: Quantity) -> Finding | None:
    day, days = day_of(report, claim), _days(report.text, claim, quantity)
    flown = _flown(claim, day) if day else None
    if quantity.low is None or days is None or flown is None:
        return None
    rate = quantity.low / days
    if rate <= TIMES * flown.high:
        return None
    over = "a day" if days == 1 else f"in {days} days, {rate:,.0f} a day,"
    return Finding(
        kind=KIND,
        sentence=(
            f"{quantity.low:,} sorties {over} is far more than {flown.name} is known to have"
            f" flown ({flown.low:,.0f} to {flown.high:,.0f} a day)."
        ),
        numbers={"claimed": float(quantity.low), "a_day": rate, "known_high": flown.high},
        evidence=evidence_of(report, claim, quantity),
        basis=flown.basis,
        recalled=flown.recalled,
    )


def _days(text: str, claim: Claim, quantity: Quantity) -> int | None:
    """In how many days they were flown, where the report says so."""
    first, last = sentence_around(text, quantity.start)
    around = text[max(first, quantity.start - AROUND) : min(last, quantity.end + AROUND)]
    words = keys_of(around)
    if any(words[at : at + len(one)] == one for one in one_day() for at in range(len(words))):
        return 1
    when = claim.when
    if when is UNSET or when.inferred or not when.from_ or not when.to:
        return None
    days = (date.fromisoformat(when.to[:10]) - date.fromisoformat(when.from_[:10])).days + 1
    return days if 0 < days <= LONGEST else None


def _flown(claim: Claim, day: str) -> Fact | None:
    """What the force of the claim flew; a country's force is its air force."""
    actors = shipped_actors()
    for party in claim.agents:
        actor = actors.get(party.entity or "")
        if actor is None:
            continue
        air = actors.force(actor.country, "air", day) if actor.country else None
        for entity in (actor.id, air or ""):
            known = reference_facts().on(entity, "sorties", day)
            if known:
                return max(known, key=lambda fact: (fact.high, fact.id))
    return None
