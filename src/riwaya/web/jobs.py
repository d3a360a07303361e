"""The desk's jobs: kept in folders of the workspace, done one after the other by a process each.

A job that was under way when the server was killed is taken up again when the next one starts.
"""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from secrets import token_hex

import msgspec

from riwaya.errors import BadInput
from riwaya.web.job import (
    ID,
    Item,
    Job,
    Progress,
    job_in,
    keep_progress,
    make_job,
    progress_in,
)

#: Where jobs lie in the workspace's folder.
PLACE = Path("desk", "jobs")
#: A reader that died is started so often in all: a report that kills it would do so for ever.
TRIES = 2
#: Jobs that have ended stay listed, so many of them.
KEPT = 50
DIED = "the reading process died ({code}); what was finished is kept: add the same again"
#: Files whose job never came are another server's to be, or nobody's after so many seconds.
ABANDONED = 3600


class Jobs:
    """All jobs of a workspace; `ended` is called (in another thread) whenever one has ended."""

    def __init__(self, workspace: Path, ended: Callable[[], None] = lambda: None) -> None:
        self._workspace = workspace
        self._place = workspace / PLACE
        self._ended = ended
        self._waiting: SimpleQueue[str | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def new_folder(self) -> Path:
        """A folder for a job to come: its files are put there first."""
        id_ = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(6)}"
        folder = self._place / id_
        folder.mkdir(parents=True, mode=0o700)
        return folder

    def start(self, folder: Path, items: tuple[Item, ...], by: str) -> str:
        """Have a job done whose files lie in its folder; returns its id."""
        if not items:
            shutil.rmtree(folder, ignore_errors=True)
            raise BadInput("nothing was given; paste a text, choose files, or write an address")
        made = datetime.now(UTC).isoformat(timespec="seconds")
        make_job(folder, Job(id=folder.name, by=by, made_at=made, items=items))
        keep_progress(folder, Progress(of=len(items)))
        self._put(folder.name)
        return folder.name

    def resume(self) -> None:
        """Take up jobs that were under way; forget old ones, and files of those never begun."""
        for folder in self._folders():
            try:
                job_in(folder)
            except BadInput:
                if time.time() - folder.stat().st_mtime > ABANDONED:
                    shutil.rmtree(folder, ignore_errors=True)
                continue
            if not progress_in(folder).ended:
                self._put(folder.name)
        for folder in self._folders()[KEPT:]:
            if progress_in(folder).ended:
                shutil.rmtree(folder, ignore_errors=True)

    def find(self, id_: str) -> tuple[Job, Progress]:
        """A job and how far it is; raises BadInput where there is none."""
        folder = self._folder(id_)
        return job_in(folder), progress_in(folder)

    def recent(self, most: int = 10) -> list[tuple[Job, Progress]]:
        """The last jobs, the newest first."""
        found = []
        for folder in self._folders()[:most]:
            try:
                found.append((job_in(folder), progress_in(folder)))
            except BadInput:  # its files are still on their way
                continue
        return found

    def close(self) -> None:
        """Stop: a job under way goes on when the desk is next served."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            process.terminate()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _folder(self, id_: str) -> Path:
        if not ID.fullmatch(id_):
            raise BadInput(f"{id_[:40]}: no such job")
        return self._place / id_

    def _folders(self) -> list[Path]:
        """The newest first: their names begin with the time."""
        if not self._place.is_dir():
            return []
        return sorted((p for p in self._place.iterdir() if ID.fullmatch(p.name)), reverse=True)

    def _put(self, id_: str) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
        self._waiting.put(id_)

    def _work(self) -> None:
        while (id_ := self._waiting.get()) is not None:
            if self._closed:
                return
            self._do(self._folder(id_))

    def _do(self, folder: Path) -> None:
        code = 0
        for _ in range(TRIES):
            code = self._run(folder)
            if progress_in(folder).ended or self._closed:
                break
        progress = progress_in(folder)
        if self._closed and not progress.ended:
            return
        if not progress.ended:
            error = DIED.format(code=f"signal {-code}" if code < 0 else f"code {code}")
            keep_progress(folder, msgspec.structs.replace(progress, phase="failed", error=error))
        # The bytes are in the archive by now.
        shutil.rmtree(folder / "files", ignore_errors=True)
        self._ended()

    def _run(self, folder: Path) -> int:
        command = [sys.executable, "-m", "riwaya.web.intake", str(self._workspace), str(folder)]
        with (folder / "log").open("ab") as log:
            with self._lock:
                if self._closed:
                    return 0
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,  # Ctrl-C is for the server, which ends it
                )
            code = self._process.wait()
        with self._lock:
            self._process = None
        return code
