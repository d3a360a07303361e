"""`riwaya export datasette`: a SQLite database for Datasette, and its metadata beside it.

Rows go in as they come: memory doesn't grow with the claims.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from riwaya.errors import BadInput
from riwaya.export.datasette.metadata import metadata_of
from riwaya.export.datasette.rows import (
    claim_values,
    incident_values,
    remark_values,
    report_values,
    searched_words,
    source_values,
    toll_values,
)
from riwaya.export.datasette.schema import (
    LETTERS,
    SEARCHED,
    columns_of,
    finishing,
    search_statement,
    searched,
    statements,
    tables,
)
from riwaya.export.datasette.spellings import FOLDED, search_words
from riwaya.export.evidence import Sentences
from riwaya.export.forms.exported import ExportedClaim, ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.records.claim import Claim

#: The database is new and comes into its place when it is whole: it needs no journal.
QUICK = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF")
#: Claims whose rows are gathered before they are written.
AT_ONCE = 2_000
TextOf = Callable[[str], str | None]


def write(
    placing: Placing,
    records: Iterable[ExportedClaim],
    *,
    incidents: Iterable[ExportedIncident] = (),
    text_of: TextOf | None = None,
) -> Written:
    """Write FILE and FILE.metadata.json; without `text_of` the reports' texts aren't in it."""
    beside = placing.beside(".metadata.json")
    try:
        rows = _filled(placing.aside(placing.path), records, incidents, text_of)
    except sqlite3.Error as error:
        raise BadInput(f"{placing.path}: can't be written: {error}") from None
    told = metadata_of(placing.path.stem, texts=text_of is not None)
    content = msgspec.json.format(msgspec.json.encode(told), indent=2)
    placing.aside(beside).write_bytes(content + b"\n")
    columns = tuple(
        f"{table}.{column.name}"
        for table in tables()
        for column in columns_of(table, texts=text_of is not None)
    )
    return Written((placing.path, beside), rows, columns=columns)


def _filled(
    path: Path,
    records: Iterable[ExportedClaim],
    incidents: Iterable[ExportedIncident],
    text_of: TextOf | None,
) -> int:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        database = Database(connection, texts=text_of is not None)
        with database.filling():
            several = iter(records)
            while some := list(islice(several, AT_ONCE)):
                database.put_claims(some, text_of)
            for one in incidents:
                database.put_incident(one)
        return database.rows["claims"]


class ReportHere:
    """The report whose claims are put in: its id, its number, its text where that is told."""

    def __init__(self, id_: str, number: int, text: str | None) -> None:
        self.id, self.number = id_, number
        self._text = text
        self._sentences = Sentences(text) if text else None

    def sentence(self, claim: Claim) -> str | None:
        """The sentence that a claim's trigger stands in."""
        if self._text is None or self._sentences is None:
            return None
        start, end = self._sentences.around(claim.trigger)
        return self._text[start:end]


class Database:
    """The database while it is filled; its rows are numbered as they come."""

    def __init__(self, connection: sqlite3.Connection, *, texts: bool) -> None:
        self._connection = connection
        self._texts = texts
        self._report = ReportHere("", 0, None)
        self.rows = dict.fromkeys(tables(), 0)
        self._columns = {
            table: tuple(column.name for column in columns_of(table, texts=texts))
            for table in tables()
        }
        for statement in (*QUICK, *statements(texts=texts)):
            connection.execute(statement)
        letters = f'INSERT INTO "{LETTERS}" VALUES (?, ?)'  # noqa: S608 (names of ours)
        connection.executemany(letters, sorted(FOLDED.items()))
        for table in searched(texts=texts):
            connection.execute(search_statement(table))

    @contextmanager
    def filling(self) -> Iterator[None]:
        """A context in which rows are put; the indexes are made at its end."""
        self._connection.execute("BEGIN")
        yield
        for statement in (*finishing(), "COMMIT", "ANALYZE"):
            self._connection.execute(statement)

    def put_claims(self, several: Iterable[ExportedClaim], text_of: TextOf | None) -> None:
        """Put claims with their sources, and each report before its first claim."""
        claims: list[dict[str, Any]] = []
        sources: list[dict[str, Any]] = []
        words: list[tuple[int, str]] = []
        for one in several:
            if one.found.report != self._report.id:
                self._report = self._put_report(one, text_of)
            sentence = self._report.sentence(one.claim)
            row = self._numbered("claims", claim_values(one, self._report.number, sentence))
            claims.append(row)
            sources += (self._numbered("sources", s) for s in source_values(one, row["n"]))
            said = (*searched_words(one), sentence or "")
            words.append((row["n"], search_words(said)))
        self._put("claims", claims)
        self._put("sources", sources)
        self._index("claims", words)

    def _put_report(self, one: ExportedClaim, text_of: TextOf | None) -> "ReportHere":
        """Put the report of a claim. Claims come report by report."""
        text = text_of(one.found.report) if text_of else None
        row = self._numbered("reports", report_values(one) | {"text": text})
        self._put("reports", [row])
        if self._texts:
            said = (part for part in (one.found.title, text) if part)
            self._index("reports", [(row["n"], search_words(said))])
        return ReportHere(one.found.report, row["n"], text)

    def put_incident(self, one: ExportedIncident) -> None:
        """Put an incident if a claim of it is here; its claims refer to it from then on."""
        keys = [(claim.key,) for claim in one.claims]
        known = 'SELECT 1 FROM "claims" WHERE "id" = ?'
        if not any(self._connection.execute(known, key).fetchone() for key in keys):
            return
        row = self._numbered("incidents", incident_values(one))
        self._put("incidents", [row])
        self._put("tolls", [self._numbered("tolls", toll_values(t, row["n"]))
                            for t in one.incident.tolls])  # fmt: skip
        self._put("remarks", [self._numbered("remarks", r) for r in remark_values(one, row["n"])])
        belongs = 'UPDATE "claims" SET "incident" = ? WHERE "id" = ?'
        self._connection.executemany(belongs, [(row["n"], *key) for key in keys])

    def _numbered(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        self.rows[table] += 1
        return {**values, "n": self.rows[table]}

    def _put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        columns = self._columns[table]
        marks = ", ".join("?" * len(columns))
        values = ([_held(row[column]) for column in columns] for row in rows)
        insert = f'INSERT INTO "{table}" VALUES ({marks})'  # noqa: S608 (names of ours)
        self._connection.executemany(insert, values)

    def _index(self, table: str, several: Iterable[tuple[int, str]]) -> None:
        insert = f'INSERT INTO "{table}_fts" (rowid, {SEARCHED[table]}) VALUES (?, ?)'  # noqa: S608
        self._connection.executemany(insert, ((n, _held(words)) for n, words in several))


def _held(value: Any) -> Any:
    """A value as SQLite takes it: no lone surrogate, no number beyond 64 bits."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return float(value)
    return value
