"""A workspace, looked at without changing it: schema, log, lock, permission to write."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from riwaya.doctor.databases import postgresql
from riwaya.doctor.sign import Sign, fine, missing, wrong
from riwaya.errors import BadWorkspace, RiwayaError

if TYPE_CHECKING:
    from riwaya.workspace.folder import Folder

REBUILD = "`riwaya rebuild` makes it again from the archive and the log, or restore a backup"
BACKUP = "restore it from a backup"


def workspace_signs(named: Path | None) -> Iterator[Sign]:
    """All of the workspace that is meant; only one line where there is none."""
    try:
        from riwaya.workspace.folder import VARIABLE, find_folder  # noqa: PLC0415 (an extra)
    except RiwayaError as error:
        yield missing("workspace", "not looked at", str(error))
        return
    try:
        folder = find_folder(named)
    except BadWorkspace as error:
        if named is not None or os.environ.get(VARIABLE):
            advice = f"name another with --workspace or {VARIABLE}"
            yield wrong("workspace", str(error), advice)
        else:
            advice = "make one with `riwaya init DIR`, or name one with --workspace"
            yield missing("workspace", "none here", advice)
        return
    yield fine("workspace", str(folder.path))
    yield _rights(folder)
    yield _log(folder)
    yield from _database(folder)
    yield _lock(folder)


def _rights(folder: "Folder") -> Sign:
    beside = [folder.path, folder.archive, folder.custody]
    if not folder.database:
        beside.append(folder.database_file)
    shut = [str(path) for path in beside if path.exists() and not os.access(path, os.W_OK)]
    if shut:
        advice = "search and export work; to add or review: chmod u+w, or as the folder's owner"
        return missing("rights", f"can't be written: {', '.join(shut)}", advice)
    return fine("rights", "may be written")


def _log(folder: "Folder") -> Sign:
    from riwaya.ingest.log_check import LogCheck  # noqa: PLC0415 (quick)

    if not folder.archive.is_dir():
        return wrong("archive", f"{folder.archive}: no such folder", BACKUP)
    check = LogCheck(folder.custody.name, pinpoint=False)
    try:
        with folder.custody.open("rb") as file:
            check.read(file)
    except OSError as error:
        return wrong("custody log", f"{folder.custody}: {error.strerror}", BACKUP)
    damage = [problem for problem in check.problems if problem.severity == "damage"]
    if damage:
        first = damage[0]
        says = f"{len(damage)} damaged: {first.where}: {first.what}"
        return wrong("custody log", says, "`riwaya verify` says all; " + BACKUP)
    says = f"{check.lines:,} records, each chained to the one before"
    return fine("custody log", says, "`riwaya verify` checks every archived byte, too")


def _database(folder: "Folder") -> Iterator[Sign]:
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 (slow to load)

    from riwaya.store.engine import advice, open_engine  # noqa: PLC0415
    from riwaya.store.migrate import is_current  # noqa: PLC0415

    if folder.database:
        answer = postgresql(folder.database)
        yield answer
        if answer.state != "fine":
            return
    elif not folder.database_file.is_file():
        yield wrong("database", f"{folder.database_file}: no such file", REBUILD)
        return
    engine = open_engine(folder.url)
    try:
        current = is_current(engine)
    except DBAPIError as error:
        yield wrong("database", advice(error), REBUILD)
    except BadWorkspace as error:
        yield wrong("database", str(error), "pip install --upgrade riwaya")
    else:
        old = "of an older Riwaya; the next command that opens it brings it up to date"
        yield (
            fine("database", "its schema is this version's")
            if current
            else missing("database", old, "`riwaya backup DIR` first, to be safe")
        )
    finally:
        engine.dispose()


def _lock(folder: "Folder") -> Sign:
    from riwaya.ingest.lock import holder, is_free  # noqa: PLC0415 (quick)

    if is_free(folder.path):
        return fine("lock", "nobody is writing")
    advice = "wait until it is done; what only reads needn't wait"
    return missing("lock", f"another Riwaya is writing ({holder(folder.path)})", advice)
