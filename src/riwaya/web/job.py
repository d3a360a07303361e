"""A job of the desk: what somebody gave to take in, in a folder that outlives server and reader."""

import os
import re
from pathlib import Path
from typing import Literal

import msgspec

from riwaya.errors import BadInput

Phase = Literal["waiting", "reading", "fusing", "done", "failed"]
#: Phases after which nothing more comes.
ENDED = frozenset(("done", "failed"))
CARD, PROGRESS = "job.json", "progress.json"
ID = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{12}")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was given: a file in the job's folder, or (without one) a URL.

    `name` is what the person calls it: a file's own name, a URL, "pasted text". `facts` are those
    of `ingest.facts.Facts` that are known.
    """

    name: str
    file: str | None = None
    locator: str = ""
    size: int = 0
    facts: dict[str, str] = {}


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What was given together, by whom and when (ISO, UTC)."""

    id: str
    by: str
    made_at: str
    items: tuple[Item, ...]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a job: ids of reports, how many claims were read, what was wrong, in words."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    claims: int = 0
    problems: tuple[str, ...] = ()


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a job is; `before` is the number of the newest report when it was first begun."""

    phase: Phase = "waiting"
    of: int = 0
    opened: int = 0
    new: int = 0
    read: int = 0
    claims: int = 0
    problems: tuple[str, ...] = ()
    before: int | None = None
    result: Result | None = None
    #: Why it failed, in words for people.
    error: str | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more comes."""
        return self.phase in ENDED

    @property
    def share(self) -> float:
        """How much is done, 0 to 1, as far as it is known what there is to do."""
        if self.ended:
            return 1.0
        todo = max(self.of, self.opened) + max(self.new, self.of)
        return 0.95 * (self.opened + self.read) / todo if todo else 0.0


def make_job(folder: Path, job: Job) -> None:
    """Write a job's card: from then on it is there."""
    _write(folder / CARD, msgspec.json.encode(job))


def job_in(folder: Path) -> Job:
    """The job of a folder; raises BadInput where there is none."""
    try:
        return msgspec.json.decode((folder / CARD).read_bytes(), type=Job)
    except (OSError, msgspec.DecodeError):
        raise BadInput(f"{folder.name}: no such job") from None


def keep_progress(folder: Path, progress: Progress) -> None:
    """Write how far a job is; whoever reads sees the old state or the new one."""
    _write(folder / PROGRESS, msgspec.json.encode(progress))


def progress_in(folder: Path) -> Progress:
    """How far the job of a folder is."""
    try:
        return msgspec.json.decode((folder / PROGRESS).read_bytes(), type=Progress)
    except (OSError, msgspec.DecodeError):
        return Progress()


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)
