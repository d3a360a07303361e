"""Reports a page at a time, the last taken in first."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, select

from riwaya.records.decision import Review
from riwaya.store.tables import claims, reports

ROW = reports.c


def reports_before(
    connection: Connection,
    limit: int,
    before: int | None = None,
    *,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    with_claims: Collection[Review] = (),
) -> tuple[list[Row[Any]], int | None]:
    """Rows of reports (without text) and where they end; None where there are no more.

    `since` and `until` are ISO days of publication, both included; `with_claims` asks for a claim
    with one of these reviews.
    """
    columns = [column for column in ROW if column.name not in {"text", "notes"}]
    chosen: Select[Any] = select(*columns, ROW.text.is_(None).label("redacted"))
    if before is not None:
        chosen = chosen.where(ROW.n < before)
    if outlet:
        chosen = chosen.where(ROW.outlet == outlet)
    if since:
        chosen = chosen.where(ROW.published >= since)
    if until:
        chosen = chosen.where(ROW.published < f"{until}\N{INFINITY}")  # times of that day too
    if with_claims:
        chosen = chosen.where(
            exists().where(claims.c.report_n == ROW.n, claims.c.review.in_(list(with_claims)))
        )
    chosen = chosen.order_by(ROW.n.desc()).limit(limit + 1)
    rows: list[Row[Any]] = list(connection.execute(chosen))
    more, rows = len(rows) > limit, rows[:limit]
    return rows, rows[-1].n if more and rows else None
