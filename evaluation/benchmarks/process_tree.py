"""Programs side by side with all their processes: paused, let go on, memory and time watched."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

#: How often to look whether they have ended, in seconds.
PAUSE = 0.02


class Programs:
    """Python modules run side by side, each with its arguments; paused from the start on.

    `seconds` counts while they aren't paused, to the end of the last; `processor` is what all of
    them used. `peak` is the largest memory seen, in bytes: the proportional set sizes of all
    processes, so that what they share counts once.
    """

    def __init__(self, *several: Sequence[str], cores: int) -> None:
        self.seconds = self.processor = 0.0
        self.peak = 0
        allowed = sorted(os.sched_getaffinity(0))[:cores]
        os.sched_setaffinity(0, allowed)  # theirs too: they inherit it
        self._group = 0
        self._running: list[subprocess.Popen[bytes]] = []
        for arguments in several:
            # One group, in our session: Linux shares cores out to sessions first.
            command = [sys.executable, "-m", *arguments]
            self._running.append(subprocess.Popen(command, process_group=self._group))
            self._group = self._running[0].pid
        self._signal(signal.SIGSTOP)

    @property
    def ended(self) -> bool:
        """Whether all have ended."""
        return not self._running

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._signal(signal.SIGKILL)  # those that are left, where something went wrong

    def run(self, seconds: float, *, look: Callable[[], None] | None = None) -> None:
        """Let them go on for some time, or to their end; `look` is called while they are paused.

        Raises SystemExit where one ended with an error.
        """
        if self.ended:
            return
        self._signal(signal.SIGCONT)
        start = time.perf_counter()
        while not self.ended and time.perf_counter() - start < seconds:
            time.sleep(PAUSE)
            self._reap()
        self._signal(signal.SIGSTOP)
        self.seconds += time.perf_counter() - start
        trees = [pid for process in self._running for pid in tree_of(process.pid)]
        self.peak = max(self.peak, sum(map(memory_of, trees)))
        if look:
            look()

    def _reap(self) -> None:
        for process in list(self._running):
            before = _used()
            if process.poll() is None:
                continue
            self.processor += _used() - before
            self._running.remove(process)
            if process.returncode:
                raise SystemExit(f"{process.args}: ended with {process.returncode}")

    def _signal(self, which: signal.Signals) -> None:
        if self._running:
            os.killpg(self._group, which)


def _used() -> float:
    """Processor seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tree_of(root: int) -> list[int]:
    """The numbers of a process and of all below it."""
    found = [root]
    for pid in found:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(word) for word in children.read_text().split()]
            except OSError:  # ended meanwhile
                continue
    return found


def memory_of(pid: int) -> int:
    """A process's proportional set size in bytes; 0 for one that has ended."""
    try:
        summed = Path(f"/proc/{pid}/smaps_rollup").read_bytes()
    except OSError:
        return 0
    lines = summed.splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")), 0)
