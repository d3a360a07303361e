"""Suggested grades that people accepted: rows that are added, and taken back by further ones.

An acceptance is of a grade and not of an incident alone: it stands as long as the incident
suggests that grade. What the grade rests on may change; then it is a suggestion again, with a
note of what had been accepted.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, select

from riwaya.errors import BadInput
from riwaya.records.incident import Grade
from riwaya.records.withdrawing import withdrawn
from riwaya.store.acts import now
from riwaya.store.desk_tables import gradings
from riwaya.store.fusion_tables import tellings
from riwaya.store.writing import insert_new
from riwaya.workspace.sides import Changed, incident_meant

Verdict = Literal["accept", "withdraw"]


class Grading(msgspec.Struct, frozen=True, kw_only=True):
    """A person's word on an incident's grade; `withdraws` is the id of the one it takes back."""

    incident: str
    airwars: str
    admiralty: str
    verdict: Verdict
    author: str
    made_at: str
    withdraws: str | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """The digest of all it says."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def accept(
    connection: Connection,
    incident: str,
    grade: Grade,
    seen: tuple[str, str],
    *,
    by: str,
    note: str | None = None,
) -> Grading:
    """Accept the grade that an incident (by id or "ID@MARK") suggests.

    `seen` are the grade's two parts as the person saw them. Raises BadInput, Changed.
    """
    row, _ = incident_meant(connection, incident)
    if seen != (grade.airwars, grade.admiralty):
        raise Changed(
            f"{row.id}: it suggests {grade.airwars}, {grade.admiralty} by now; look at it again"
        )
    made = Grading(
        incident=row.id, airwars=grade.airwars, admiralty=grade.admiralty, verdict="accept",
        author=by, made_at=now(), note=note,
    )  # fmt: skip
    _put(connection, made)
    return made


def undo(connection: Connection, id_: str, *, by: str) -> Grading | None:
    """Take an acceptance (or a taking back) back; None where that is done. Raises BadInput."""
    every = _all(connection)
    wanted = next((one for one in every if one.id == id_), None)
    if wanted is None:
        raise BadInput(f"no grading {id_}")
    if id_ in withdrawn(every):
        return None
    back = msgspec.structs.replace(
        wanted, verdict="withdraw", author=by, made_at=now(), withdraws=id_, note=None
    )
    _put(connection, back)
    return back


def gradings_of(connection: Connection, incident_n: int) -> list[tuple[Grading, bool]]:
    """Every word on an incident's grade in order, each with whether it stands.

    An incident has those of all ids that lead to it (see `incident_search.incident_named`).
    """
    names = select(tellings.c.name).where(tellings.c.incident_n == incident_n)
    query = select(gradings).where(gradings.c.incident.in_(names)).order_by(gradings.c.n)
    several = [_grading(row) for row in connection.execute(query)]
    gone = withdrawn(several)
    return [(one, one.id not in gone) for one in several]


def graded(grade: Grade, several: Sequence[tuple[Grading, bool]]) -> Grade:
    """A suggested grade with people's word on it."""
    last = next((g for g, stands in reversed(several) if stands and g.verdict == "accept"), None)
    if last is None:
        return grade
    accepted = (last.airwars, last.admiralty) == (grade.airwars, grade.admiralty)
    return msgspec.structs.replace(
        grade,
        status="accepted" if accepted else "suggested",
        accepted=(last.airwars, last.admiralty),
        accepted_by=last.author,
        accepted_at=last.made_at,
    )


def _put(connection: Connection, one: Grading) -> None:
    insert_new(connection, gradings, [{"id": one.id} | msgspec.structs.asdict(one)], "id")


def _all(connection: Connection) -> list[Grading]:
    return [_grading(row) for row in connection.execute(select(gradings).order_by(gradings.c.n))]


def _grading(row: Any) -> Grading:
    return Grading(
        incident=row.incident,
        airwars=row.airwars,
        admiralty=row.admiralty,
        verdict=row.verdict,
        author=row.author,
        made_at=row.made_at,
        withdraws=row.withdraws,
        note=row.note,
    )
