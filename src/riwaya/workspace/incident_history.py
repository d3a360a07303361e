"""An incident's history: when its reports came, what people decided about it and its claims."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from riwaya.records.step import Step
from riwaya.records.withdrawing import withdrawn
from riwaya.store.fusion_tables import telling_claims, tellings
from riwaya.store.tables import claims, decisions, reports, sightings, takes
from riwaya.workspace.gradings import gradings_of
from riwaya.workspace.judgements import Word, words_about


def history_of(connection: Connection, incident_n: int) -> list[Step]:
    """Everything in the order in which it happened."""
    steps = [
        *_arrivals(connection, incident_n),
        *_decisions(connection, incident_n),
        *(_judgement(word) for word in words_about(connection, incident_n)),
        *_gradings(connection, incident_n),
    ]
    return sorted(steps, key=lambda step: step.at)


def _arrivals(connection: Connection, incident_n: int) -> Iterator[Step]:
    query = (
        select(
            reports.c.id,
            reports.c.outlet,
            func.min(takes.c.taken_at).label("at"),
            func.min(takes.c.taken_by).label("by"),
        )
        .join(tellings, tellings.c.report_n == reports.c.n)
        .join(sightings, sightings.c.report_n == reports.c.n)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(tellings.c.incident_n == incident_n)
        .group_by(reports.c.id, reports.c.outlet)
    )
    for row in connection.execute(query):
        yield Step(at=row.at, kind="report", by=row.by, report=row.id, detail=row.outlet)


def _decisions(connection: Connection, incident_n: int) -> Iterator[Step]:
    query = (
        select(decisions, reports.c.id.label("report"), claims.c.claim)
        .join(reports, reports.c.n == decisions.c.report_n)
        .join(
            claims,
            (claims.c.report_n == decisions.c.report_n) & (claims.c.anchor == decisions.c.anchor),
        )
        .join(telling_claims, telling_claims.c.claim_n == claims.c.n)
        .join(tellings, tellings.c.n == telling_claims.c.telling_n)
        .where(tellings.c.incident_n == incident_n)
        .order_by(decisions.c.n)
    )
    rows = connection.execute(query).all()
    gone = withdrawn(rows)
    for row in rows:
        yield Step(
            at=row.made_at, kind="decision", by=row.author, what=row.verdict, report=row.report,
            claim=row.claim, note=row.note, standing=row.id not in gone,
        )  # fmt: skip


def _judgement(word: Word) -> Step:
    return Step(
        at=word.made_at, kind="judgement", by=word.author, what=word.verdict, id=word.id,
        detail=str(sum(len(side) for side in word.sides)), note=word.note, standing=word.standing,
    )  # fmt: skip


def _gradings(connection: Connection, incident_n: int) -> Iterator[Step]:
    for one, standing in gradings_of(connection, incident_n):
        yield Step(
            at=one.made_at, kind="grading", by=one.author, what=one.verdict, id=one.id,
            detail=f"{one.airwars}, {one.admiralty}", note=one.note, standing=standing,
        )  # fmt: skip
