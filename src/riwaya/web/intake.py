"""What people give at the desk, taken in by a process of its own: `python -m riwaya.web.intake`.

The desk stays quick while it reads, and a reader that dies takes nobody's page with it. How far it
is stands in a small file of the job's folder. Started again on the same job it goes on, since
taking in can be stopped at any moment.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from riwaya.errors import BadInput, BadWorkspace, RiwayaError
from riwaya.ingest.facts import Facts
from riwaya.ingest.lock import writing
from riwaya.ingest.piece import Limits
from riwaya.ingest.signatures import OPENING, kind_of
from riwaya.processes import cores
from riwaya.store.intake import count_claims, newest_report, reports_of_takes
from riwaya.store.takes import take_id
from riwaya.web.job import Item, Job, Progress, Result, job_in, keep_progress, progress_in
from riwaya.workspace.arrivals import Arrival
from riwaya.workspace.fetching import arrivals_of_urls
from riwaya.workspace.fusing import fuse
from riwaya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from riwaya.workspace.reading import Tally

#: More bytes than this are read by several processes.
MANY = 300_000
#: Progress is written so often at most, in seconds.
OFTEN = 0.25
#: How long a process waits for an earlier one on the same job, in seconds.
PATIENCE = 6 * 3600.0


def take_job_in(workspace: Workspace, folder: Path) -> None:
    """Do a job to its end; how far it is, and what came of it, stands in its folder.

    What is wrong with single sources is part of the result; what stops everything is told as the
    reason why it failed.
    """
    with writing(folder, "taking in", patience=PATIENCE):
        started = progress_in(folder)
        if started.ended:
            return
        watch = _Watch(folder, started)
        try:
            result = _result(workspace, folder, watch)
        except RiwayaError as error:
            watch.put(phase="failed", error=str(error))
        else:
            watch.put(phase="done", result=result)


def _result(workspace: Workspace, folder: Path, watch: "_Watch") -> Result:
    job = job_in(folder)
    before = watch.progress.before
    if before is None:
        with workspace.engine.connect() as connection:
            before = newest_report(connection)
    watch.put(phase="reading", of=len(job.items), before=before)
    arrivals = _Arrivals(job, folder)
    added = workspace.take_in(arrivals, jobs=_processes(job), watch=watch.tally, told=watch.told)
    watch.put(phase="fusing", problems=added.problems)
    with suppress(BadWorkspace):  # another one writes: the desk brings incidents up to date later
        fuse(workspace)
    with workspace.engine.connect() as connection:
        found = reports_of_takes(connection, arrivals.takes)
        # Not what this process has read: an earlier one may have been stopped.
        made = count_claims(connection, [n for n, _ in found if n > before])
    return Result(
        new=tuple(id_ for n, id_ in found if n > before),
        known=tuple(id_ for n, id_ in found if n <= before),
        claims=made,
        problems=added.problems,
    )


class _Arrivals:
    """A job's arrivals, one by one, and the ids of the takes that they make."""

    def __init__(self, job: Job, folder: Path) -> None:
        self._job = job
        self._folder = folder
        self.takes: list[str] = []

    def __iter__(self) -> Iterator[Arrival | BadInput]:
        for item in self._job.items:
            for arrival in self._of(item):
                if isinstance(arrival, Arrival):
                    self.takes.append(_take(arrival))
                yield arrival

    def _of(self, item: Item) -> Iterator[Arrival | BadInput]:
        facts = Facts(**item.facts)
        if item.file is None:
            yield from arrivals_of_urls([item.name], facts, Limits(), allow_private=False)
            return
        try:
            yield _file_arrival(item, self._folder / item.file)
        except BadInput as error:
            yield error


def _file_arrival(item: Item, path: Path) -> Arrival:
    """A given file's arrival, under the name that its giver knows it by."""
    try:
        with path.open("rb") as file:
            opening = file.read(OPENING)
    except OSError as error:
        raise BadInput(f"{item.name}: can't be read: {error.strerror}; give it again") from None
    if not opening.strip():
        raise BadInput(f"{item.name}: empty")
    try:
        kind = kind_of(path, opening)
    except BadInput as error:
        raise BadInput(str(error).replace(str(path), item.name)) from None
    return Arrival(item.name, item.locator, kind, path=path, facts=item.facts)


def _take(arrival: Arrival) -> str:
    if arrival.data is not None:
        sha = sha256(arrival.data).hexdigest()
    elif arrival.path is not None:
        with arrival.path.open("rb") as file:
            sha = file_digest(file, "sha256").hexdigest()
    return take_id(sha, arrival.locator, arrival.facts, arrival.mapping)


def _processes(job: Job) -> int:
    return cores() if sum(item.size for item in job.items) > MANY else 1


class _Watch:
    """Keeps a job's progress, on disk now and then."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self._folder = folder
        self._written = 0.0
        self.progress = progress

    def put(self, **values: object) -> None:
        """Change some of it, and write it at once."""
        self.progress = msgspec.structs.replace(self.progress, **values)
        self._written = time.monotonic()
        keep_progress(self._folder, self.progress)

    def tally(self, tally: "Tally") -> None:
        """Take over what a run has done so far."""
        done = {name: getattr(tally, name) for name in ("opened", "new", "read", "claims")}
        done |= {"phase": "reading", "problems": tuple(tally.problems)}
        if time.monotonic() - self._written >= OFTEN:
            self.put(**done)
        else:
            self.progress = msgspec.structs.replace(self.progress, **done)

    def told(self, _message: str) -> None:
        """Another program writes to the workspace."""
        self.put(phase="waiting")


def main(arguments: list[str]) -> int:
    """Do the job of a folder: `WORKSPACE FOLDER`."""
    path, folder = Path(arguments[0]), Path(arguments[1])
    try:
        with Workspace(path, by=job_in(folder).by) as workspace:
            take_job_in(workspace, folder)
    except RiwayaError as error:
        keep_progress(
            folder,
            msgspec.structs.replace(progress_in(folder), phase="failed", error=str(error)),
        )
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
