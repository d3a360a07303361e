"""What fusion keeps: tellings with their keys, pairs that may be one happening, incidents."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from riwaya.store.fusion_tables import (
    fused,
    incidents,
    stretch_keys,
    telling_claims,
    telling_keys,
    telling_pairs,
    tellings,
)
from riwaya.store.tables import reports

Value = TypeVar("Value")
#: Values in one query.
CHUNK = 500
#: Rows written at once.
ROWS = 20_000


def write(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert many rows, which all have the same columns, as the database's driver takes them.

    No more than `ROWS` of them are held at once: those of a million claims fill gigabytes.
    """
    coming = iter(rows)
    some = list(islice(coming, ROWS))
    if not some:
        return
    # SQLAlchemy would make each row's parameters anew: a fifth of the time that fusion takes.
    statement = insert(table).values({name: bindparam(name) for name in some[0]})
    compiled = statement.compile(dialect=connection.dialect)
    order = compiled.positiontup
    while some:
        values = [tuple(row[name] for name in order) for row in some] if order else some
        connection.exec_driver_sql(str(compiled), list(values))
        some = list(islice(coming, ROWS))


def clear(connection: Connection) -> None:
    """Forget all that fusion found."""
    index = (telling_pairs, telling_keys, telling_claims, tellings, stretch_keys, fused)
    for table in (incidents, *index):
        connection.execute(delete(table))


def forget_reports(connection: Connection, numbers: Iterable[int]) -> list[int]:
    """Forget the tellings of reports; returns the numbers of those tellings."""
    gone: list[int] = []
    for some in chunks(numbers):
        query = select(tellings.c.n).where(tellings.c.report_n.in_(some))
        rows = list(connection.execute(query).scalars())
        gone += rows
        for part in chunks(rows):
            connection.execute(delete(telling_keys).where(telling_keys.c.telling_n.in_(part)))
            connection.execute(delete(telling_claims).where(telling_claims.c.telling_n.in_(part)))
            connection.execute(delete(telling_pairs).where(telling_pairs.c.one.in_(part)))
            connection.execute(delete(telling_pairs).where(telling_pairs.c.other.in_(part)))
        connection.execute(delete(tellings).where(tellings.c.report_n.in_(some)))
        connection.execute(delete(stretch_keys).where(stretch_keys.c.report_n.in_(some)))
        connection.execute(delete(fused).where(fused.c.report_n.in_(some)))
    return gone


def chunks(values: Iterable[Value], size: int = CHUNK) -> Iterable[list[Value]]:
    """The values in lists of a query's size."""
    several = list(values)
    return (several[start : start + size] for start in range(0, len(several), size))


def beside(connection: Connection, rows: Iterable[int]) -> set[int]:
    """The tellings that pairs connect with some."""
    found: set[int] = set()
    pairs = telling_pairs.c
    for some in chunks(sorted(rows)):
        for mine, its in ((pairs.one, pairs.other), (pairs.other, pairs.one)):
            found.update(connection.execute(select(its).where(mine.in_(some))).scalars())
    return found


def incidents_of(connection: Connection, rows: Iterable[int]) -> set[int]:
    """The incidents that tellings are part of."""
    found: set[int] = set()
    for some in chunks(sorted(rows)):
        query = select(tellings.c.incident_n).where(tellings.c.n.in_(some))
        found.update(n for n in connection.execute(query).scalars() if n is not None)
    return found


def by_incident(connection: Connection, numbers: Iterable[int]) -> dict[int, set[int]]:
    """The tellings of incidents, by the incident's number."""
    found: dict[int, set[int]] = {}
    for some in chunks(sorted(numbers)):
        query = select(tellings.c.incident_n, tellings.c.n)
        for row in connection.execute(query.where(tellings.c.incident_n.in_(some))):
            found.setdefault(row.incident_n, set()).add(row.n)
    return found


def pairs_among(connection: Connection, rows: Iterable[int]) -> list[tuple[int, int, float]]:
    """The pairs of which some tellings are the first, with their scores."""
    pairs = telling_pairs.c
    found: list[tuple[int, int, float]] = []
    for some in chunks(rows):
        query = select(pairs.one, pairs.other, pairs.score).where(pairs.one.in_(some))
        found += [(row.one, row.other, row.score) for row in connection.execute(query)]
    return found


def sharing_keys(
    connection: Connection, keys: Iterable[int], *, few_only: bool = False
) -> dict[int, list[int]]:
    """The tellings under each of some keys."""
    found: dict[int, list[int]] = {}
    for some in chunks(keys):
        query = select(telling_keys.c.key, telling_keys.c.telling_n)
        query = query.where(telling_keys.c.key.in_(some))
        if few_only:
            query = query.where(telling_keys.c.few)
        for row in connection.execute(query):
            found.setdefault(row.key, []).append(row.telling_n)
    return found


def bodies(connection: Connection, rows: Iterable[int]) -> dict[int, tuple[int, bytes]]:
    """Tellings by number: their report's number and their body."""
    found: dict[int, tuple[int, bytes]] = {}
    for some in chunks(rows):
        query = select(tellings.c.n, tellings.c.report_n, tellings.c.body)
        for row in connection.execute(query.where(tellings.c.n.in_(some))):
            found[row.n] = (row.report_n, row.body)
    return found


def texts(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[str, bytes, bytes]]:
    """Reports by number: their id, their text's stretches of words, and its words."""
    found: dict[int, tuple[str, bytes, bytes]] = {}
    for some in chunks(numbers):
        query = select(fused.c.report_n, fused.c.stretches, fused.c.words, reports.c.id)
        query = query.join(reports, reports.c.n == fused.c.report_n)
        for row in connection.execute(query.where(fused.c.report_n.in_(some))):
            found[row.report_n] = (row.id, row.stretches, row.words)
    return found


def replace_incidents(
    connection: Connection,
    of_tellings: Iterable[int],
    new: Sequence[tuple[Mapping[str, Any], Sequence[int]]],
    gone: Iterable[int] = (),
) -> None:
    """Put new incidents, each with its tellings, in the place of all that had these tellings.

    `gone` are further incidents, whose tellings there are no more.
    """
    old = set(gone)
    for some in chunks(of_tellings):
        query = select(tellings.c.incident_n).where(tellings.c.n.in_(some))
        old.update(n for n in connection.execute(query).scalars() if n is not None)
    for some in chunks(sorted(old)):
        connection.execute(delete(incidents).where(incidents.c.n.in_(some)))
    write(connection, incidents, (row for row, _ in new))
    numbers: dict[str, int] = {}
    names = [str(row["id"]) for row, _ in new]
    for start in range(0, len(names), CHUNK):
        some_names = names[start : start + CHUNK]
        query = select(incidents.c.id, incidents.c.n).where(incidents.c.id.in_(some_names))
        numbers |= {row.id: row.n for row in connection.execute(query)}
    assigned = (
        {"telling": n, "incident": numbers[str(row["id"])]} for row, rows in new for n in rows
    )
    _assign(connection, assigned)


def _assign(connection: Connection, assigned: Iterable[dict[str, int]]) -> None:
    change = update(tellings).where(tellings.c.n == bindparam("telling"))
    change = change.values(incident_n=bindparam("incident"))
    for some in chunks(assigned, ROWS):
        connection.execute(change, some)
