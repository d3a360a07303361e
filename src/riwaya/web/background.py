"""The desk's work beside its requests: reports taken in, incidents brought up to date."""

import subprocess
import sys
import time
from copy import copy
from functools import cached_property
from threading import Event, Lock, Thread

from riwaya.errors import BadWorkspace, RiwayaError
from riwaya.web.jobs import Jobs
from riwaya.workspace.fusing import fuse
from riwaya.workspace.told import Standing
from riwaya.workspace.workspace import Workspace

#: How long to wait for further changes before fusing, and how long at most, in seconds: whoever
#: reviews claim after claim isn't kept waiting by each.
QUIET, LONGEST = 1.5, 15.0
#: How long a request waits for others that write to the workspace, in seconds.
PATIENCE = 3.0
#: More changed reports are fused by a process of their own, so that pages stay quick.
MANY = 200


class Background:
    """One worker for incidents: changes that come while it works are taken in its next round."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._wanted = Event()
        self._closing = Event()
        self._working = Lock()
        self._starting = Lock()
        self._thread: Thread | None = None
        #: Why the incidents could not be brought up to date, in words; None when they were.
        self.problem: str | None = None

    @cached_property
    def jobs(self) -> Jobs:
        """What people have given to take in."""
        return Jobs(self._workspace.folder.path, ended=self.soon)

    def begin(self) -> None:
        """Go on where the last server was stopped: jobs, and changes that weren't fused."""
        self.jobs.resume()
        self.soon()

    def soon(self) -> None:
        """Have the incidents brought up to date when no further change comes for a moment."""
        with self._starting:
            if self._thread is None and not self._closing.is_set():
                self._thread = Thread(target=self._work, name="riwaya-fuse", daemon=True)
                self._thread.start()
        self._wanted.set()

    def now(self) -> None:
        """Bring the incidents up to date before going on; where others write, soon after them."""
        if not self._working.acquire(timeout=PATIENCE):
            self.soon()
            return
        try:
            hasty = copy(self._workspace)  # the same database
            hasty.patience = PATIENCE
            fuse(hasty)
            self.problem = None
        except RiwayaError:
            self.soon()
        finally:
            self._working.release()

    def _work(self) -> None:
        while not self._closing.is_set():
            self._wanted.wait()
            latest = time.monotonic() + LONGEST
            while self._wanted.is_set() and time.monotonic() < latest:
                self._wanted.clear()
                self._closing.wait(QUIET)
            if not self._closing.is_set():
                self._fuse()

    def _fuse(self) -> None:
        with self._working:
            try:
                with self._workspace.engine.connect() as connection:
                    changed, _ = Standing(connection).changed()
                if len(changed) > MANY:
                    _fuse_apart(self._workspace)
                elif changed:
                    fuse(self._workspace)
                self.problem = None
            except RiwayaError as error:
                self.problem = str(error)
            except Exception as error:  # noqa: BLE001 (the worker must live; people are told)
                self.problem = f"{type(error).__name__}: {error}"

    def close(self) -> None:
        """Stop after what is under way."""
        self._closing.set()
        self._wanted.set()
        if "jobs" in self.__dict__:
            self.jobs.close()
        if self._thread is not None:
            self._thread.join(timeout=10)


def _fuse_apart(workspace: Workspace) -> None:
    """Fuse in another process; raises BadWorkspace with what it complains of."""
    command = [sys.executable, "-m", "riwaya.cli", "fuse", "--quiet"]
    command += ["--workspace", str(workspace.folder.path)]
    done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise BadWorkspace(said[-500:] or f"fusing ended with code {done.returncode}")
