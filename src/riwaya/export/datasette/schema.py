"""The tables of the database, from data/exports/datasette.tsv: one list for SQL and metadata.

Numbers `n` are primary keys of their own, so that a VACUUM leaves the full-text index right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.tables import Row, read_table, shipped

TABLE = "exports/datasette.tsv"
CELLS = ("table", "column", "type", "unit", "references", "facet", "description")
TYPES = frozenset(("INTEGER", "REAL", "TEXT"))
FACETS = frozenset(("", "facet", "date", "array"))
#: Ids that other files and people know a row by.
UNIQUE = ("reports", "incidents", "claims")
#: What is read by number in one direction or the other.
LOOKED_UP = (
    ("sources", "claim"), ("claims", "report"), ("claims", "incident"), ("claims", "day_from"),
    ("tolls", "incident"), ("remarks", "incident"),
)  # fmt: skip
#: Tables with a full-text index, and the column that the index stands for.
SEARCHED = {"claims": "words", "reports": "text"}
#: Columns of the reports' own text, beyond the words of a claim.
TEXTS = frozenset((("claims", "sentence"), ("reports", "text")))
#: How letters are folded in the index, for queries that fold what was typed.
LETTERS = "letters"
LETTERS_STATEMENT = (
    f'CREATE TABLE "{LETTERS}" ("letter" TEXT PRIMARY KEY, "written" TEXT NOT NULL) WITHOUT ROWID'
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its SQL type, unit (Pint's name), the table that it refers to, its facet."""

    name: str
    type: str
    unit: str
    references: str
    facet: str
    description: str


@cache
def tables() -> dict[str, tuple[Column, ...]]:
    """The columns by table, in order; raises BadTable."""
    found: dict[str, list[Column]] = {}
    rows = read_table(
        shipped(TABLE),
        columns=CELLS,
        may_be_empty=("unit", "references", "facet"),
        key=("table", "column"),
    )
    for row in rows:
        found.setdefault(row["table"], []).append(_column(row))
    for columns in found.values():
        if wrong := {c.references for c in columns} - set(found) - {""}:
            raise BadTable(f"datasette.tsv: refers to {', '.join(sorted(wrong))}: no such table")
    return {name: tuple(columns) for name, columns in found.items()}


def _column(row: Row) -> Column:
    if row["type"] not in TYPES or row["facet"] not in FACETS:
        raise BadTable(f"{row.where}: type is INTEGER, REAL or TEXT; facet is facet, date or array")
    return Column(
        row["column"], row["type"], row["unit"], row["references"], row["facet"],
        row["description"],
    )  # fmt: skip


def columns_of(table: str, *, texts: bool) -> tuple[Column, ...]:
    """The columns that a table has in a database with the reports' texts or without."""
    return tuple(c for c in tables()[table] if texts or (table, c.name) not in TEXTS)


def searched(*, texts: bool) -> dict[str, str]:
    """The tables that have a full-text index."""
    return {t: c for t, c in SEARCHED.items() if texts or t == "claims"}


def statements(*, texts: bool) -> Iterator[str]:
    """SQL that makes the tables, referred ones first, empty."""
    yield LETTERS_STATEMENT
    for table in sorted(tables(), key=lambda name: len(references_of(name))):
        columns = columns_of(table, texts=texts)
        yield f'CREATE TABLE "{table}" ({", ".join(_sql(table, column) for column in columns)})'


def finishing() -> Iterator[str]:
    """SQL for when the rows are in."""
    for table, column in LOOKED_UP:
        yield f'CREATE INDEX "ix_{table}_{column}" ON "{table}" ("{column}")'


def references_of(table: str) -> tuple[str, ...]:
    """The tables that a table refers to."""
    return tuple(column.references for column in tables()[table] if column.references)


def search_statement(table: str) -> str:
    """SQL that makes a table's full-text index, which Datasette finds by `content`."""
    return (
        f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5({SEARCHED[table]}, content="{table}", '
        "content_rowid=\"n\", tokenize='unicode61 remove_diacritics 2')"
    )


def _sql(table: str, column: Column) -> str:
    sql = f'"{column.name}" {column.type}'
    if column.name == "n":
        return f"{sql} PRIMARY KEY"
    if column.name == "id" and table in UNIQUE:
        return f"{sql} NOT NULL UNIQUE"
    return f'{sql} REFERENCES "{column.references}" ("n")' if column.references else sql
