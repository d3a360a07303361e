"""People's decisions: rows that are only ever added; the index follows them."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from riwaya.records.decision import Decision
from riwaya.store.tables import decisions, reports
from riwaya.store.writing import insert_new, numbers_of


def put_decisions(connection: Connection, several: Sequence[Decision]) -> None:
    """Add decisions about reports that the workspace has; one that is there already stays."""
    numbers = numbers_of(connection, reports, [decision.report for decision in several])
    rows = [
        {
            "id": decision.id,
            "report_n": numbers[decision.report],
            "anchor": decision.anchor,
            "verdict": decision.verdict,
            "patch": _json(decision.patch),
            "seen": decision.seen,
            "withdraws": decision.withdraws,
            "author": decision.author,
            "made_at": decision.made_at,
            "note": decision.note,
        }
        for decision in several
    ]
    insert_new(connection, decisions, rows, "id")


def decisions_of(
    connection: Connection, report_numbers: Iterable[int]
) -> dict[int, list[Decision]]:
    """The decisions about reports, in the order in which they were made, by report number."""
    query = (
        select(decisions, reports.c.id.label("report"))
        .join(reports, reports.c.n == decisions.c.report_n)
        .where(decisions.c.report_n.in_(list(report_numbers)))
        .order_by(decisions.c.n)
    )
    found: dict[int, list[Decision]] = {}
    for row in connection.execute(query):
        found.setdefault(row.report_n, []).append(decision_of(row))
    return found


def decision_of(row: Row[Any]) -> Decision:
    """The record of a decision's row (joined with its report's id as `report`)."""
    return Decision(
        report=row.report,
        anchor=row.anchor,
        verdict=row.verdict,
        author=row.author,
        made_at=row.made_at,
        patch=msgspec.json.decode(row.patch) if row.patch else None,
        seen=row.seen,
        withdraws=row.withdraws,
        note=row.note,
    )


def _json(patch: dict[str, Any] | None) -> str | None:
    return None if patch is None else msgspec.json.encode(patch).decode()
