"""A backup that is whole whenever it is made: also while others write.

The database is copied first, as it was at one moment; then the log, which knows at least as much;
then the archive, which holds at least what the log knows. What came in meanwhile and is in the log
only is taken in again from the backup's own archive when it is next used.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, MetaData, insert, select

from riwaya.errors import BadWorkspace
from riwaya.store.engine import open_engine, sqlite_url
from riwaya.store.migrate import upgrade
from riwaya.store.schema import schema
from riwaya.workspace.folder import CARD
from riwaya.workspace.keeping import index_all

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

DATABASE = "riwaya.sqlite"
#: Made again from the record rather than copied from one kind of database to another.
INDEX = frozenset(
    [
        "claims", "claim_parties", "claim_places", "claim_counts", "incidents", "tellings",
        "telling_claims", "telling_keys", "telling_pairs", "fused", "stretch_keys",
    ]
)  # fmt: skip
#: Rows copied at a time.
ROWS = 1000


def back_up(
    workspace: "Workspace", into: Path, *, step: Callable[[int], None] = lambda _: None
) -> int:
    """Copy the workspace into a new folder, itself a workspace; returns the number of files.

    The copy of a PostgreSQL workspace keeps its rows in SQLite. Raises BadWorkspace.
    """
    if into.exists():
        raise BadWorkspace(f"{into}: there is something already; name a new folder")
    unfinished = into.with_name(f".{into.name}.unfinished")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        _copy_database(workspace, unfinished / DATABASE)
        log = workspace.folder.custody
        for path in (log, *sorted(log.parent.glob(f"{log.stem}.torn-*"))):
            shutil.copyfile(path, unfinished / path.name)
        files = _copy_archive(workspace.folder.archive, unfinished / "archive", step)
        _copy_rest(workspace, unfinished)
        unfinished.rename(into)
    except OSError as error:
        raise BadWorkspace(f"{into}: the backup was not finished: {error.strerror}") from None
    return files


def _copy_database(workspace: "Workspace", to: Path) -> None:
    if workspace.engine.dialect.name == "sqlite":
        with (
            closing(workspace.engine.raw_connection()) as source,
            closing(sqlite3.connect(to)) as copy,
        ):
            cast("sqlite3.Connection", source.driver_connection).backup(copy)
        return
    engine = open_engine(sqlite_url(to))
    upgrade(engine)
    options = {"isolation_level": "REPEATABLE READ"}
    with workspace.engine.connect().execution_options(**options) as source, engine.begin() as copy:
        _copy_rows(source, copy, schema)
        index_all(copy)
    engine.dispose()


def _copy_rows(source: Connection, copy: Connection, tables: MetaData) -> None:
    for table in tables.sorted_tables:
        if table.name in INDEX:
            continue
        for rows in source.execute(select(table)).mappings().partitions(ROWS):
            copy.execute(insert(table), [dict(row) for row in rows])


def _copy_archive(archive: Path, to: Path, step: Callable[[int], None]) -> int:
    copied = 0
    (to / "incoming").mkdir(parents=True)
    for path in sorted(archive.glob("??/??/*")):
        place = to / path.relative_to(archive)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)
        copied += 1
        step(copied)
    return copied


def _copy_rest(workspace: "Workspace", to: Path) -> None:
    """The user's tables, and the card: without the URL of a database that isn't the copy's."""
    folder = workspace.folder
    if (own := folder.path / "knowledge").is_dir():
        shutil.copytree(own, to / "knowledge")
    card = (folder.path / CARD).read_text(encoding="utf-8")
    (to / CARD).write_text(
        card.replace(f'"{folder.database}"', '""', 1) if folder.database else card
    )
