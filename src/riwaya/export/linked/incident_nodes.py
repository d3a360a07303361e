"""An incident in linked data: what its claims agree on, and all in which they differ."""

from collections.abc import Iterable
from typing import Any

from riwaya.export.forms.exported import ExportedIncident
from riwaya.export.linked.agents import Node
from riwaya.export.linked.names import Names
from riwaya.export.linked.values import dated
from riwaya.export.linked.vocabulary import coded
from riwaya.records.incident import Disagreement, Figure, Finding, Grade, Member, Origin, Toll

#: The view that is the toll's own low and high.
RANGE = "range"
FLAGS = ("approximate", "subset", "joint", "replaced")


def incident_node(one: ExportedIncident, names: Names) -> Node:
    """The incident, derived from its claims, which are nodes of their own."""
    return Telling(one, names).node()


class Telling:
    """Makes the node of one incident; claims are called by their names in the same file."""

    def __init__(self, one: ExportedIncident, names: Names) -> None:
        self._one = one
        self._names = names
        self._claims = {(c.found.report, c.claim.id): names.claim(c) for c in one.claims}
        self._origins = {origin.id: origin.name for origin in one.incident.origins}

    def node(self) -> Node:
        """The node with all that is known of the incident; what nobody knows is left out."""
        one, incident = self._one, self._one.incident
        published = any(claim.published for claim in one.claims)
        found: dict[str, Any] = {
            "id": self._names.incident(incident.id, published=published),
            "type": ["riwaya:Incident", "prov:Entity"],
            "title": {"@value": incident.title, "@language": "en"},
            "event": [coded("event", event) for event in incident.events],
            "where": self._where(),
            "when": self._when(),
            "reviewStatus": coded("review", one.review_status),
            "reviewed": incident.reviewed,
            "of": incident.of,
            "confidence": one.confidence,
            "wasDerivedFrom": list(self._claims.values()),
            "origins": [self._origin(origin) for origin in incident.origins],
            "tolls": [self._toll(toll) for toll in incident.tolls],
            "disagreements": [self._disagreement(each) for each in incident.disagreements],
            "findings": [_finding(finding) for finding in incident.findings],
            "grade": _grade(incident.grade) if incident.grade else None,
        }
        return _known(found)

    def _where(self) -> Node | None:
        incident = self._one.incident
        if incident.place is None and incident.lat is None:
            return None
        entity = incident.place_entity
        return _known(
            {
                "type": "riwaya:Place",
                "name": incident.place,
                "entity": self._names.of("entity", entity) if entity else None,
                "lat": incident.lat,
                "lon": incident.lon,
                "radiusKm": incident.radius_km,
            }
        )

    def _when(self) -> Node | None:
        first, last = self._one.incident.day_from, self._one.incident.day_to
        if first is None and last is None:
            return None
        days = {"from": first, "to": last}
        return {"type": "riwaya:When"} | {k: dated(day) for k, day in days.items() if day}

    def _origin(self, origin: Origin) -> Node:
        return _known(
            {
                "type": "riwaya:Origin",
                "name": origin.name,
                "entity": self._names.of("entity", origin.entity) if origin.entity else None,
                "reports": [self._names.report(report) for report in origin.reports],
            }
        )

    def _toll(self, toll: Toll) -> Node:
        views = [
            {"type": "riwaya:View", "rule": rule, **_bounds(*ends)}
            for rule, ends in toll.views.items()
            if rule != RANGE and ends != (None, None)
        ]
        return _known(
            {
                "type": "riwaya:Toll",
                "measure": coded("measure", toll.measure),
                "people": toll.people,
                "side": self._names.of("entity", toll.side) if toll.side else None,
                **_bounds(*toll.views.get(RANGE, (None, None))),
                "views": views,
                "figures": [self._figure(figure) for figure in toll.figures],
            }
        )

    def _figure(self, figure: Figure) -> Node:
        flags = {flag: True for flag in FLAGS if getattr(figure, flag)}
        return _known(
            {
                "type": "riwaya:Figure",
                **_bounds(figure.low, figure.high),
                "saidBy": self._origins.get(figure.origin),
                "saidIn": self._claim(figure.member),
                "said": dated(figure.said) if figure.said else None,
                **flags,
            }
        )

    def _disagreement(self, each: Disagreement) -> Node:
        return _known(
            {
                "type": "riwaya:Disagreement",
                "kind": each.kind,
                "sentence": each.sentence,
                "oneSide": self._several(each.one),
                "otherSide": self._several(each.other),
            }
        )

    def _several(self, members: Iterable[Member]) -> list[str]:
        found = (self._claim(member) for member in members)
        return list(dict.fromkeys(claim for claim in found if claim))

    def _claim(self, member: Member) -> str | None:
        """The name of a claim; None of one that isn't in the export."""
        return self._claims.get((member.report, member.claim))


def _finding(finding: Finding) -> Node:
    return {"type": "riwaya:Finding", "kind": finding.kind, "sentence": finding.sentence}


def _grade(grade: Grade) -> Node:
    return {
        "type": "riwaya:Grade",
        "airwars": grade.airwars,
        "admiralty": grade.admiralty,
        "rule": grade.rule,
        "gradeStatus": coded("grade", grade.status),
    }


def _bounds(low: float | None, high: float | None) -> Node:
    return {key: end for key, end in (("low", low), ("high", high)) if end is not None}


def _known(node: Node) -> Node:
    """The node without what is unknown."""
    return {key: value for key, value in node.items() if value is not None and value != []}
