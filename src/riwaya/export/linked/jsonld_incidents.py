"""`riwaya export jsonld-incidents`: incidents with their claims and all those rest on, as JSON-LD.

The graph of `jsonld`, and an incident after its claims. Memory grows with the names of reports.
"""

from collections.abc import Iterable

from riwaya.export.forms.exported import ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.signature import Signature
from riwaya.export.linked.graph import Graph, graph_file
from riwaya.export.linked.incident_nodes import incident_node
from riwaya.resolving.claims import Knowledge


def write(
    placing: Placing,
    records: Iterable[ExportedIncident],
    *,
    known: Knowledge,
    signature: Signature | None = None,
) -> Written:
    """Write the file, incident by incident; rows are incidents."""
    graph = Graph(known, signature or Signature(), remember=True)
    rows = 0
    with graph_file(placing, signature) as put:
        for one in records:
            for claim in one.claims:
                put(graph.nodes(claim))
            put([incident_node(one, graph.names)])
            rows += 1
    losses = graph.losses("jsonld-incidents", rows)
    return Written((placing.path,), rows, losses)
