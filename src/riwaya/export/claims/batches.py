"""Claims made into rows by several processes: this one reads the database meanwhile, and writes."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from riwaya.errors import RiwayaError
from riwaya.export.forms.exported import ExportedClaim
from riwaya.garbage import seldom_searched
from riwaya.processes import in_order, pool_of

#: Claims of one job.
BATCH = 10_000
KILLED = "a process that made rows was killed (out of memory?); nothing was written: repeat it"

#: Makes something of a batch, given its number from 0.
Job = Callable[..., Any]


def made(
    records: Iterable[ExportedClaim], processes: int, job: Job, *arguments: Any
) -> Iterator[Any]:
    """`job(*arguments, number, batch)` of each batch of claims, in their order.

    A job is a function of a module, and what it gets and gives can be pickled; there is one of an
    empty batch where there are no claims. Raises RiwayaError when a process ends by itself.
    """
    with pool_of(processes, RiwayaError(KILLED)) as pool:
        yield from in_order(pool, _quietly, _batches(records, (job, *arguments)))


def _quietly(job: Job, *arguments: Any) -> Any:
    with seldom_searched():
        return job(*arguments)


def _batches(
    records: Iterable[ExportedClaim], arguments: tuple[Any, ...]
) -> Iterator[tuple[Any, ...]]:
    several = iter(records)
    number = 0
    while True:
        batch = list(islice(several, BATCH))
        if batch or not number:
            yield (*arguments, number, batch)
        if len(batch) < BATCH:
            return
        number += 1
