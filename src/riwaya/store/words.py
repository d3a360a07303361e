"""The index of words, which SQLite and PostgreSQL keep each in its own way.

The words come folded from above (`knowledge.search_words`): here they are separated by blanks and
contain letters and digits only, so that neither engine's own splitting and stemming matters.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, text

#: SQLite: a full-text table beside the claims; PostgreSQL: a table with a GIN index.
CREATE = {
    "sqlite": (
        """CREATE VIRTUAL TABLE claim_words USING fts5
        (words, tokenize = 'unicode61 remove_diacritics 0', detail = none)""",
    ),
    "postgresql": (
        "CREATE TABLE claim_words (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_claim_words ON claim_words USING gin (words)",
    ),
}
INSERT = {
    "sqlite": "INSERT INTO claim_words (rowid, words) VALUES (:n, :words)",
    "postgresql": "INSERT INTO claim_words (rowid, words) VALUES (:n, array_to_tsvector("
    "array_remove(string_to_array(:words, ' '), '')))",
}
DELETE = "DELETE FROM claim_words WHERE rowid BETWEEN :first AND :last"
DROP = "DROP TABLE claim_words"


def create_words(connection: Connection) -> None:
    """The index, empty."""
    for statement in CREATE[connection.dialect.name]:
        connection.execute(text(statement))


def add_words(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Index the words of claims: (the claim's number, its words)."""
    if rows:
        statement = text(INSERT[connection.dialect.name])
        connection.execute(statement, [{"n": n, "words": words} for n, words in rows])


def forget_words(connection: Connection, first: int, last: int) -> None:
    """Take the claims numbered first to last out of the index."""
    connection.execute(text(DELETE), {"first": first, "last": last})
