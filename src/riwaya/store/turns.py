"""Writers take turns: who reads first and then writes must hold the others off from the start."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text, update

from riwaya.store.tables import reports

LOCK = "LOCK TABLE decisions IN SHARE ROW EXCLUSIVE MODE"


def take_turn(connection: Connection) -> None:
    """Wait for other writers, and keep them waiting until the transaction ends.

    SQLite refuses, without waiting, to let a transaction write that has read what another one has
    changed since; so it writes first, though nothing. In PostgreSQL decisions wait for each other.
    """
    if connection.dialect.name == "sqlite":
        connection.execute(update(reports).where(reports.c.n < 0).values(language=""))
    else:
        connection.execute(text(LOCK))


@contextmanager
def turn(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: in its turn, all or nothing."""
    with engine.begin() as connection:
        take_turn(connection)
        yield connection
