"""Decisions a page at a time, the last first."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from riwaya.records.decision import Decision
from riwaya.records.withdrawing import withdrawn
from riwaya.store.decisions import decision_of
from riwaya.store.tables import decisions, reports

ROW = decisions.c


@dataclass(frozen=True, slots=True)
class Made:
    """A decision, and whether it stands."""

    made: Decision
    standing: bool


def decisions_before(
    connection: Connection,
    limit: int,
    before: int | None = None,
    *,
    report: str | None = None,
    author: str | None = None,
) -> tuple[list[Made], int | None]:
    """Decisions and where they end; None where there are no more."""
    chosen = select(decisions, reports.c.id.label("report"))
    chosen = chosen.join(reports, reports.c.n == ROW.report_n)
    if before is not None:
        chosen = chosen.where(ROW.n < before)
    if report:
        chosen = chosen.where(reports.c.id == report)
    if author:
        chosen = chosen.where(ROW.author == author)
    rows = list(connection.execute(chosen.order_by(ROW.n.desc()).limit(limit + 1)))
    more, rows = len(rows) > limit, rows[:limit]
    withdrawals = select(ROW.id, ROW.verdict, ROW.withdraws).where(ROW.verdict == "withdraw")
    gone = withdrawn(connection.execute(withdrawals.order_by(ROW.n)).all())
    found = [Made(decision_of(row), row.id not in gone) for row in rows]
    return found, rows[-1].n if more and rows else None
