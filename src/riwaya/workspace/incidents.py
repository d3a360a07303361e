"""A workspace's incidents in full: gathered from its claims, put together, checked."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, Row

from riwaya.checks.checked import checked
from riwaya.fusion.assemble import assembled
from riwaya.fusion.gathered import Gathered, gathered_of
from riwaya.fusion.told import Telling, claim_key
from riwaya.records.claim import Claim
from riwaya.records.decision import Review
from riwaya.records.incident import Incident
from riwaya.store.fusion_tables import tellings
from riwaya.store.incident_search import claims_of_incident, incident_named
from riwaya.workspace.told import told_reports

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace


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
        gathered, several = _gathered(connection, row, reviewed_only=reviewed_only)
        if gathered.reports:
            yield checked(assembled(gathered, several), gathered)


def _gathered(
    connection: Connection, row: Row[Any], *, reviewed_only: bool
) -> tuple[Gathered, list[Telling]]:
    members = claims_of_incident(connection, row.n)
    if reviewed_only:
        members = [member for member in members if member.review in {"accepted", "corrected"}]
    numbers = sorted({member.report_n for member in members})
    reports = dict(told_reports(connection, numbers))
    claims: dict[str, list[Claim]] = {}
    reviews: dict[str, Review] = {}
    for member in members:
        report = reports[member.report_n]
        claims.setdefault(report.id, []).append(msgspec.json.decode(member.body, type=Claim))
        reviews[claim_key(report.id, member.claim)] = member.review
    query = tellings.select().where(tellings.c.incident_n == row.n).order_by(tellings.c.key)
    several = [msgspec.msgpack.decode(one.body, type=Telling) for one in connection.execute(query)]
    return gathered_of(reports.values(), claims, reviews), several
