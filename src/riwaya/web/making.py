"""A process that makes pages for the desk: what it is asked, what it answers."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message

from riwaya.errors import RiwayaError
from riwaya.processes import begin
from riwaya.store.engine import map_into_memory
from riwaya.store.incident_pages import incidents_after
from riwaya.store.query import Query
from riwaya.web.config import Config
from riwaya.web.office import Office
from riwaya.workspace.incidents import whole_incident
from riwaya.workspace.workspace import Workspace

#: Incidents that are put together before the first page.
FEW = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and what the desk's own process knows that the database doesn't tell.

    `generation` counts the times at which tables of actors and places were loaded anew, `problem`
    is why the incidents could not be brought up to date.
    """

    scope: dict[str, Any]
    generation: int
    problem: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """An answer as an ASGI application gives it, its body in one piece."""

    start: Message
    body: bytes


#: What a process says when it can be asked.
READY = Made({}, b"")


def make_pages(
    folder: Path, by: str | None, config: Config, line: Connection, others: Sequence[Connection]
) -> None:
    """Say that one is ready, then answer requests until the line is closed.

    `others` are ends of lines that a fork has inherited.
    """
    from riwaya.web.app import pages_of  # noqa: PLC0415 (the pages' middleware starts this)

    begin()
    for other in others:
        other.close()
    with Workspace(folder, by=by) as workspace:
        map_into_memory(workspace.engine)
        office = Office(workspace, config)
        app = pages_of(office)
        with suppress(RiwayaError):  # the pages say what is wrong with the tables
            _ = office.known
            _look_once(workspace)
        office.templates.load()
        with suppress(EOFError, OSError):  # the desk has closed the line
            line.send(READY)
            asyncio.run(_answer(app, office, line))


def _look_once(workspace: Workspace) -> None:
    """Put a few incidents together: words and tables are there before anybody waits for them."""
    with workspace.engine.connect() as connection:
        rows, _ = incidents_after(connection, Query(limit=FEW), "newest")
        for row in rows:
            whole_incident(connection, row)


async def _answer(app: ASGIApp, office: Office, line: Connection) -> None:
    generation = 0
    while True:
        asked: Asked = line.recv()
        if asked.generation != generation:
            generation = asked.generation
            office.forget_known()
        office.background.problem = asked.problem
        line.send(await answer_of(app, asked.scope))


async def answer_of(app: ASGIApp, scope: dict[str, Any]) -> Made:
    """What an application answers to a request without a body; nothing where it fails."""
    start: Message = {}
    body = bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))

    try:
        await app(scope, receive, send)
    except Exception:  # noqa: BLE001 (the desk's own process makes it again, and tells of it)
        start = {}
    return Made(start, bytes(body))
