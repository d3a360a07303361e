"""A claim -> its rows in the index. Pure, so that the processes that read make the rows as well."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET

from riwaya.records.claim import Claim
from riwaya.records.report import Report
from riwaya.store.decided import Decided
from riwaya.store.tables import CLAIMS_PER_REPORT, claim_counts, claim_parties, claim_places, claims

Row = tuple[Any, ...]
#: Letters of an outlet or a source that are indexed: PostgreSQL takes no long ones.
LONGEST = 200


class Entries(NamedTuple):
    """The index rows of one report; claims are numbered within it (`first` is added on writing)."""

    claims: list[Row]
    parties: list[Row]
    places: list[Row]
    counts: list[Row]
    words: list[tuple[int, str]]


#: The columns of the rows, in their order; the first is the claim's number.
COLUMNS = {
    "claims": [column.name for column in claims.columns if column.name != "report_n"],
    "parties": [column.name for column in claim_parties.columns],
    "places": [column.name for column in claim_places.columns],
    "counts": [column.name for column in claim_counts.columns],
}


def entries_of(report: Report, found: Sequence[Decided], words: Sequence[str]) -> Entries:
    """All rows of a report's claims; `words` are each claim's folded words, blanks between.

    Claims beyond what a report's stretch of numbers holds are left out of the index.
    """
    entries = Entries([], [], [], [], [])
    several = zip(found[:CLAIMS_PER_REPORT], words, strict=False)
    for number, (one, said) in enumerate(several):
        entries.claims.append((number, *_claim(report, one)))
        entries.parties.extend((number, *row) for row in _parties(one.claim))
        entries.places.extend((number, *row) for row in _places(one.claim))
        entries.counts.extend((number, *row) for row in _counts(one.claim))
        entries.words.append((number, said))
    return entries


def _claim(report: Report, decided: Decided) -> Row:
    claim = decided.claim
    day_from, day_to = days_of(claim)
    origin = claim.origin
    return (
        claim.id,
        decided.anchor,
        claim.event,
        claim.polarity,
        claim.reality,
        claim.stance,
        claim.quoted,
        1.0 if claim.confidence is UNSET else claim.confidence,
        day_from,
        day_to,
        report.published[:10] if report.published else None,
        report.outlet[:LONGEST] if report.outlet else None,
        (origin.entity or origin.text)[:LONGEST] if origin else None,
        decided.review,
        msgspec.json.encode(claim),
    )


def days_of(claim: Claim) -> tuple[str | None, str | None]:
    """The first and the last day of a claim, said or inferred; None where nothing is known."""
    if claim.when is not UNSET:
        first, last = claim.when.from_, claim.when.to
    elif claim.time is not None:
        first, last = claim.time.from_, claim.time.to
    else:
        return None, None
    return first and first[:10], last and last[:10]


def _parties(claim: Claim) -> Iterator[Row]:
    several: list[tuple[str, Any]] = [("agent", party) for party in claim.agents]
    several += [("target", party) for party in claim.targets]
    several += [("via" if k else "origin", source) for k, source in enumerate(claim.attribution)]
    for place, (role, party) in enumerate(several):
        name = None if party.name is UNSET else party.name
        yield place, role, party.entity, party.text, name, getattr(party, "kind", None)


def _places(claim: Claim) -> Iterator[Row]:
    for place, at in enumerate(claim.places):
        radius = None if at.radius_km is UNSET else at.radius_km
        yield place, at.relation, at.entity, at.text, at.name, at.lat, at.lon, radius


def _counts(claim: Claim) -> Iterator[Row]:
    for place, count in enumerate(claim.quantities):
        yield place, count.measure, count.low, count.high, count.unit
