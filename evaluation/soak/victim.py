"""A process that does something to a workspace and may be killed at it.

It is forked, so that it is at work at once: a time between 0 and its usual duration is a moment of
its work, not of Python's start. Its reading processes are started as ever.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from evaluation.benchmarks.process_tree import tree_of
from evaluation.soak.later_schema import later_schema
from evaluation.soak.steps import Steps
from riwaya.errors import RiwayaError
from riwaya.workspace import reading, rereading
from riwaya.workspace.workspace import Workspace

REAL = "real"
BAD, BROKEN = 2, 3


@dataclass(frozen=True, slots=True)
class Task:
    """What is done: add, reread, or migrate (an `add` by a later version), and by which reader."""

    kind: str
    workspace: Path
    sources: Path
    reader: str
    jobs: int = 1


class Outcome(NamedTuple):
    """How it ended; what was not told, because it was killed, is None."""

    pid: int
    code: int
    seconds: float
    steps: int | None = None
    read: int | None = None
    said: str = ""


Kill = Callable[[int], None]


def run(task: Task, *, kill: Kill | None = None, last_step: int | None = None) -> Outcome:
    """Do a task in a process group of its own; `kill` is called with its number meanwhile."""
    start = time.perf_counter()
    told, tell = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(told)
        os._exit(_done(task, tell, last_step))
    os.close(tell)
    with suppress(PermissionError, ProcessLookupError):  # it does so itself as well
        os.setpgid(pid, pid)
    if kill:
        kill(pid)
    with os.fdopen(told, "rb") as file:
        said = file.read()
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    known = json.loads(said) if said.endswith(b"}") else {}
    return Outcome(pid, code, time.perf_counter() - start, **known)


def _done(task: Task, tell: int, last_step: int | None) -> int:
    """The task, in the forked process; its exit code."""
    with suppress(PermissionError):
        os.setpgid(0, 0)
    steps = Steps(last_step)
    write = steps._write  # noqa: SLF001 - what is told isn't a step
    try:
        read = _do(task)
    except RiwayaError as error:
        write(tell, json.dumps({"said": str(error)}).encode())
        return BAD
    except BaseException:  # noqa: BLE001 - told, and counted as wrong
        write(tell, json.dumps({"said": traceback.format_exc()}).encode())
        return BROKEN
    write(tell, json.dumps({"steps": steps.taken, "read": read}).encode())
    return 0


def _do(task: Task) -> int:
    with ExitStack() as stack:
        if task.kind == "migrate":
            stack.enter_context(later_schema(task.workspace.parent / "later"))
        if task.reader != REAL:
            _stand_in(task.reader)
        with Workspace(task.workspace, by="soak@here") as workspace:
            if task.kind == "reread":
                tally, _ = rereading.reread(workspace, jobs=task.jobs, watch=lambda _: None)
                return tally.read
            return workspace.add([task.sources], jobs=task.jobs).read


def _stand_in(reader: str) -> None:
    """Let a stand-in read, in this process only."""
    from evaluation.soak.stub import reading_job  # noqa: PLC0415 (imports the workspace)

    reading.read_texts = reading_job(reader)  # type: ignore[assignment]
    rereading.reader_with = lambda _: (None, reader)  # type: ignore[assignment, return-value]


def kill_group_after(seconds: float) -> Kill:
    """Kill it with all its processes after some time."""

    def kill(pid: int) -> None:
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)

    return kill


def kill_one_after(seconds: float, *, worker: bool) -> Kill:
    """Kill one of its reading processes, or only the process that writes, after some time."""

    def kill(pid: int) -> None:
        time.sleep(seconds)
        workers = [child for child in tree_of(pid)[1:] if _reads(child)]
        with suppress(ProcessLookupError):
            os.kill(workers[0] if worker and workers else pid, signal.SIGKILL)

    return kill


def _reads(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def left_behind(group: int, patience: float = 60) -> bool:
    """Whether processes of a killed group are still at work after some time; they end then."""
    until = time.monotonic() + patience
    while _alive(group):
        if time.monotonic() > until:
            os.killpg(group, signal.SIGKILL)
            return True
        time.sleep(0.05)
    return False


def _alive(group: int) -> bool:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):  # ended meanwhile
            continue
        if int(its_group) == group and state not in {"Z", "X"}:
            return True
    return False
