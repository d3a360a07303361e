"""Incidents as a stream of FollowTheMoney's entities, each told once; what is lost, counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from riwaya.export.forms.exported import ExportedClaim, ExportedIncident
from riwaya.export.linked.ftm_entity import Entity
from riwaya.export.linked.ftm_links import documentation, link, namings
from riwaya.export.linked.ftm_things import actor, address, article, event
from riwaya.records.claim import Claim
from riwaya.records.mention import Party, Source
from riwaya.resolving.claims import Knowledge

#: What no two incidents share.
ONCE = frozenset(("Event", "Documentation", "UnknownLink"))
EMPTY = {
    "contentHash": "FollowTheMoney has room for SHA-1 alone; SHA-256 stands in notes",
    "involved": "it has no room for who says so; the links of type UnknownLink have",
}


class Stream:
    """Makes entities; memory grows with the names of reports, actors and places alone."""

    def __init__(self, known: Knowledge) -> None:
        self._known = known
        self._told: set[str] = set()
        self._lost: Counter[str] = Counter()
        self.incidents = self.entities = 0

    def entities_of(self, records: Iterable[ExportedIncident]) -> Iterator[Entity]:
        """The entities of incidents; what a link points at comes before the link."""
        for one in records:
            self.incidents += 1
            self._lose(one)
            for each in self._entities(one):
                if self._is_new(each):
                    self.entities += 1
                    yield each

    def _is_new(self, each: Entity) -> bool:
        """Whether an entity wasn't told; incidents and their links come once, and aren't kept."""
        if each["schema"] in ONCE:
            return True
        if each["id"] in self._told:
            return False
        self._told.add(each["id"])
        return True

    def _entities(self, one: ExportedIncident) -> Iterator[Entity]:
        place = address(one, self._known)
        if place is not None:
            yield place
        by_report: dict[str, list[ExportedClaim]] = {}
        for claim in one.claims:
            by_report.setdefault(claim.found.report, []).append(claim)
        yield from (article(claims[0]) for claims in by_report.values())
        yield event(one, place["id"] if place else None, self._known)
        yield from (documentation(report, claims, one) for report, claims in by_report.items())
        for naming in namings(one.claims):
            found = actor(naming.actor, self._known)
            if found is None:
                self._lost["agents, targets, sources whose identity is no actor (places, own)"] += 1
                continue
            yield found
            yield link(naming, one)

    def _lose(self, one: ExportedIncident) -> None:
        """Count what of an incident is told in words only, or not at all."""
        incident, lost = one.incident, self._lost
        lost["tolls as numbers, each with its speaker (ranges stand in description)"] += bool(
            incident.tolls
        )
        lost["the two sides of disagreements (sentences stand in description)"] += bool(
            incident.disagreements
        )
        lost["findings of the checks"] += bool(incident.findings)
        lost["incidents without a place"] += incident.lat is None
        lost["the radius as a number (it stands in remarks)"] += incident.radius_km is not None
        lost["agents, targets and sources that are words alone"] += sum(
            mention.entity is None for claim in one.claims for mention in _named(claim.claim)
        )
        lost["where the words stand (see jsonld)"] += len(one.claims)

    def losses(self, form: str, edition: str) -> dict[str, Any]:
        """The loss report."""
        return {
            "form": form,
            "edition": edition,
            "incidents": self.incidents,
            "rows": self.entities,
            "left_out": {},
            "not_carried": {what: n for what, n in self._lost.most_common() if n},
            "columns_never_filled": EMPTY,
        }


def _named(claim: Claim) -> tuple[Party | Source, ...]:
    return (*claim.agents, *claim.targets, *claim.attribution)
