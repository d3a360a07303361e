"""`riwaya export jsonld`: claims with all they rest on, as JSON-LD 1.1 in the terms of PROV-O.

claim <- its words <- the report's text <- the bytes, with the reading and the reviews as
activities. The context stands in the file: nothing is fetched to understand it. A node a line;
memory grows with the sources that are named, not with the claims.
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from riwaya.export.forms.exported import ExportedClaim, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.signature import Signature
from riwaya.export.linked.agents import Agents, Node
from riwaya.export.linked.claim_nodes import claim_nodes
from riwaya.export.linked.names import Names
from riwaya.export.linked.report_nodes import report_nodes
from riwaya.export.linked.vocabulary import context
from riwaya.resolving.claims import Knowledge
from riwaya.version import __version__

CAUTION = (
    "These are claims that reports make, not facts; a machine read them, and reviewStatus says"
    " what a person has decided about the reading."
)
#: What isn't told of any claim, and of published ones besides.
LOST = "reasons and alternatives of what words stand for; incidents (see the other forms)"
HELD_BACK = (
    "for the public: positions of words, hashes of texts and bytes, custody records, names of"
    " people who reviewed"
)


def write(
    placing: Placing,
    records: Iterable[ExportedClaim],
    *,
    known: Knowledge,
    signature: Signature | None = None,
) -> Written:
    """Write the file, claim by claim; a report is told before the first of its claims."""
    agents = Agents(Names(signature or Signature()), known)
    graph = Graph(agents)
    with placing.aside(placing.path).open("wb") as file:
        file.write(b'{"@context":' + msgspec.json.encode(context()) + b',\n"@graph":[\n')
        _put(file, [_export(signature)], first=True)
        for one in records:
            _put(file, graph.nodes(one))
        file.write(b"\n]}\n")
    return Written((placing.path,), graph.claims, graph.losses())


def _put(file: BinaryIO, nodes: Iterable[Node], *, first: bool = False) -> None:
    for node in nodes:
        file.write(b"" if first else b",\n")
        file.write(msgspec.json.encode(node))
        first = False


def _export(signature: Signature | None) -> Node:
    """What the file says of itself; when it was written and from what stands beside it."""
    node: Node = {"type": ["riwaya:Export", "prov:Entity"], "caution": CAUTION}
    node["version"] = __version__
    if signature is not None and signature.publisher:
        publisher: dict[str, Any] = {"type": ["prov:Agent", "prov:Organization"]}
        node["publisher"] = publisher | {"name": signature.publisher}
    return node


class Graph:
    """The nodes of claims, each report and each agent told once; counts what is written."""

    def __init__(self, agents: Agents) -> None:
        self._agents = agents
        self._report: str | None = None
        self._told: set[str] = set()
        self.claims = self._published = 0

    def nodes(self, one: ExportedClaim) -> Iterator[Node]:
        """The nodes of a claim, those of its report first where it is another one."""
        if one.found.report != self._report:
            self._report = one.found.report
            for node in report_nodes(one, self._agents):
                yield self._once(node)
        self.claims += 1
        self._published += one.published
        for node in claim_nodes(one, self._agents):
            yield self._once(node)

    def _once(self, node: Node) -> Node:
        """The node, with the names alone of agents that were told already."""
        return {key: self._told_once(value) for key, value in node.items()}

    def _told_once(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._told_once(item) for item in value]
        if not isinstance(value, dict):
            return value
        if "id" in value and "prov:Agent" in value.get("type", ()):
            if value["id"] in self._told:
                return value["id"]
            self._told.add(value["id"])
        return {key: self._told_once(item) for key, item in value.items()}

    def losses(self) -> dict[str, Any]:
        """The loss report: what the file doesn't tell of the claims."""
        lost = {LOST: self.claims} | {HELD_BACK: self._published}
        return {
            "form": "jsonld",
            "rows": self.claims,
            "left_out": {},
            "not_carried": {what: count for what, count in lost.items() if count},
        }
