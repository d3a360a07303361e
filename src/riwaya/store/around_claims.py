"""What stands around found claims: their reports' texts, the incidents that they belong to."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from riwaya.store.fusion_tables import incidents, telling_claims, tellings
from riwaya.store.tables import claims, reports
from riwaya.store.writing import CHUNK

#: A claim by its report's id and its own.
Key = tuple[str, str]


class Belonging(NamedTuple):
    """The incident of a claim: its id, and how many reports tell of it."""

    incident: str
    reports: int


def texts_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The texts of reports by id; redacted ones are left out."""
    wanted = sorted(set(ids))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(reports.c.id, reports.c.text).where(
            reports.c.id.in_(wanted[start : start + CHUNK]), reports.c.text.is_not(None)
        )
        found |= {row.id: row.text for row in connection.execute(query)}
    return found


def incidents_of_claims(connection: Connection, keys: Iterable[Key]) -> dict[Key, Belonging]:
    """The incident of each claim that is part of one."""
    wanted = set(keys)
    ids = sorted({report for report, _ in wanted})
    found: dict[Key, Belonging] = {}
    for start in range(0, len(ids), CHUNK):
        query = (
            select(reports.c.id.label("report"), claims.c.claim)
            .add_columns(incidents.c.id.label("incident"), incidents.c.reports)
            .select_from(reports)
            .join(claims, claims.c.report_n == reports.c.n)
            .join(telling_claims, telling_claims.c.claim_n == claims.c.n)
            .join(tellings, tellings.c.n == telling_claims.c.telling_n)
            .join(incidents, incidents.c.n == tellings.c.incident_n)
            .where(reports.c.id.in_(ids[start : start + CHUNK]))
        )
        for row in connection.execute(query):
            key = (row.report, row.claim)
            if key in wanted:
                found[key] = Belonging(row.incident, row.reports)
    return found
