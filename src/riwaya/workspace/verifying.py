"""Verification of a workspace: its files and its log, and the database against both."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from riwaya.errors import BadWorkspace
from riwaya.ingest.acts import TakenIn
from riwaya.ingest.problem import Problem
from riwaya.ingest.seal import Seal
from riwaya.ingest.verify import Progress, Verification, verify
from riwaya.records.report import Report
from riwaya.store.engine import advice
from riwaya.store.tables import reports, takes

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

REBUILD = "`riwaya rebuild` makes the database again from the archive and the log"


def verify_all(
    workspace: "Workspace", *, seal: Seal | None = None, progress: Progress | None = None
) -> Verification:
    """Check archive, log and database; with a seal, that nothing sealed was changed or cut off."""
    found = verify(workspace.archive, workspace.custody, seal=seal, progress=progress)
    # A damaged log can't vouch for the database, which is then not looked at against it.
    whole = not any(problem.where.startswith(workspace.custody.name) for problem in found.damage)
    try:
        about_database = list(_database(workspace, against_log=whole))
    except DBAPIError as error:
        about_database = [Problem("damage", "database", advice(error), REBUILD)]
    except BadWorkspace as error:
        about_database = [Problem("damage", "database", str(error), REBUILD)]
    return msgspec.structs.replace(found, problems=(*found.problems, *about_database))


def _database(workspace: "Workspace", *, against_log: bool) -> Iterator[Problem]:
    with workspace.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            said = connection.execute(text("PRAGMA quick_check")).scalar()
            if said != "ok":
                yield Problem("damage", "riwaya.sqlite", str(said), REBUILD)
                return
        if against_log:
            yield from _unlogged(workspace, connection)
        query = select(reports.c.id, reports.c.sha256, reports.c.text)
        for row in connection.execute(query.where(reports.c.text.is_not(None))):
            if Report.digest(row.text) != row.sha256:
                what = "its text in the database isn't what was read"
                yield Problem("damage", f"report {row.id}", what, REBUILD)


def _unlogged(workspace: "Workspace", connection: Connection) -> Iterator[Problem]:
    logged = {
        record.seq: record.act.sha256
        for record in workspace.custody.records()
        if isinstance(record.act, TakenIn)
    }
    for row in connection.execute(select(takes.c.seq, takes.c.raw_sha256, takes.c.source)):
        if logged.get(row.seq) != row.raw_sha256:
            what = f"the database knows a take of {row.source} that the log doesn't"
            yield Problem("damage", f"record {row.seq:,}", what, REBUILD)
