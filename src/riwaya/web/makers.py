"""Further processes that make pages while several people wait for some.

Python makes one page at a time in a process, however many cores there are. On Linux they are
forked before the desk begins, which costs some 70 MB each (the tables of places and actors) and no
time; elsewhere they are started when somebody has had to wait.
"""

import multiprocessing
import sys
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope

from riwaya.processes import cores
from riwaya.web.config import Config
from riwaya.web.making import Asked, Made, make_pages
from riwaya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from riwaya.web.office import Office

#: More processes than these make no page sooner: the disk is one.
MOST = 3
#: Seconds for which a process that was told to stop may go on.
GRACE = 2
#: What a page may look at of a request; the rest belongs to this process.
CARRIED = (
    "type", "asgi", "http_version", "method", "scheme", "path", "raw_path", "query_string",
    "root_path", "headers", "client", "server",
)  # fmt: skip


@dataclass(slots=True)
class Maker:
    """A process that makes pages, one after the other, and the line to it."""

    process: Any
    line: Connection
    _ready: bool = False

    def is_ready(self) -> bool:
        """Wait until it says so; False where it has ended instead."""
        self._ready = self._ready or self._heard() is not None
        return self._ready

    def ask(self, asked: Asked) -> Made | None:
        """The page; waits for it. None where the process has ended."""
        try:
            self.line.send(asked)
        except OSError:
            return None
        return self._heard()

    def _heard(self) -> Made | None:
        try:
            made: Made = self.line.recv()
        except (OSError, EOFError, TypeError):  # TypeError: `end` has closed the line meanwhile
            return None
        return made

    def end(self) -> None:
        """Stop the process."""
        if not self._ready:  # somebody waits at the line: it ends with the process
            self.process.kill()
        self.line.close()
        self.process.join(GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Makers:
    """The makers of a desk, as many as there are cores to spare."""

    def __init__(self, workspace: Workspace, config: Config, most: int | None = None) -> None:
        self._place: tuple[Path, str | None, Config]
        self._place = workspace.folder.path, workspace.by, config
        self._most = min(MOST, cores() - 1) if most is None else most
        self._all: list[Maker] = []
        self._started = False

    @property
    def started(self) -> bool:
        """Whether they were started, whatever has become of them."""
        return self._started

    def fork(self) -> None:
        """Start them now where a fork loses nothing: on Linux, before there are threads."""
        if sys.platform == "linux" and threading.active_count() == 1:
            self._start("fork")

    async def ready(self) -> list[Maker]:
        """Those that are there; starts them, and waits for them, where that was not done."""
        if not self._started:
            await run_in_threadpool(self._start, "spawn")
        return [maker for maker in self._all if await run_in_threadpool(maker.is_ready)]

    def _start(self, how: Literal["fork", "spawn"]) -> None:
        self._started = True
        context: Any = multiprocessing.get_context(how)
        for _ in range(self._most):
            ours, theirs = context.Pipe()
            # A fork has its elders' lines too; they would never hear that we have closed them.
            others = [maker.line for maker in self._all] + [ours] if how == "fork" else []
            process = context.Process(
                target=make_pages, args=(*self._place, theirs, others), daemon=True
            )
            process.start()
            theirs.close()
            self._all.append(Maker(process, ours))

    async def make(self, maker: Maker, scope: Scope, office: "Office") -> Made | None:
        """The answer of a maker; None where it has ended."""
        carried = {name: scope[name] for name in CARRIED if name in scope}
        asked = Asked(carried, office.generation, office.background.problem)
        return await run_in_threadpool(maker.ask, asked)

    def close(self) -> None:
        """Stop them all."""
        for maker in self._all:
            maker.end()
        self._all.clear()
