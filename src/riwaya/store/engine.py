"""A connection to the database, set up alike wherever it is opened."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from riwaya.errors import BadWorkspace, MissingExtra

#: How long a writer waits for another one, in seconds.
PATIENCE = 30
#: Bytes of a database that are read as if they were memory, where that is asked for.
MAPPED = 2**30
#: What a database says, in small letters, and what is told of it.
ADVICE = {
    (
        "database or disk is full",
        "no space left",
    ): "the disk is full; make room and repeat: what was finished is kept",
    ("disk i/o error",): (
        "the disk refuses to read or write; is it full, failing, or not there any more? "
        "What was finished is kept"
    ),
    (
        "readonly",
        "read-only",
    ): "the database can't be written; check the folder's permissions",
    ("malformed", "not a database", "corrupt"): (
        "the database is damaged; `riwaya rebuild` makes it again from the archive and the "
        "custody log, or restore a backup"
    ),
}


def open_engine(url: str) -> Engine:
    """The engine of a database URL: `sqlite:////path/riwaya.sqlite`, `postgresql://host/name`.

    Raises BadWorkspace for a URL that names no database that Riwaya knows, MissingExtra where
    PostgreSQL's driver isn't installed.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise BadWorkspace(f"{url!r} is no database URL; write postgresql://host/name") from None
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed.set(drivername="postgresql+psycopg"))
    if parsed.get_backend_name() != "sqlite":
        raise BadWorkspace(f"{parsed.get_backend_name()!r}: SQLite and PostgreSQL are known")
    return _sqlite(url)


def sqlite_url(path: Path) -> str:
    """The URL of a database in a file; a folder's name may hold what means something in a URL."""
    return f"sqlite:///{quote(str(path), safe=' +/')}"


def _sqlite(url: str) -> Engine:
    file = make_url(url).database
    if file and Path(file).is_file() and not os.access(Path(file).parent, os.W_OK):
        return _sqlite_to_read(Path(file))
    engine = create_engine(
        url,
        connect_args={"timeout": PATIENCE},
        pool_use_lifo=True,  # the connection used last has the pages that are asked for next
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _sqlite_to_read(file: Path) -> Engine:
    """A database in a folder that can't be written, an evidence disk's: it is read all the same.

    SQLite wants to write files beside it unless it is told that nobody can change it.
    """
    beside = file.with_name(f"{file.name}-wal")
    written = beside.exists() and beside.stat().st_size > 0
    how = {"mode": "ro", "uri": "true"} | ({} if written else {"immutable": "1"})
    # An address within an address: SQLite takes apart what SQLAlchemy hands on.
    engine = create_engine(URL.create("sqlite", database=f"file:{quote(str(file))}", query=how))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # SQLAlchemy begins transactions itself (below); the module's own habit is to begin too late.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    # NORMAL stays consistent in WAL mode; what a power cut takes, the custody log repeats.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")


def map_into_memory(engine: Engine) -> None:
    """Let an SQLite database be read through the system's memory: for what reads much and long.

    The first look at a part of it is then three times as quick. The memory counts as the
    program's own while it lasts, so what only writes doesn't ask for it.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _map_sqlite)
        engine.dispose()


def _map_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute(f"PRAGMA mmap_size = {MAPPED}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _postgresql(url: Any) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True)
        event.listen(engine, "connect", _prepare_postgresql)
        return engine  # noqa: TRY300 (the driver may be missing up to here)
    except (ImportError, NoSuchModuleError):
        raise MissingExtra("PostgreSQL needs its driver: pip install 'riwaya[postgres]'") from None


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    # Our indexes lie in memory or on a fast disk, and our queries are short: measured, see
    # evaluation/benchmarks/search.py.
    with connection.cursor() as cursor:
        cursor.execute("SET random_page_cost = 1.1")
        cursor.execute("SET jit = off")
    connection.commit()


@contextmanager
def for_people(where: str) -> Iterator[None]:
    """Turn what a database says when it can't go on into a BadWorkspace that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise BadWorkspace(f"{where}: {advice(error)}") from error


def advice(error: DBAPIError) -> str:
    """What is wrong with the database, and what helps."""
    said = str(error.orig).strip()
    lowered = said.lower()
    if "locked" in lowered:
        return f"another program has been writing for {PATIENCE} s; try again when it is done"
    for words, what in ADVICE.items():
        if any(word in lowered for word in words):
            return what
    if "connection" in lowered and ("refused" in lowered or "failed" in lowered):
        return f"no connection to the database ({said.splitlines()[0]})"
    return said.splitlines()[0] if said else type(error).__name__
