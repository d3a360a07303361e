"""A workspace's incidents in full: gathered from its claims, put together, checked."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, func, select

from riwaya.checks.checked import checked
from riwaya.fusion.assemble import assembled
from riwaya.fusion.gathered import Gathered, gathered_of
from riwaya.fusion.told import Telling, claim_key
from riwaya.records.claim import Claim
from riwaya.records.decision import Review
from riwaya.records.incident import Incident
from riwaya.store.fusion_tables import tellings
from riwaya.store.incident_search import claims_of_incident, incident_named
from riwaya.store.tables import decisions, reports, sightings
from riwaya.workspace.gradings import graded, gradings_of
from riwaya.workspace.told import told_reports

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace


class Whole(NamedTuple):
    """An incident, all claims with their reports, and its tellings by their keys."""

    incident: Incident
    gathered: Gathered
    tellings: list[Telling]


def incident(workspace: "Workspace", name: str, *, reviewed_only: bool = False) -> Incident | None:
    """The incident with an id (one that it once had will do), in full; None where there is none."""
    with workspace.engine.connect() as connection:
        row = incident_named(connection, name)
        if row is None:
            return None
        return next(in_full(connection, [row], reviewed_only=reviewed_only), None)


def in_full(
    connection: Connection, rows: Iterable[Row[Any]], *, reviewed_only: bool = False
) -> Iterator[Incident]:
    """Incidents in full; with `reviewed_only`, what stands on reviewed claims alone.

    An incident of which nothing was reviewed is then left out.
    """
    for row in rows:
        whole = whole_incident(connection, row, reviewed_only=reviewed_only)
        if whole is not None:
            yield whole.incident


def whole_incident(
    connection: Connection, row: Row[Any], *, reviewed_only: bool = False
) -> Whole | None:
    """An incident in full with what it was made of; None where nothing of it was reviewed."""
    gathered, several = gathered_in(connection, row, reviewed_only=reviewed_only)
    if not gathered.reports:
        return None
    found = checked(assembled(gathered, several), gathered)
    return Whole(with_grade(connection, row, found), gathered, several)


def mark_of_incident(connection: Connection, row: Row[Any]) -> str:
    """A mark that changes whenever what an incident is made of does: readings, decisions, takes."""
    last = select(func.max(decisions.c.n)).where(decisions.c.report_n == reports.c.n)
    takes = select(func.count()).where(sightings.c.report_n == reports.c.n)
    query = (
        select(
            tellings.c.key, reports.c.reading_n, reports.c.outlet, reports.c.published,
            last.scalar_subquery(), takes.scalar_subquery(),
        )
        .join(reports, reports.c.n == tellings.c.report_n)
        .where(tellings.c.incident_n == row.n)
        .order_by(tellings.c.key)
    )  # fmt: skip
    content = "\n".join(str(tuple(one)) for one in connection.execute(query))
    return sha256(content.encode()).hexdigest()


def with_grade(connection: Connection, row: Row[Any], found: Incident) -> Incident:
    """The incident with people's word on its grade."""
    grade = found.grade and graded(found.grade, gradings_of(connection, row.n))
    return msgspec.structs.replace(found, grade=grade)


def gathered_in(
    connection: Connection, row: Row[Any], *, reviewed_only: bool = False
) -> tuple[Gathered, list[Telling]]:
    """All that is said of an incident (by its row), and its tellings, by their keys."""
    members = claims_of_incident(connection, row.n)
    if reviewed_only:
        members = [member for member in members if member.review in {"accepted", "corrected"}]
    numbers = sorted({member.report_n for member in members})
    told = dict(told_reports(connection, numbers))
    claims: dict[str, list[Claim]] = {}
    reviews: dict[str, Review] = {}
    for member in members:
        report = told[member.report_n]
        claims.setdefault(report.id, []).append(msgspec.json.decode(member.body, type=Claim))
        reviews[claim_key(report.id, member.claim)] = member.review
    query = tellings.select().where(tellings.c.incident_n == row.n).order_by(tellings.c.key)
    several = [msgspec.msgpack.decode(one.body, type=Telling) for one in connection.execute(query)]
    return gathered_of(told.values(), claims, reviews), several
