"""Who passes an origin's words on: agencies that print them, those named in a chain, the copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from riwaya.fusion.bodies import outlet_entity
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.same_voice import name_of
from riwaya.fusion.told import ToldReport
from riwaya.fusion.wording import COPY
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.folding import fold
from riwaya.knowledge.outlets import outlet_called


def outlet_key(report: ToldReport) -> str | None:
    """The identity of a report's outlet, else its name folded; None where nobody is known."""
    if not report.outlet:
        return None
    return outlet_entity(report.outlet) or f"outlet:{fold(report.outlet)}"


def report_name(report: ToldReport) -> str:
    """What to call a report in a sentence for people: by its outlet."""
    key = outlet_key(report)
    if key is None or not report.outlet:
        return "an unsigned report"
    known = shipped_actors().get(key) is not None
    return name_of(key) if known else outlet_called(report.outlet)


def is_agency(entity: str) -> bool:
    """Whether an identity is that of a news agency."""
    actor = shipped_actors().get(entity)
    return actor is not None and actor.kind == "agency"


def passers_of(
    gathered: Gathered, entity: str | None, reports: Iterable[ToldReport]
) -> Counter[str]:
    """Who passes an origin (by its identity) on, with the number of its reports."""
    found: Counter[str] = Counter()
    for report in reports:
        own = outlet_key(report)
        media = {
            source.entity
            for claim in gathered.claims[report.id]
            if claim.origin is not None and entity in {None, claim.origin.entity}
            # What a dataset names behind itself are its sources.
            if claim.origin.entity != own
            for source in claim.attribution[1:]
            if source.entity is not None
        }
        if own is not None and is_agency(own):
            media.add(own)
        media |= set(_copied(gathered, report))
        found.update(sorted(media - {entity}))
    return found


def _copied(gathered: Gathered, report: ToldReport) -> Iterable[str]:
    for other in gathered.reports:
        key = outlet_key(other) if other.id != report.id else None
        if key is not None and is_agency(key) and gathered.shares(report.id, other.id) >= COPY:
            yield key
