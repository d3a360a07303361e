"""What happened in a workspace, in an order in which a follower misses nothing.

Reports, readings, decisions and judgements are rows that are only added; their numbers grow in the
order in which they were committed, since writers take turns (`store.turns`, the workspace's lock).
PostgreSQL hands out numbers before a transaction ends: there, rows are told only once every
transaction that was running when they were written has ended. Incidents are made anew and have no
history: the stream says that they were, and the follower lists them again.

A place in the stream holds the last row of each kind with its id. Where that row isn't there any
more (the database was rebuilt or restored, rows were erased), the place is void: start again.
"""

from collections.abc import Iterator
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, Table, literal_column, null, select, text

from riwaya.errors import RiwayaError
from riwaya.store.fusion_tables import judgements
from riwaya.store.settings import MARK, setting
from riwaya.store.tables import decisions, readings, reports

Kind = Literal["report", "reading", "decision", "judgement", "incidents"]
KINDS: tuple[Kind, ...] = get_args(Kind)
TABLES: dict[Kind, Table] = {
    "report": reports, "reading": readings, "decision": decisions, "judgement": judgements,
}  # fmt: skip
#: Letters of a row's id that tell it from another one with the same number.
TOLD = 12


class Void(RiwayaError):
    """A place in the stream that is there no more: the follower starts again."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened; `id` is the row's own, for incidents the mark of their state.

    `report` is whose reading it is or what report was decided about.
    """

    kind: Kind
    id: str
    report: str | None = None


class Place(msgspec.Struct, frozen=True, array_like=True):
    """How far a follower is: of each kind the last row's number and its id; the incidents' mark."""

    report: tuple[int, str] = (0, "")
    reading: tuple[int, str] = (0, "")
    decision: tuple[int, str] = (0, "")
    judgement: tuple[int, str] = (0, "")
    mark: str = ""


def changes_after(
    connection: Connection, place: Place, limit: int, *, kinds: tuple[Kind, ...] = KINDS
) -> tuple[list[Change], Place]:
    """The next changes, `limit` of them at most, and the place behind them.

    Of what came together, reports stand before their readings, readings before decisions,
    decisions before judgements; what depends on another is never told before it. Raises Void.
    """
    found: list[Change] = []
    reached: dict[str, Any] = {}
    for kind, table in TABLES.items():
        if kind not in kinds:
            continue
        after: tuple[int, str] = getattr(place, kind)
        _check(connection, table, after)
        rows = list(_rows(connection, kind, table, after[0], limit - len(found)))
        found += [Change(kind=kind, id=row.id, report=row.report) for row in rows]
        if rows:
            reached[kind] = (rows[-1].n, rows[-1].id[:TOLD])
        if len(found) >= limit:
            return found, msgspec.structs.replace(place, **reached)
    mark = setting(connection, MARK) or ""
    if "incidents" in kinds and mark != place.mark:
        found.append(Change(kind="incidents", id=mark))
        reached["mark"] = mark
    return found, msgspec.structs.replace(place, **reached)


def now(connection: Connection) -> Place:
    """The end of the stream: a follower who has listed everything goes on from here.

    Ask for it before listing, so that what comes in meanwhile is told twice rather than never.
    """
    last: dict[str, Any] = {}
    for kind, table in TABLES.items():
        query = select(table.c.n, table.c.id).order_by(table.c.n.desc()).limit(1)
        row = connection.execute(_settled(connection, query, table)).one_or_none()
        if row is not None:
            last[kind] = (row.n, row.id[:TOLD])
    return Place(**last, mark=setting(connection, MARK) or "")


def steady(connection: Connection) -> None:
    """One view of all tables for this transaction: what is told is told of one moment."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def _check(connection: Connection, table: Table, after: tuple[int, str]) -> None:
    number, told = after
    if not number:
        return
    id_ = connection.execute(select(table.c.id).where(table.c.n == number)).scalar()
    if id_ is None or id_[:TOLD] != told:
        raise Void("this place in the stream is there no more; list everything and start again")


def _rows(
    connection: Connection, kind: Kind, table: Table, after: int, limit: int
) -> Iterator[Any]:
    report = null() if kind == "judgement" else reports.c.id
    query = select(table.c.n, table.c.id, report.label("report"))
    if kind in {"reading", "decision"}:
        query = query.join(reports, reports.c.n == table.c.report_n)
    query = query.where(table.c.n > after).order_by(table.c.n).limit(max(0, limit))
    return iter(connection.execute(_settled(connection, query, table)))


def _settled(connection: Connection, query: Any, table: Table) -> Any:
    """Without rows that a transaction may still come before."""
    if connection.dialect.name != "postgresql":
        return query
    oldest = "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint % 4294967296)::text::xid"
    return query.where(literal_column(f"age({table.name}.xmin) > age({oldest})"))
