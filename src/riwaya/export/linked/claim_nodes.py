"""A claim in linked data: its words as evidence, who says so, how it was found and reviewed."""

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET

from riwaya.export.forms.exported import ExportedClaim
from riwaya.export.forms.provenance import Said
from riwaya.export.linked.agents import Agents, Node, chain, person
from riwaya.export.linked.names import Names, origin_of
from riwaya.export.linked.values import dated, time_of
from riwaya.export.linked.vocabulary import coded
from riwaya.export.linked.wording import line
from riwaya.export.select import confidence
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.resolution import When

LINKS = {"caused_by": "causedBy", "response_to": "responseTo", "rebuts": "rebuts"}


def claim_nodes(one: ExportedClaim, agents: Agents) -> list[Node]:
    """The claim as it stands; before it, the claim as it was read, where a person corrected it."""
    node = _claim(one, agents)
    corrected = any(said.verdict == "correct" for said in origin_of(one).said)
    if not corrected:
        return [node]
    read = {"id": agents.names.as_read(one), "type": ["riwaya:Claim", "prov:Entity"]}
    node["wasRevisionOf"] = read["id"]
    return [read | _found_by(one, agents.names), node]


def _claim(one: ExportedClaim, agents: Agents) -> Node:
    claim, names = one.claim, agents.names
    name = names.claim(one)
    evidence = Evidence(one, name, names)
    node: dict[str, Any] = {
        "id": name,
        "type": ["riwaya:Claim", "prov:Entity"],
        "claimId": claim.id,
        "inReport": names.report(one.found.report),
        "gloss": line(claim),
        "event": coded("event", claim.event),
        "polarity": coded("polarity", claim.polarity),
        "reality": coded("reality", claim.reality),
        "stance": coded("stance", claim.stance),
        "quoted": claim.quoted,
        "confidence": confidence(claim),
        "reviewStatus": coded("review", one.found.review),
        **evidence.nodes(),
        "wasDerivedFrom": evidence.told or [names.report(one.found.report)],
    }
    if links := chain(one, agents):
        node["qualifiedAttribution"] = links
    if claim.when is not UNSET and (claim.when.from_ or claim.when.to):
        node["when"] = _when(claim.when)
    for link in claim.links:
        node.setdefault(LINKS[link.relation], []).append(names.other(one, link.claim))
    reviews = [_review(n, said, one, names) for n, said in enumerate(origin_of(one).said, 1)]
    if reviews:
        node["reviewedIn"] = reviews
    return node | _made_by(one, names, reviews)


def _made_by(one: ExportedClaim, names: Names, reviews: list[Node]) -> Node:
    """What made the claim as it stands: the last correction, else an addition, else the reading."""
    makers = ("correct", "add")
    for said, review in reversed(list(zip(origin_of(one).said, reviews, strict=True))):
        if said.verdict in makers:
            return {"wasGeneratedBy": review["id"]}
    return _found_by(one, names)


def _found_by(one: ExportedClaim, names: Names) -> Node:
    origin = origin_of(one)
    if origin.added or origin.reading is None:
        return {}
    return {"wasGeneratedBy": names.of("reading", origin.reading)}


def _review(number: int, said: Said, one: ExportedClaim, names: Names) -> Node:
    """A person's verdict; a published one is named after its claim, not by a digest of a name."""
    node: Node = {
        "id": names.of("review", said.id) if said.id else f"{names.claim(one)}/review-{number}",
        "type": ["riwaya:Review", "prov:Activity"],
        "verdict": coded("verdict", said.verdict),
        "wasAssociatedWith": person(said.author),
    }
    if said.verdict != "add":
        node["used"] = names.as_read(one)
    moment = time_of(said.made_at)
    return node | ({"endedAtTime": moment} if moment else {})


def _when(when: When) -> Node:
    return {"type": "riwaya:When", **_days(when.from_, when.to), "inferred": when.inferred}


def _days(first: str | None, last: str | None) -> Node:
    return {key: dated(day) for key, day in (("from", first), ("to", last)) if day}


class Evidence:
    """The mentions of one claim as nodes; `told` are their names, in the order of the roles."""

    def __init__(self, one: ExportedClaim, claim: str, names: Names) -> None:
        self._one = one
        self._claim = claim
        self._names = names
        self.told: list[str] = []

    def nodes(self) -> Node:
        """The mentions by role, under the keys of the vocabulary."""
        claim = self._one.claim
        found: Node = {}
        # What was published has its event's label for a trigger, not the report's word.
        if not self._one.published:
            found["trigger"] = self._mention("trigger", claim.trigger)
        found |= self._several("agents", claim.agents)
        found |= self._several("targets", claim.targets)
        found |= self._several("places", claim.places)
        if claim.time is not None:
            found["time"] = self._mention("time", claim.time)
        found |= self._several("quantities", claim.quantities)
        return found | self._several("speakers", claim.attribution)

    def _several(self, key: str, mentions: Iterable[Mention]) -> Node:
        nodes = [self._mention(f"{key}-{n}", mention) for n, mention in enumerate(mentions, 1)]
        return {key: nodes} if nodes else {}

    def _mention(self, key: str, mention: Mention) -> Node:
        name = f"{self._claim}#{key}"
        self.told.append(name)
        report = self._names.report(self._one.found.report)
        language = origin_of(self._one).language
        node: Node = {
            "id": name,
            "type": ["riwaya:Mention", "prov:Entity"],
            "words": {"@value": mention.text, "@language": language},
        }
        if self._one.published:
            node["wasDerivedFrom"] = report
        else:
            node["type"].append("oa:SpecificResource")
            node |= {"wasQuotedFrom": report, "hasSource": report, "hasSelector": _where(mention)}
        return node | self._meaning(mention)

    def _meaning(self, mention: Mention) -> Node:
        """What the words stand for, by the kind of mention."""
        match mention:
            case Place():
                return self._place(mention)
            case Time():
                return _days(mention.from_, mention.to)
            case Quantity():
                return _quantity(mention)
            case Source():
                kind = {"sourceKind": coded("source", mention.kind), "named": mention.named}
                return self._identity(mention) | kind
            case Party():
                return self._identity(mention)
            case _:
                return {}

    def _identity(self, mention: Party | Source | Place) -> Node:
        node: Node = {}
        if mention.entity is not None:
            node["entity"] = self._names.of("entity", mention.entity)
        if mention.name is not UNSET and mention.name:
            node["name"] = mention.name
        return node

    def _place(self, place: Place) -> Node:
        node = self._identity(place) | {"relation": coded("relation", place.relation)}
        if place.lat is not None and place.lon is not None:
            node |= {"lat": place.lat, "lon": place.lon}
        if place.radius_km is not UNSET:
            node["radiusKm"] = place.radius_km
        return node


def _quantity(quantity: Quantity) -> Node:
    node: Node = {"measure": coded("measure", quantity.measure)}
    bounds = {"low": quantity.low, "high": quantity.high, "unit": quantity.unit}
    node |= {key: value for key, value in bounds.items() if value is not None}
    for key in ("approximate", "subset", "joint"):
        value = getattr(quantity, key)
        if value is not UNSET:
            node[key] = value
    return node


def _where(mention: Mention) -> list[Node]:
    """Where the words stand, as Web Annotation's selectors: by position and by the words."""
    return [
        {"type": "oa:TextPositionSelector", "start": mention.start, "end": mention.end},
        {"type": "oa:TextQuoteSelector", "exact": mention.text},
    ]
