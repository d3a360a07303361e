"""A file of JSON-LD, written node by node; reports and agents are told once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import msgspec

from riwaya.export.forms.exported import ExportedClaim
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
LOST = "reasons and alternatives of what words stand for"
HELD_BACK = (
    "for the public: positions of words, hashes of texts and bytes, custody records, names of"
    " people who reviewed"
)
Put = Callable[[Iterable[Node]], None]


@contextmanager
def graph_file(placing: Placing, signature: Signature | None) -> Iterator[Put]:
    """The file with its context; gives what writes nodes, a line each."""
    with placing.aside(placing.path).open("wb") as file:
        file.write(b'{"@context":' + msgspec.json.encode(context()) + b',\n"@graph":[\n')
        file.write(msgspec.json.encode(_export(signature)))
        yield lambda nodes: _put(file, nodes)
        file.write(b"\n]}\n")


def _put(file: BinaryIO, nodes: Iterable[Node]) -> None:
    for node in nodes:
        file.write(b",\n")
        file.write(msgspec.json.encode(node))


def _export(signature: Signature | None) -> Node:
    """What the file says of itself; when it was written and from what stands beside it."""
    node: Node = {"type": ["riwaya:Export", "prov:Entity"], "caution": CAUTION}
    node["version"] = __version__
    if signature is not None and signature.publisher:
        publisher: dict[str, Any] = {"type": ["prov:Agent", "prov:Organization"]}
        node["publisher"] = publisher | {"name": signature.publisher}
    return node


class Graph:
    """Makes the nodes of claims.

    Claims of one report come one after another, unless `remember`: then every report is kept.
    """

    def __init__(self, known: Knowledge, signature: Signature, *, remember: bool = False) -> None:
        self.names = Names(signature)
        self._agents = Agents(self.names, known)
        self._remember = remember
        self._reports: set[str] = set()
        self._told: set[str] = set()
        self.claims = self._published = 0

    def nodes(self, one: ExportedClaim) -> Iterator[Node]:
        """The nodes of a claim, before them those of its report, unless they were told."""
        if one.found.report not in self._reports:
            if not self._remember:
                self._reports.clear()
            self._reports.add(one.found.report)
            for node in report_nodes(one, self._agents):
                yield self._once(node)
        self.claims += 1
        self._published += one.published
        for node in claim_nodes(one, self._agents):
            yield self._once(node)

    def _once(self, value: Any) -> Any:
        """A node with the names alone of agents that were told already."""
        if isinstance(value, list):
            return [self._once(item) for item in value]
        if not isinstance(value, dict):
            return value
        if "id" in value and "prov:Agent" in value.get("type", ()):
            if value["id"] in self._told:
                return value["id"]
            self._told.add(value["id"])
        return {key: self._once(item) for key, item in value.items()}

    def losses(self, form: str, rows: int) -> dict[str, Any]:
        """The loss report: what the file doesn't tell of the claims."""
        lost = {LOST: self.claims, HELD_BACK: self._published}
        return {
            "form": form,
            "rows": rows,
            "left_out": {},
            "not_carried": {what: count for what, count in lost.items() if count},
        }
