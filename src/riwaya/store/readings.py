"""Readings: what a model made of a report, kept for ever; the current one is indexed."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from riwaya.records.report import Document
from riwaya.store.datasets import is_of_dataset
from riwaya.store.entries import COLUMNS, Entries
from riwaya.store.settings import touch
from riwaya.store.tables import (
    CLAIM_PARTS,
    CLAIMS_PER_REPORT,
    claim_counts,
    claim_parties,
    claim_places,
    claims,
    readings,
    reports,
)
from riwaya.store.words import add_words, forget_words
from riwaya.store.writing import insert_new, numbers_of


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A reading ready to be kept: `reader` tells model, version and knowledge in one digest."""

    report: str
    reader: str
    model: str
    riwaya: str
    document: bytes
    entries: Entries

    @property
    def id(self) -> str:
        """The digest of report, reader and what was read."""
        digest = hashlib.sha256(f"{self.report} {self.reader} ".encode())
        digest.update(self.document)
        return digest.hexdigest()


def packed(document: Document) -> bytes:
    """A document as it is kept: its JSON, deflated.

    The text stands with the report, and so does where it was seen: the same words read by the same
    reader are the same reading, whichever bytes they came in.
    """
    report = msgspec.structs.replace(document.report, raw_sha256=msgspec.UNSET)
    kept = msgspec.structs.replace(document, text=msgspec.UNSET, report=report)
    return zlib.compress(msgspec.json.encode(kept), 6)


def unpacked(kept: bytes) -> Document:
    """The document of a reading."""
    return msgspec.json.decode(zlib.decompress(kept), type=Document)


def put_readings(
    connection: Connection, several: Sequence[Read], numbers: Mapping[str, int], made_at: str
) -> None:
    """Keep readings, make each the current one of its report, and index its claims."""
    rows = [
        {
            "id": read.id,
            "report_n": numbers[read.report],
            "reader": read.reader,
            "model": read.model,
            "riwaya": read.riwaya,
            "made_at": made_at,
            "document": read.document,
        }
        for read in several
    ]
    insert_new(connection, readings, rows, "id")
    kept = numbers_of(connection, readings, [read.id for read in several])
    current = [{"of": numbers[read.report], "to": kept[read.id]} for read in several]
    if current:
        change = update(reports).where(reports.c.n == bindparam("of"))
        connection.execute(change.values(reading_n=bindparam("to")), current)
    index(connection, [(numbers[read.report], read.entries) for read in several])


def index(connection: Connection, several: Iterable[tuple[int, Entries]]) -> None:
    """Write the index rows of reports; the reports must have none (see `unindex`)."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    words: list[tuple[int, str]] = []
    for report_n, entries in several:
        first = report_n * CLAIMS_PER_REPORT
        for name, columns in COLUMNS.items():
            for number, *values in getattr(entries, name):
                row = dict(zip(columns, (first + number, *values), strict=True))
                if name == "claims":
                    row["report_n"] = report_n
                rows[name].append(row)
        words.extend((first + number, said) for number, said in entries.words)
    tables = {"claims": claims, "parties": claim_parties, "places": claim_places}
    for name, table in (tables | {"counts": claim_counts}).items():
        if rows[name]:
            connection.execute(insert(table), rows[name])
    add_words(connection, words)
    touch(connection)


def unindex(connection: Connection, report_n: int) -> None:
    """Take a report's claims out of the index."""
    first = report_n * CLAIMS_PER_REPORT
    last = first + CLAIMS_PER_REPORT - 1
    for part in CLAIM_PARTS:
        connection.execute(delete(part).where(part.c.claim_n.between(first, last)))
    connection.execute(delete(claims).where(claims.c.n.between(first, last)))
    forget_words(connection, first, last)
    touch(connection)


def current_document(connection: Connection, report_n: int) -> Document | None:
    """The document of a report's current reading; None while it hasn't been read."""
    query = select(readings.c.document).join(reports, reports.c.reading_n == readings.c.n)
    kept = connection.execute(query.where(reports.c.n == report_n)).scalar()
    return None if kept is None else unpacked(kept)


def readings_of(connection: Connection, report_n: int) -> list[Row[Any]]:
    """All readings of a report, the oldest first."""
    query = select(readings).where(readings.c.report_n == report_n).order_by(readings.c.n)
    return list(connection.execute(query))


def not_read_by(connection: Connection, reader: str | None, after: int = 0) -> Iterator[Row[Any]]:
    """Reports whose current reading is another reader's; with None, those never read.

    Rows of datasets have no reader: their codes stay what they are.
    """
    query = select(reports).where(reports.c.n > after, reports.c.text.is_not(None))
    if reader is None:
        query = query.where(reports.c.reading_n.is_(None))
    else:
        by_it = select(readings.c.n).where(readings.c.reader == reader)
        query = query.where(reports.c.reading_n.is_(None) | reports.c.reading_n.not_in(by_it))
        query = query.where(~is_of_dataset())
    return iter(connection.execute(query.order_by(reports.c.n).limit(500)).all())
