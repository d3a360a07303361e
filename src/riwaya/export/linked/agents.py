"""Agents of linked data: who says so, who publishes, what read; each told once by its name."""

from dataclasses import dataclass
from typing import Any

from riwaya.export.forms.exported import ExportedClaim
from riwaya.export.gloss import called
from riwaya.export.linked.names import Names
from riwaya.export.linked.vocabulary import coded
from riwaya.export.linked.wording import outlet_name
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.records.mention import Source
from riwaya.resolving.claims import Knowledge

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Agents:
    """Makes nodes of agents."""

    names: Names
    known: Knowledge

    def speaker(self, source: Source) -> Node:
        """A link of a chain: by its identity, or without a name where the tables don't know it."""
        if source.entity is None:
            return {"type": "prov:Agent", "name": called(source)}
        return {
            "id": self.names.of("entity", source.entity),
            "type": ["prov:Agent", self._kind(source.entity)],
            "name": self.known.who.name_of(source.entity) or called(source),
        }

    def _kind(self, entity: str) -> str:
        person = entity in self.known.who.persons.persons
        return "prov:Person" if person else "prov:Organization"

    def outlet(self, name: str | None) -> Node | None:
        """Who published a report; None of an unsigned one."""
        if not name:
            return None
        found = shipped_outlets().named(name)
        id_ = self.names.of("entity", found.id) if found else self.names.of("outlet", name)
        return {
            "id": id_,
            "type": ["prov:Agent", "prov:Organization"],
            "name": outlet_name(name),
            "words": {"@value": name, "@language": "ar"},
        }

    def reader(self, one: ExportedClaim) -> Node:
        """The model that read the report, under Riwaya's version."""
        model, version = one.model or "unknown", one.riwaya or "unknown"
        return {
            "id": self.names.of("reader", f"{model}-{version}"),
            "type": ["riwaya:Reader", "prov:Agent", "prov:SoftwareAgent"],
            "model": model,
            "version": version,
        }


def person(name: str | None) -> Node:
    """Somebody who reviewed or took in; the name is None where it isn't published."""
    node: Node = {"type": ["prov:Agent", "prov:Person"]}
    return node | {"name": name} if name else node


def chain(one: ExportedClaim, agents: Agents) -> list[Node]:
    """Who stands behind a claim, as PROV's qualified attributions: origin, those who pass it on."""
    links = [agents.speaker(source) for source in one.claim.attribution]
    outlet = agents.outlet(one.found.outlet)
    if outlet is not None:
        links.append(outlet)
    return [
        {
            "type": "prov:Attribution",
            "agent": agent,
            "hadRole": coded("role", "origin" if number == 1 else "via"),
            "link": number,
        }
        for number, agent in enumerate(links, 1)
    ]
