"""Who does the work: this process or a process per core, with so many jobs under way at most."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol

from riwaya.errors import BadWorkspace
from riwaya.ingest.source import Source

#: Fewer files, with fewer bytes, are read by one process before others have started.
FEW, SMALL = 12, 200_000
#: Jobs under way for each process: the next one lies ready when one is done.
AHEAD = 2
KILLED = (
    "a reading process was killed (out of memory?); what was finished is kept: "
    "repeat the command, with fewer --jobs if memory is short"
)


class Pool(Protocol):
    """Jobs go in, results come out in the order in which they are done."""

    @property
    def free(self) -> bool:
        """Whether another job may be given."""

    def give(self, job: Callable[..., Any], *arguments: Any) -> None:
        """Start a job."""

    def done(self) -> list[Any]:
        """The results of jobs that are done; waits for one if any is under way."""


class OneProcess:
    """Does each job at once: quickest for a few reports."""

    def __init__(self) -> None:
        self._results: list[Any] = []

    @property
    def free(self) -> bool:
        """A job is done as soon as it is given."""
        return not self._results

    def give(self, job: Callable[..., Any], *arguments: Any) -> None:
        """Do a job."""
        self._results.append(job(*arguments))

    def done(self) -> list[Any]:
        """The results since the last call."""
        results, self._results = self._results, []
        return results


class SeveralProcesses:
    """Keeps some processes busy; their memory is theirs, so a model stands in each."""

    def __init__(self, executor: ProcessPoolExecutor, processes: int) -> None:
        self._executor = executor
        self._limit = processes * AHEAD
        self._under_way: set[Future[Any]] = set()

    @property
    def free(self) -> bool:
        """Whether fewer jobs are under way than lie ready for the processes."""
        return len(self._under_way) < self._limit

    def give(self, job: Callable[..., Any], *arguments: Any) -> None:
        """Hand a job to a process."""
        try:
            self._under_way.add(self._executor.submit(job, *arguments))
        except BrokenProcessPool:
            raise BadWorkspace(KILLED) from None

    def done(self) -> list[Any]:
        """The results of the jobs that are done by now; waits for at least one."""
        if not self._under_way:
            return []
        finished, self._under_way = wait(self._under_way, return_when=FIRST_COMPLETED)
        try:
            return [future.result() for future in finished]
        except BrokenProcessPool:
            raise BadWorkspace(KILLED) from None


@contextmanager
def pool_of(processes: int) -> Iterator[Pool]:
    """A pool of so many processes; with one, the work is done in this process."""
    if processes <= 1:
        yield OneProcess()
        return
    executor = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
    )
    try:
        yield SeveralProcesses(executor, processes)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def processes_for(files: Sequence[Source]) -> int:
    """A process per core, or one where so little is to be read that others would start too late."""
    paths = [source.path for source in files if source.path is not None]
    little = sum(path.stat().st_size for path in paths if path.is_file()) < SMALL
    return 1 if little and len(files) < FEW else cores()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin() -> None:
    """What a reading process does first."""
    # Ctrl-C is for the process that the person started; it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed process can't end those that read for it: they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
