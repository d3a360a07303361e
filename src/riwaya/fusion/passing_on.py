"""Who passes on whom, over many reports: a graph from speakers through media to outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Literal

import msgspec

from riwaya.fusion.bodies import is_press
from riwaya.fusion.gathered import member_of
from riwaya.fusion.passers import outlet_key, report_name
from riwaya.fusion.same_voice import called, name_of
from riwaya.fusion.told import ToldReport
from riwaya.fusion.voices import Voice, Voices
from riwaya.records.incident import Member

#: Claims that stand as examples of an edge.
EXAMPLES = 3
NodeKind = Literal["source", "unnamed", "outlet"]


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who speaks or passes on; `claims` go back to it or through it."""

    id: str
    name: str
    kind: NodeKind
    claims: int


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """What one passes on of another: `claims` in `reports`, with some of them as examples.

    `copied` counts the reports whose text is the other's, whatever they say of its source.
    """

    origin: str
    passer: str
    claims: int
    reports: int
    copied: int = 0
    examples: tuple[Member, ...] = ()


class PassingOn(msgspec.Struct, frozen=True, kw_only=True):
    """The graph: nodes by their ids, edges by how much they carry."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class _Counted:
    """Nodes and edges while reports are read."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, NodeKind]] = {}
        self.claims: Counter[str] = Counter()
        self.members: dict[tuple[str, str], set[tuple[str, str, str]]] = {}
        self.copied: Counter[tuple[str, str]] = Counter()

    def node(self, key: str, name: str, kind: NodeKind) -> str:
        """The id of a node; the first name in order of the alphabet stays."""
        known = self.names.get(key)
        self.names[key] = (name, kind) if known is None else min(known, (name, kind))
        return key


def passing_on(reports: Iterable[ToldReport], copies: Iterable[tuple[str, str]] = ()) -> PassingOn:
    """The graph of many reports; `copies` are pairs of report ids, whose text it is first."""
    counted = _Counted()
    outlets: dict[str, str] = {}
    for report in reports:
        outlets[report.id] = _add(counted, report)
    for first, later in copies:
        one, other = outlets.get(first), outlets.get(later)
        if one and other and one != other:
            counted.copied[one, other] += 1
    return _graph(counted)


def _add(counted: _Counted, report: ToldReport) -> str:
    """Add a report's claims; the node of its outlet."""
    voices = Voices(report)
    own = outlet_key(report) or f"report:{report.id}"
    counted.node(own, report_name(report), "outlet" if _publishes(voices.own) else "source")
    for claim in report.claims:
        member = member_of(report, claim)
        voice = voices.of(claim)
        cited = [_cited(counted, key) for key in voice.cites]
        chain = list(_chain(counted, voice, own))
        counted.claims.update({*cited, *chain})
        for one, other in (*pairwise(chain), *((source, own) for source in cited)):
            counted.members.setdefault((one, other), set()).add(
                (member.source, member.report, member.claim)
            )
    return own


def _cited(counted: _Counted, key: str) -> str:
    return counted.node(key, name_of(key), "outlet" if is_press(key) else "source")


def _publishes(voice: Voice) -> bool:
    return voice.kind == "own"


def _chain(counted: _Counted, voice: Voice, own: str) -> Iterator[str]:
    """The nodes of a claim from its speaker to the outlet, each once."""
    seen: list[str] = []
    if voice.kind in {"known", "named", "unnamed"}:
        seen.append(_speaker(counted, voice, own))
    seen += [
        counted.node(key, name_of(key), "outlet" if is_press(key) else "source")
        for key in voice.via
    ]
    seen.append(own)
    yield from dict.fromkeys(seen)


def _speaker(counted: _Counted, voice: Voice, own: str) -> str:
    if voice.kind == "known":
        kind: NodeKind = "outlet" if is_press(voice.key) else "source"
        return counted.node(voice.key, name_of(voice.key), kind)
    content = f"{voice.head} {' '.join(sorted(voice.stems))}".strip()
    if voice.kind == "named":
        return counted.node(f"named:{content}", called(voice), "source")
    to = voice.via[0] if voice.via else own
    # Two outlets' «security sources» are two.
    return counted.node(f"unnamed:{to}:{content}", called(voice), "unnamed")


def _graph(counted: _Counted) -> PassingOn:
    nodes = (
        Node(id=key, name=name, kind=kind, claims=counted.claims[key])
        for key, (name, kind) in counted.names.items()
    )
    pairs = {*counted.members, *counted.copied}
    edges = (_edge(counted, pair) for pair in pairs)
    return PassingOn(
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(sorted(edges, key=lambda e: (-e.claims, -e.copied, e.origin, e.passer))),
    )


def _edge(counted: _Counted, pair: tuple[str, str]) -> Edge:
    members = sorted(counted.members.get(pair, ()), key=lambda m: (m[1], m[2], m[0]))
    return Edge(
        origin=pair[0],
        passer=pair[1],
        claims=len(members),
        reports=len({report for _, report, _ in members}),
        copied=counted.copied[pair],
        examples=tuple(
            Member(source=source, report=report, claim=claim)
            for source, report, claim in members[:EXAMPLES]
        ),
    )


def as_json(graph: PassingOn) -> dict[str, Any]:
    """The graph for JSON: `nodes` and `edges`, in the graph's order."""
    found: dict[str, Any] = msgspec.to_builtins(graph)
    return found


SHAPES: Mapping[NodeKind, str] = {"source": "ellipse", "unnamed": "note", "outlet": "box"}


def as_dot(graph: PassingOn) -> str:
    """The graph in Graphviz's DOT: an edge from who said it to who printed it, with its claims."""
    lines = ["digraph passing_on {", "  rankdir=LR;"]
    lines += [
        f"  {_quoted(node.id)} [label={_quoted(node.name)}, shape={SHAPES[node.kind]}];"
        for node in graph.nodes
    ]
    for edge in graph.edges:
        style = ", style=dashed" if edge.copied and not edge.claims else ""
        label = str(edge.claims) if edge.claims else f"{edge.copied} copied"
        ends = f"{_quoted(edge.origin)} -> {_quoted(edge.passer)}"
        lines.append(f"  {ends} [label={_quoted(label)}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
