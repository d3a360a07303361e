"""All that is looked at, in the order in which it is told."""

from collections.abc import Iterator
from pathlib import Path

from riwaya.doctor.databases import postgresql, sqlite
from riwaya.doctor.machine import browser, fonts, room, temporary
from riwaya.doctor.own_files import model, own_files, python, tables
from riwaya.doctor.requirements import libraries
from riwaya.doctor.sign import Sign
from riwaya.doctor.workspace_signs import workspace_signs


def examine(workspace: Path | None = None, database: str | None = None) -> Iterator[Sign]:
    """One line after the other, as each is found; changes nothing.

    `workspace`: its folder, else the one that every command would take. `database`: the URL of a
    PostgreSQL server to be asked.
    """
    yield python()
    yield own_files()
    yield from libraries()
    yield from model()
    yield tables()
    yield sqlite()
    if database:
        yield postgresql(database)
    yield browser()
    yield fonts()
    yield temporary()
    yield room(workspace if workspace is not None and workspace.is_dir() else Path.cwd())
    yield from workspace_signs(workspace)
