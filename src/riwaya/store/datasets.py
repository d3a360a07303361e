"""Which reports are rows of datasets that were taken in (ACLED, UCDP GED), and of which."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from riwaya.records.dataset import CODED
from riwaya.store.tables import CLAIMS_PER_REPORT, reports, sightings, takes
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
    found: dict[int, str] = {}
    for start in range(0, len(numbers), CHUNK):
        some = sightings.c.report_n.in_(numbers[start : start + CHUNK])
        query = (
            select(sightings.c.report_n, takes.c.kind)
            .join(takes, takes.c.n == sightings.c.take_n)
            .where(some, takes.c.kind.in_(CODED))
        )
        found |= {row.report_n: row.kind for row in connection.execute(query)}
    return found


def ids_of_datasets(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Those of some reports (by id) that are rows of datasets."""
    found: set[str] = set()
    for start in range(0, len(ids), CHUNK):
        some = reports.c.id.in_(ids[start : start + CHUNK])
        found.update(
            connection.execute(select(reports.c.id).where(some, is_of_dataset())).scalars()
        )
    return frozenset(found)


def without_datasets(connection: Connection, numbers: Sequence[int]) -> list[int]:
    """The claims (by number) that stand in no row of a dataset, in their order."""
    of = {number: number // CLAIMS_PER_REPORT for number in numbers}
    held = datasets_of(connection, sorted(set(of.values())))
    return [number for number in numbers if of[number] not in held]


def replaced_rows(connection: Connection) -> frozenset[int]:
    """The reports (by number) that a later version of the same row has replaced.

    The later one is the one that was changed later, as the row says; else the one taken in later.
    """
    # A take and a part are the key of a sighting: few takes are datasets.
    those = sightings.c.take_n.in_(select(takes.c.n).where(takes.c.kind.in_(CODED)))
    twice = (
        select(takes.c.kind, sightings.c.part)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(those)
        .group_by(takes.c.kind, sightings.c.part)
        .having(func.count(sightings.c.report_n.distinct()) > 1)
        .subquery()
    )
    query = (
        select(takes.c.kind, sightings.c.part, reports.c.n, reports.c.published)
        .join(takes, takes.c.n == sightings.c.take_n)
        .join(reports, reports.c.n == sightings.c.report_n)
        .join(twice, (twice.c.kind == takes.c.kind) & (twice.c.part == sightings.c.part))
        .where(those)
        .distinct()
    )
    versions: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for row in connection.execute(query):
        versions.setdefault((row.kind, row.part), []).append((row.published or "", row.n))
    return frozenset(n for several in versions.values() for _, n in sorted(several)[:-1])


def count_rows(connection: Connection, kind: str) -> int:
    """How many rows of a dataset there are, each once whatever its versions."""
    query = (
        select(func.count(sightings.c.part.distinct()))
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(takes.c.kind == kind)
    )
    return int(connection.execute(query).scalar_one())
