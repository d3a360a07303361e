"""Which reports are rows of datasets that were taken in (ACLED, UCDP GED), and of which."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from riwaya.records.dataset import CODED
from riwaya.store.tables import reports, sightings, takes
from riwaya.store.writing import CHUNK


def is_of_dataset() -> ColumnElement[bool]:
    """Whether a row of `reports` was found in a dataset."""
    found = (
        select(sightings.c.take_n)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(sightings.c.report_n == reports.c.n, takes.c.kind.in_(CODED))
        .correlate(reports)
    )
    return found.exists()


def datasets_of(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The dataset of each report (by number) that is a row of one."""
    return {n: kind for n, (kind, _) in rows_of_datasets(connection, numbers).items()}


def rows_of_datasets(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The dataset of each report that is a row of one, and where it stands in it ("id SYR1")."""
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(numbers), CHUNK):
        query = (
            select(sightings.c.report_n, takes.c.kind, func.min(sightings.c.part).label("part"))
            .join(takes, takes.c.n == sightings.c.take_n)
            .where(
                sightings.c.report_n.in_(numbers[start : start + CHUNK]), takes.c.kind.in_(CODED)
            )
            .group_by(sightings.c.report_n, takes.c.kind)
        )
        found |= {row.report_n: (row.kind, row.part) for row in connection.execute(query)}
    return found
