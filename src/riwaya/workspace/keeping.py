"""Readings kept, and the index made to say what the current reading and people's decisions say."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from riwaya.records.decision import Decision
from riwaya.store.decided import decided
from riwaya.store.decisions import decisions_of, put_decisions
from riwaya.store.entries import Entries, entries_of
from riwaya.store.readings import Read, current_document, index, put_readings, unindex, unpacked
from riwaya.store.reports import report_of
from riwaya.store.tables import reports
from riwaya.workspace.passages import indexed_words


def keep(connection: Connection, several: Sequence[Read], made_at: str) -> None:
    """Keep readings of reports that the store has, as their current ones, decisions applied."""
    wanted = reports.c.id.in_([read.report for read in several])
    rows = {row.id: row for row in connection.execute(select(reports).where(wanted))}
    numbers = {id_: row.n for id_, row in rows.items()}
    made = decisions_of(connection, numbers.values())
    for row in rows.values():
        if row.reading_n is not None:
            unindex(connection, row.n)
    decided_upon = [
        _with_decisions(read, rows[read.report], made.get(numbers[read.report])) for read in several
    ]
    put_readings(connection, decided_upon, numbers, made_at)


def _with_decisions(read: Read, row: Row[Any], made: Sequence[Decision] | None) -> Read:
    if not made:
        return read
    entries = entries_with(row, unpacked(read.document), made)
    return msgspec.structs.replace(read, entries=entries)


def entries_with(row: Row[Any], document: Any, made: Sequence[Decision]) -> Entries:
    """The index rows of a report whose claims people have decided about."""
    found = decided(document, made)
    words = indexed_words(row.text or "", [one.claim for one in found])
    return entries_of(report_of(row), found, words)


def decide(connection: Connection, several: Sequence[Decision]) -> None:
    """Add decisions and let the index follow."""
    put_decisions(connection, several)
    wanted = reports.c.id.in_({decision.report for decision in several})
    rows = connection.execute(select(reports).where(wanted)).all()
    made = decisions_of(connection, [row.n for row in rows])
    for row in rows:
        document = current_document(connection, row.n)
        if document is not None:
            unindex(connection, row.n)
            index(connection, [(row.n, entries_with(row, document, made.get(row.n, ())))])


def index_all(connection: Connection) -> int:
    """Make the index of all reports again from their current readings; returns how many."""
    rows = connection.execute(select(reports).where(reports.c.reading_n.is_not(None))).all()
    for row in rows:
        document = current_document(connection, row.n)
        if document is not None:
            unindex(connection, row.n)
            made = decisions_of(connection, [row.n]).get(row.n, ())
            index(connection, [(row.n, entries_with(row, document, made))])
    return len(rows)
