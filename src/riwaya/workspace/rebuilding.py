"""A damaged database made again: reports from archive and log, decisions from its remains."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from riwaya.errors import BadWorkspace
from riwaya.records.decision import Decision
from riwaya.store.turns import turn
from riwaya.workspace.keeping import decide

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Added, Workspace

DECISIONS = """
    SELECT reports.id, anchor, verdict, patch, seen, withdraws, author, made_at, note
    FROM decisions JOIN reports ON reports.n = decisions.report_n ORDER BY decisions.n
"""


def rebuild(workspace: "Workspace", *, jobs: int = 1) -> "tuple[Added, int]":
    """Set the SQLite file aside and make it again; returns what was read and decisions saved.

    Raises BadWorkspace for PostgreSQL, whose own backups are the way.
    """
    if workspace.folder.database:
        raise BadWorkspace(
            "this workspace is kept in PostgreSQL: restore the database's own backup"
        )
    file = workspace.folder.database_file
    workspace.close()
    saved = _readable_decisions(file)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for suffix in ("", "-wal", "-shm"):
        path = file.with_name(file.name + suffix)
        if path.exists():
            path.rename(path.with_name(f"{path.name}.damaged-{moment}"))
    workspace.__dict__.pop("engine", None)
    added = workspace.take_in((), jobs=jobs)
    with turn(workspace.engine) as connection:
        decide(connection, saved)
    return added, len(saved)


def _readable_decisions(file: Path) -> list[Decision]:
    """The decisions that can still be read of a database, one by one."""
    if not file.exists():
        return []
    found: list[Decision] = []
    try:
        with closing(sqlite3.connect(file)) as connection:
            for report, anchor, verdict, patch, *rest in connection.execute(DECISIONS):
                seen, withdraws, author, made_at, note = rest
                found.append(
                    Decision(
                        report=report,
                        anchor=anchor,
                        verdict=verdict,
                        patch=msgspec.json.decode(patch) if patch else None,
                        seen=seen,
                        withdraws=withdraws,
                        author=author,
                        made_at=made_at,
                        note=note,
                    )
                )
    except (sqlite3.Error, msgspec.DecodeError):
        return found  # what could be read up to the damage
    return found
