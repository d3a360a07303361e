"""`riwaya export jsonld`: claims with all they rest on, as JSON-LD 1.1 in the terms of PROV-O.

claim <- its words <- the report's text <- the bytes, with the reading and the reviews as
activities. The context stands in the file: nothing is fetched to understand it. A node a line;
memory grows with the sources that are named, not with the claims.
"""

from collections.abc import Iterable

from riwaya.export.forms.exported import ExportedClaim, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.signature import Signature
from riwaya.export.linked.graph import Graph, graph_file
from riwaya.resolving.claims import Knowledge


def write(
    placing: Placing,
    records: Iterable[ExportedClaim],
    *,
    known: Knowledge,
    signature: Signature | None = None,
) -> Written:
    """Write the file, claim by claim; rows are claims."""
    graph = Graph(known, signature or Signature())
    with graph_file(placing, signature) as put:
        for one in records:
            put(graph.nodes(one))
    return Written((placing.path,), graph.claims, graph.losses("jsonld", graph.claims))
