"""Who does the work: this process or several, with so many jobs under way at most.

Processes are spawned, never forked: the model's runtime has threads, which a fork would lose.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol

from riwaya.errors import RiwayaError

#: Jobs under way for each process: the next one lies ready when one is done.
AHEAD = 2


class Pool(Protocol):
    """Jobs go in, results come out in the order in which they are done."""

    #: Jobs that may be under way.
    most: int

    @property
    def free(self) -> bool:
        """Whether another job may be given."""

    def give(self, job: Callable[..., Any], *arguments: Any) -> None:
        """Start a job."""

    def done(self) -> list[Any]:
        """The results of jobs that are done; waits for one if any is under way."""


class OneProcess:
    """Does each job at once: quickest for a few reports."""

    most = 1

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
    """Keeps some processes busy; their memory is theirs, so a model stands in each.

    `killed` is raised when one of them has ended by itself.
    """

    def __init__(self, executor: ProcessPoolExecutor, processes: int, killed: RiwayaError) -> None:
        self.most = processes * AHEAD
        self._executor = executor
        self._killed = killed
        self._under_way: set[Future[Any]] = set()

    @property
    def free(self) -> bool:
        """Whether fewer jobs are under way than lie ready for the processes."""
        return len(self._under_way) < self.most

    def give(self, job: Callable[..., Any], *arguments: Any) -> None:
        """Hand a job to a process."""
        try:
            self._under_way.add(self._executor.submit(job, *arguments))
        except BrokenProcessPool:
            raise self._killed from None

    def done(self) -> list[Any]:
        """The results of the jobs that are done by now; waits for at least one."""
        if not self._under_way:
            return []
        finished, self._under_way = wait(self._under_way, return_when=FIRST_COMPLETED)
        try:
            return [future.result() for future in finished]
        except BrokenProcessPool:
            raise self._killed from None


@contextmanager
def pool_of(processes: int, killed: RiwayaError) -> Iterator[Pool]:
    """A pool of so many processes; with one, the work is done in this process.

    At the end jobs that nobody has begun are dropped and the processes end. `killed` is raised
    when one of them ends by itself.
    """
    if processes <= 1:
        yield OneProcess()
        return
    executor = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=begin
    )
    try:
        yield SeveralProcesses(executor, processes, killed)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def in_order(
    pool: Pool, job: Callable[..., Any], several: Iterable[tuple[Any, ...]]
) -> Iterator[Any]:
    """A job's result for each of several arguments, in their order.

    Arguments are taken no faster than results are: never more than the pool's `most` lie between.
    """
    ready: dict[int, Any] = {}
    given = told = 0
    for arguments in several:
        pool.give(_numbered, given, job, *arguments)
        given += 1
        while given - told >= pool.most:
            ready.update(pool.done())
            while told in ready:
                yield ready.pop(told)
                told += 1
    while told < given:
        ready.update(pool.done())
        while told in ready:
            yield ready.pop(told)
            told += 1


def _numbered(number: int, job: Callable[..., Any], *arguments: Any) -> tuple[int, Any]:
    return number, job(*arguments)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def begin() -> None:
    """What a process that works for another does first."""
    # Ctrl-C is for the process that the person started; it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed process can't end those that read for it: they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
