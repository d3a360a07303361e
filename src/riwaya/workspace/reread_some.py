"""Only some reports read again: those that mention a name of which the tables now know more."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from riwaya.ingest.piece import Limits
from riwaya.knowledge.search_words import query_words
from riwaya.store.datasets import is_of_dataset
from riwaya.store.fusion import chunks
from riwaya.store.matching import words_match
from riwaya.store.reports import report_of
from riwaya.store.tables import claims, reports
from riwaya.workspace.pool import pool_of
from riwaya.workspace.reading import Line, Tally
from riwaya.workspace.work import Text

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace


def mentioning(connection: Connection, names: Sequence[str]) -> list[int]:
    """The numbers of the reports of which a claim's sentence has one of the names, in order.

    Names are found in any spelling, with a preposition before them or not (`search_words`).
    """
    wanted = [words for name in names if (words := query_words(f'"{name}"'))]
    if not wanted:
        return []
    keys = words_match(connection.dialect.name, wanted)
    query = select(claims.c.report_n).distinct().where(claims.c.n.in_(keys))
    return sorted(connection.execute(query).scalars())


def reread_reports(
    workspace: "Workspace",
    numbers: Sequence[int],
    *,
    watch: Callable[[Tally], None] = lambda _: None,
    told: Callable[[str], None] | None = None,
) -> Tally:
    """Read some reports again with the tables as they are now; the readings before are kept."""
    own = workspace.folder.knowledge
    with workspace.writing(told=told), pool_of(1) as pool:
        line = Line(workspace.engine, pool, str(own) if own else None, Limits(), watch)
        for some in chunks(numbers, 50):
            query = select(reports).where(reports.c.n.in_(some), reports.c.text.is_not(None))
            query = query.where(~is_of_dataset())
            with workspace.engine.connect() as connection:
                rows = connection.execute(query.order_by(reports.c.n)).all()
            for row in rows:
                line.put_text(Text(report_of(row), row.text))
        line.drain()
    return line.tally
