"""Rows written in bulk, the same for both databases; a row that is there already stays as it is."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
#: Values asked for in one query: SQLite allows 32,766 variables, and plans grow with them.
CHUNK = 500


def insert_new(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *unique: str
) -> None:
    """Insert the rows whose unique columns no row has yet."""
    if rows:
        statement = INSERT[connection.dialect.name](table)
        connection.execute(statement.on_conflict_do_nothing(index_elements=list(unique)), rows)


def numbers_of(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, int]:
    """The number of each row by its id; ids that no row has are left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(table.c.id, table.c.n).where(table.c.id.in_(wanted[start : start + CHUNK]))
        found |= {row.id: row.n for row in connection.execute(query)}
    return found
