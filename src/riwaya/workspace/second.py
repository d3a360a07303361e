"""Two people on one claim: the second reads it as the machine did, without the first's word.

A second reading changes no claim. How far the two agree is told by `workspace.two_readers`. With
one reader (the usual setting) none of this happens.
"""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, func, select

from riwaya.errors import BadInput
from riwaya.records.claim import Claim
from riwaya.records.decision import Decision
from riwaya.records.report import Document
from riwaya.records.withdrawing import standing
from riwaya.store.decided import decided, digest_of
from riwaya.store.desk_tables import second_readings
from riwaya.store.readings import current_document
from riwaya.store.tables import claims, decisions, reports
from riwaya.store.writing import insert_new
from riwaya.workspace.desk_settings import desk_settings
from riwaya.workspace.report_history import ReportHistory

VERDICTS = ("accept", "correct", "reject")
#: Claims that wait for a second reading, looked at in one go.
WAITING = 200


def readers(connection: Connection) -> int:
    """How many people read each claim: 1, or 2."""
    return desk_settings(connection).readers


class Blind(NamedTuple):
    """A claim for a second reader, as the machine read it; `seen` tells its state."""

    n: int
    report: str
    anchor: str
    claim: Claim
    seen: str


def waiting_for(connection: Connection, person: str, most: int = WAITING) -> list[tuple[str, str]]:
    """Claims (report's id, anchor) that others have decided and nobody has read a second time.

    The oldest decision first; never one that the person has decided about.
    """
    row = decisions.c
    later, second, undone = decisions.alias(), second_readings.alias(), second_readings.alias()
    mine = decisions.alias()
    query = (
        select(reports.c.id, row.anchor, func.min(row.n).label("first"))
        .select_from(decisions)
        .join(reports, reports.c.n == row.report_n)
        .join(claims, (claims.c.report_n == row.report_n) & (claims.c.anchor == row.anchor))
        .where(
            row.verdict.in_(VERDICTS),
            row.author != person,
            ~row.anchor.startswith("added-"),
            ~select(later.c.n)
            .where(later.c.report_n == row.report_n, later.c.withdraws == row.id)
            .exists(),
            ~select(mine.c.n)
            .where(
                mine.c.report_n == row.report_n,
                mine.c.anchor == row.anchor,
                mine.c.author == person,
                mine.c.verdict.in_(VERDICTS),
            )
            .exists(),
            ~select(second.c.n)
            .where(
                second.c.report_n == row.report_n,
                second.c.anchor == row.anchor,
                second.c.verdict != "withdraw",
                ~select(undone.c.n).where(undone.c.withdraws == second.c.id).exists(),
            )
            .exists(),
        )
        .group_by(reports.c.id, row.anchor)
        .order_by("first")
        .limit(most)
    )
    return [(found.id, found.anchor) for found in connection.execute(query)]


def blind(connection: Connection, report: str, anchor: str) -> Blind | None:
    """A claim as the machine reads it now; None where it reads none there."""
    history = ReportHistory(connection, report)
    if history.row is None or history.row.reading_n is None or history.row.text is None:
        return None
    claim = machine_claims(current_document(connection, history.number)).get(anchor)
    if claim is None:
        return None
    query = select(claims.c.n).where(claims.c.report_n == history.number, claims.c.anchor == anchor)
    number = connection.execute(query).scalar()
    return None if number is None else Blind(number, report, anchor, claim, digest_of(claim))


def put_second(connection: Connection, reading: Decision) -> None:
    """Keep a second reading; raises BadInput where the same person decided about the claim."""
    history = ReportHistory(connection, reading.report)
    if history.row is None:
        raise BadInput(f"no report {reading.report} in this workspace")
    about = [one for one in standing(history.made) if one.anchor == reading.anchor]
    if reading.verdict != "withdraw":
        if any(one.author == reading.author for one in about):
            raise BadInput("the second reader must be another person than the first")
        if any(
            one.anchor == reading.anchor
            for one in standing(_seconds(connection, history.number, reading.report))
        ):
            raise BadInput("somebody has read this claim a second time already")
    row = {
        "id": reading.id,
        "report_n": history.number,
        "anchor": reading.anchor,
        "verdict": reading.verdict,
        "patch": None if reading.patch is None else msgspec.json.encode(reading.patch).decode(),
        "seen": reading.seen,
        "withdraws": reading.withdraws,
        "author": reading.author,
        "made_at": reading.made_at,
        "note": reading.note,
    }
    insert_new(connection, second_readings, [row], "id")


def second_named(connection: Connection, id_: str) -> Decision | None:
    """A second reading by its id."""
    query = select(second_readings, reports.c.id.label("report")).join(
        reports, reports.c.n == second_readings.c.report_n
    )
    row = connection.execute(query.where(second_readings.c.id == id_)).one_or_none()
    return None if row is None else reading_of(row)


def machine_claims(document: Document | None) -> dict[str, Claim]:
    """The claims that a reading has, by anchor, nobody's decisions applied."""
    return {} if document is None else {one.anchor: one.claim for one in decided(document, ())}


def _seconds(connection: Connection, number: int, report: str) -> list[Decision]:
    query = select(second_readings).where(second_readings.c.report_n == number)
    rows = connection.execute(query.order_by(second_readings.c.n))
    return [reading_of(row, report) for row in rows]


def last_second_of(connection: Connection, person: str) -> Decision | None:
    """A person's latest second reading that stands."""
    row, undone = second_readings.c, second_readings.alias()
    query = (
        select(second_readings, reports.c.id.label("report"))
        .join(reports, reports.c.n == row.report_n)
        .where(
            row.author == person,
            row.verdict != "withdraw",
            ~select(undone.c.n).where(undone.c.withdraws == row.id).exists(),
        )
        .order_by(row.n.desc())
        .limit(1)
    )
    found = connection.execute(query).first()
    return None if found is None else reading_of(found)


def reading_of(row: Row[Any], report: str | None = None) -> Decision:
    """The record of a second reading's row (joined with its report's id, or given it)."""
    return Decision(
        report=row.report if report is None else report,
        anchor=row.anchor,
        verdict=row.verdict,
        author=row.author,
        made_at=row.made_at,
        patch=msgspec.json.decode(row.patch) if row.patch else None,
        seen=row.seen,
        withdraws=row.withdraws,
        note=row.note,
    )
