"""The processes that read for a workspace, and how many of them."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

from riwaya.errors import BadWorkspace
from riwaya.ingest.source import Source
from riwaya.processes import Pool, cores
from riwaya.processes import pool_of as processes_of

#: Fewer files, with fewer bytes, are read by one process before others have started.
FEW, SMALL = 12, 200_000
KILLED = (
    "a reading process was killed (out of memory?); what was finished is kept: "
    "repeat the command, with fewer --jobs if memory is short"
)


def pool_of(processes: int) -> AbstractContextManager[Pool]:
    """A pool of so many processes; with one, the work is done in this process."""
    return processes_of(processes, BadWorkspace(KILLED))


def processes_for(files: Sequence[Source]) -> int:
    """A process per core, or one where so little is to be read that others would start too late."""
    paths = [source.path for source in files if source.path is not None]
    little = sum(path.stat().st_size for path in paths if path.is_file()) < SMALL
    return 1 if little and len(files) < FEW else cores()
