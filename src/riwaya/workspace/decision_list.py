"""The decisions of a workspace: listed, and taken back by a further one."""

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Row, select

from riwaya.errors import BadInput
from riwaya.ingest.custody import user_and_host
from riwaya.records.decision import Decision, Verdict
from riwaya.records.withdrawing import withdrawn
from riwaya.store.decisions import decision_of
from riwaya.store.engine import for_people
from riwaya.store.tables import decisions, reports
from riwaya.store.turns import take_turn
from riwaya.workspace.keeping import decide
from riwaya.workspace.row_wishes import Asked

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: Letters of an id that a person must type.
SHORTEST = 6


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A decision; `standing` is False once it was taken back."""

    id: str
    made_at: str
    author: str
    verdict: Verdict
    report: str
    anchor: str
    standing: bool
    note: str | None = None
    patch: dict[str, Any] | None = None
    withdraws: str | None = None


def list_decisions(
    workspace: "Workspace", *, report: str | None = None, author: str | None = None
) -> list[Listed]:
    """All decisions in the order in which they were made, or those about a report, by an author."""
    query = _query()
    with for_people(str(workspace.folder.path)), workspace.engine.connect() as connection:
        rows = connection.execute(query).all()
    gone = withdrawn(rows)
    return [
        _listed(row, standing=row.id not in gone)
        for row in rows
        if report in {None, row.report} and author in {None, row.author}
    ]


def undo(workspace: "Workspace", id_: str) -> list[Listed]:
    """Take a decision back by its id or the beginning of one; returns what was taken back.

    With a claim that was added goes what was decided about it. A decision that was taken back
    already changes nothing. Raises BadInput where no decision, or more than one, has such an id.
    """
    asked = Asked(workspace.by or user_and_host())
    with for_people(str(workspace.folder.path)), workspace.engine.begin() as connection:
        take_turn(connection)
        rows = connection.execute(_query()).all()
        gone = withdrawn(rows)
        wanted = _with_what_hangs_on_it(rows, _meant(rows, id_))
        standing = [one for one in wanted if one.id not in gone]
        if standing:
            decide(connection, [_withdrawal(one, asked) for one in reversed(standing)])
    return [_listed(one, standing=False) for one in standing]


def _query() -> Any:
    query = select(decisions, reports.c.id.label("report"))
    return query.join(reports, reports.c.n == decisions.c.report_n).order_by(decisions.c.n)


def _meant(rows: Any, id_: str) -> Row[Any]:
    if len(id_) < SHORTEST:
        raise BadInput(f"{id_!r}: write at least {SHORTEST} letters of the decision's id")
    found = [row for row in rows if row.id.startswith(id_.lower())]
    if not found:
        raise BadInput(f"no decision {id_}; `riwaya review list` shows them")
    if len(found) > 1:
        raise BadInput(f"{len(found)} decisions begin with {id_}; write more of the id")
    one: Row[Any] = found[0]
    return one


def _with_what_hangs_on_it(rows: Any, row: Row[Any]) -> list[Any]:
    """A decision; of an added claim those about it, which would stand about nothing."""
    if row.verdict != "add":
        return [row]
    about = [one for one in rows if (one.report, one.anchor) == (row.report, row.anchor)]
    return [one for one in about if one.verdict != "withdraw"]


def _withdrawal(row: Any, asked: Asked) -> Decision:
    return Decision(
        report=row.report,
        anchor=row.anchor,
        verdict="withdraw",
        author=asked.by,
        made_at=asked.at,
        withdraws=row.id,
    )


def _listed(row: Any, *, standing: bool) -> Listed:
    made = decision_of(row)
    return Listed(
        id=row.id,
        made_at=made.made_at,
        author=made.author,
        verdict=made.verdict,
        report=made.report,
        anchor=made.anchor,
        standing=standing,
        note=made.note,
        patch=made.patch,
        withdraws=made.withdraws,
    )
