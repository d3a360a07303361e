"""A report in linked data: the text, the bytes it came in, the takings and the reading."""

from typing import Any

from riwaya.export.forms.exported import ExportedClaim
from riwaya.export.forms.provenance import Take
from riwaya.export.linked.agents import Agents, Node, person
from riwaya.export.linked.names import Names, bytes_name, origin_of
from riwaya.export.linked.values import dated, time_of, web_address


def report_nodes(one: ExportedClaim, agents: Agents) -> list[Node]:
    """The report of a claim and the reading of it; of a published claim, what may be told."""
    names, origin = agents.names, origin_of(one)
    report = names.report(one.found.report)
    nodes = [_report(one, report, agents)]
    if origin.reading is not None:
        nodes.append(
            {
                "id": names.of("reading", origin.reading),
                "type": ["riwaya:Reading", "prov:Activity"],
                "used": report,
                "wasAssociatedWith": agents.reader(one),
                **_ended(origin.read_at),
            }
        )
    return nodes


def _report(one: ExportedClaim, name: str, agents: Agents) -> Node:
    found, origin = one.found, origin_of(one)
    node: dict[str, Any] = {"id": name, "type": ["riwaya:Report", "prov:Entity"]}
    node["language"] = origin.language
    if found.title:
        node["title"] = {"@value": found.title, "@language": origin.language}
    if found.published:
        node["issued"] = dated(found.published)
    if outlet := agents.outlet(found.outlet):
        node["publisher"] = outlet
    if address := web_address(found.url):
        node["source"] = address
    if found.sources:
        node["takenFrom"] = list(found.sources)
    if origin.text_sha256:
        node["textSha256"] = origin.text_sha256
    shas = dict.fromkeys(take.raw_sha256 for take in origin.takes if take.raw_sha256)
    if shas:
        node["wasDerivedFrom"] = [_bytes(sha) for sha in shas]
    if origin.takes:
        node["wasGeneratedBy"] = _taking(origin.takes[0], agents.names)
    return node


def _bytes(sha256: str) -> Node:
    return {
        "id": bytes_name(sha256),
        "type": ["riwaya:RawBytes", "prov:Entity"],
        "sha256": sha256,
    }


def _taking(take: Take, names: Names) -> Node:
    """The first taking in of the report; what else held it is among the bytes."""
    node: Node = {"type": ["riwaya:Taking", "prov:Activity"], "takenAs": take.kind}
    if take.id:
        node["id"] = names.of("taking", take.id)
    if take.raw_sha256:
        node["used"] = bytes_name(take.raw_sha256)
    if take.record is not None:
        node["custodyRecord"] = take.record
    if take.taken_by:
        node["wasAssociatedWith"] = person(take.taken_by)
    return node | _ended(take.taken_at)


def _ended(at: str | None) -> Node:
    moment = time_of(at) if at else None
    return {"endedAtTime": moment} if moment else {}
