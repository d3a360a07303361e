"""Reports read again by this version's model and tables; the readings before are kept."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from riwaya.ingest.piece import Limits
from riwaya.store.datasets import is_of_dataset
from riwaya.store.readings import not_read_by, readings_of, unpacked
from riwaya.store.reports import report_of
from riwaya.store.tables import readings, reports
from riwaya.workspace.changes import Change, changes_between
from riwaya.workspace.pool import pool_of
from riwaya.workspace.reading import Line, Tally
from riwaya.workspace.taking import resume
from riwaya.workspace.work import Text, reader_with

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace


def to_reread(workspace: "Workspace") -> int:
    """How many reports another model, version or table has read last, or none."""
    _, digest = reader_with(_knowledge(workspace))
    by_it = select(readings.c.n).where(readings.c.reader == digest)
    query = select(func.count()).select_from(reports).where(reports.c.text.is_not(None))
    query = query.where(reports.c.reading_n.is_(None) | reports.c.reading_n.not_in(by_it))
    query = query.where(~is_of_dataset())
    with workspace.engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def reread(
    workspace: "Workspace",
    *,
    jobs: int = 1,
    watch: Callable[[Tally], None],
    told: Callable[[str], None] | None = None,
) -> tuple[Tally, int]:
    """Read every report that this reader hasn't read last; the tally, and the last reading before.

    The number is where `changes_since` counts from.
    """
    knowledge = _knowledge(workspace)
    _, digest = reader_with(knowledge)
    with workspace.writing(told=told), pool_of(jobs) as pool:
        with workspace.engine.connect() as connection:
            last = connection.execute(select(func.max(readings.c.n))).scalar() or 0
        line = Line(workspace.engine, pool, knowledge, Limits(), watch)
        resume(workspace, line)
        line.drain()
        after = 0
        while True:
            with workspace.engine.connect() as connection:
                rows = list(not_read_by(connection, digest, after))
            if not rows:
                break
            for row in rows:
                line.put_text(Text(report_of(row), row.text))
            after = rows[-1].n
        line.drain()
    return line.tally, int(last)


def changes_since(workspace: "Workspace", last: int) -> Iterator[Change]:
    """What the readings behind number `last` say otherwise than those that they replaced."""
    query = select(readings.c.report_n).where(readings.c.n > last).order_by(readings.c.report_n)
    with workspace.engine.connect() as connection:
        for report_n in list(connection.execute(query).scalars()):
            kept = readings_of(connection, report_n)
            before = [row for row in kept if row.n <= last]
            if before:
                yield from changes_between(
                    unpacked(before[-1].document), unpacked(kept[-1].document)
                )


def _knowledge(workspace: "Workspace") -> str | None:
    return str(workspace.folder.knowledge) if workspace.folder.knowledge else None
