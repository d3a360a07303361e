"""What SQLite is taught for a search: not every build of it has sines, and none has polygons."""

from typing import Any

from sqlalchemy import Connection

from riwaya.store.areas import is_near, is_within


def teach(connection: Connection) -> None:
    """Give a connection to SQLite the functions that searches use; PostgreSQL has its own."""
    raw: Any = connection.connection.driver_connection
    raw.create_function("riwaya_near", 5, is_near, deterministic=True)
    raw.create_function("riwaya_within", 3, is_within, deterministic=True)
    raw.create_function("riwaya_has", 2, _has, deterministic=True)


def _has(text: bytes | None, letters: bytes) -> bool:
    """Whether UTF-8 has other UTF-8 in it: several times as fast as `instr`."""
    return text is not None and letters in text
