"""What came of sources that were taken in together."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from riwaya.store.fusion_tables import incidents, tellings
from riwaya.store.tables import claims, reports, sightings, takes
from riwaya.store.writing import CHUNK


def newest_report(connection: Connection) -> int:
    """The number of the report that came last; 0 where there is none."""
    return connection.execute(select(func.max(reports.c.n))).scalar() or 0


def reports_of_takes(connection: Connection, takes_: Iterable[str]) -> list[tuple[int, str]]:
    """The reports that takes (by id) held: number and id, in order of number."""
    wanted = list(dict.fromkeys(takes_))
    found: dict[int, str] = {}
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(reports.c.n, reports.c.id)
            .join(sightings, sightings.c.report_n == reports.c.n)
            .join(takes, takes.c.n == sightings.c.take_n)
            .where(takes.c.id.in_(wanted[start : start + CHUNK]))
        )
        found |= {row.n: row.id for row in connection.execute(query)}
    return sorted(found.items())


def count_claims(connection: Connection, report_numbers: Sequence[int]) -> int:
    """How many claims reports (by number) make."""
    count = 0
    for start in range(0, len(report_numbers), CHUNK):
        some = claims.c.report_n.in_(report_numbers[start : start + CHUNK])
        query = select(func.count()).select_from(claims).where(some)
        count += connection.execute(query).scalar_one()
    return count


def short_reports(connection: Connection, ids: Sequence[str]) -> list[Row[Any]]:
    """Reports by id, in that order: id, title, outlet, published, and how many claims they have."""
    count = select(func.count()).where(claims.c.report_n == reports.c.n).scalar_subquery()
    found: dict[str, Row[Any]] = {}
    for start in range(0, len(ids), CHUNK):
        query = select(
            reports.c.id, reports.c.title, reports.c.outlet, reports.c.published,
            func.substr(reports.c.text, 1, 200).label("opening"), count.label("claims"),
        ).where(reports.c.id.in_(ids[start : start + CHUNK]))  # fmt: skip
        found |= {row.id: row for row in connection.execute(query)}
    return [found[id_] for id_ in ids if id_ in found]


def incidents_of_reports(connection: Connection, ids: Sequence[str]) -> dict[str, Row[Any]]:
    """The incidents that claims of reports (by id) went into, those of most of them first."""
    told: dict[str, set[str]] = {}
    rows: dict[str, Row[Any]] = {}
    for start in range(0, len(ids), CHUNK):
        query = (
            select(incidents, reports.c.id.label("report"))
            .join(tellings, tellings.c.incident_n == incidents.c.n)
            .join(reports, reports.c.n == tellings.c.report_n)
            .where(reports.c.id.in_(ids[start : start + CHUNK]))
        )
        for row in connection.execute(query):
            rows[row.id] = row
            told.setdefault(row.id, set()).add(row.report)
    order = sorted(rows, key=lambda id_: (-len(told[id_]), -rows[id_].claims, id_))
    return {id_: rows[id_] for id_ in order}
