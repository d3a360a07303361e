"""Who passes on whom in a workspace."""

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from riwaya.fusion.passing_on import PassingOn, passing_on
from riwaya.store.tables import reports
from riwaya.workspace.told import told_reports

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace


def passing_on_in(workspace: "Workspace", least: int = 1) -> PassingOn:
    """The graph of all reports, edges that carry fewer claims than `least` left out."""
    with workspace.engine.connect() as connection:
        numbers = connection.execute(select(reports.c.n).where(reports.c.reading_n.is_not(None)))
        several = told_reports(connection, list(numbers.scalars()))
        graph = passing_on(report for _, report in several)
    edges = tuple(edge for edge in graph.edges if edge.claims >= least)
    used = {end for edge in edges for end in (edge.origin, edge.passer)}
    nodes = tuple(node for node in graph.nodes if node.id in used)
    return msgspec.structs.replace(graph, nodes=nodes, edges=edges)
