"""Verification: every byte of the archive, every record of the log, and whether the two agree.

What it proves against whom, with and without a seal: docs/guide/custody.md.
"""

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec

from riwaya.errors import BadWorkspace
from riwaya.ingest.archive import CHUNK, Archive
from riwaya.ingest.chain import Head
from riwaya.ingest.custody import CustodyLog
from riwaya.ingest.log_check import LogCheck
from riwaya.ingest.problem import Problem, Severity
from riwaya.ingest.seal import Seal
from riwaya.ingest.wrong_byte import wrong_byte

#: Called with the bytes that were looked at and those that should be there in all.
Progress = Callable[[int, int], None]
#: In a larger blob the changed byte isn't searched, in bytes.
SMALL = 10_000


class Verification(msgspec.Struct, frozen=True):
    """What was looked at, and all that is wrong."""

    problems: tuple[Problem, ...]
    #: Lines of the log, files of the archive and their bytes.
    records: int
    blobs: int
    size: int
    #: The last record that could be read.
    head: Head | None

    @property
    def damage(self) -> tuple[Problem, ...]:
        """What isn't as it was taken in or written down."""
        return tuple(problem for problem in self.problems if problem.severity == "damage")

    @property
    def passed(self) -> bool:
        """Whether nothing is damaged; there may be warnings."""
        return not self.damage


def verify(
    archive: Archive,
    log: CustodyLog,
    *,
    seal: Seal | None = None,
    progress: Progress | None = None,
    pinpoint: bool = True,
) -> Verification:
    """Check a workspace's files; with a seal, that the log still holds what was sealed.

    Never raises for what is wrong with them. `pinpoint` searches the very byte that was changed,
    where one was: a fraction of a second for each of the first damaged records and small blobs.
    """
    chain = LogCheck(log.name, seal, pinpoint=pinpoint)
    try:
        with log.open() as file:
            chain.read(file)
    except BadWorkspace as error:
        advice = "put a copy from a backup in its place"
        chain.problems.append(Problem.of("damage", log.name, str(error), advice))
    blobs = _Blobs(archive, chain, progress, pinpoint=pinpoint)
    blobs.check()
    return Verification(
        problems=(*chain.problems, *blobs.problems),
        records=chain.lines,
        blobs=blobs.files,
        size=blobs.size,
        head=chain.head,
    )


class _Blobs:
    """The archive's files against what the log says of them."""

    def __init__(
        self, archive: Archive, chain: LogCheck, progress: Progress | None, *, pinpoint: bool
    ) -> None:
        self.problems: list[Problem] = []
        self.files = 0
        self.size = 0
        self._archive = archive
        self._chain = chain
        self._progress = progress
        self._searches = 4 if pinpoint else 0
        self._missing = dict(chain.taken)
        self._total = sum(taken.size for taken in chain.taken.values())
        #: Files that aren't where or called what they should be, and their hashes.
        self._misplaced: dict[str, Path] = {}

    def check(self) -> None:
        try:
            for path in self._archive.files():
                self._file(path)
            self._incoming()
        except BadWorkspace as error:
            self._add("damage", self._archive.folder, str(error), "check the disk it is on")
        self._ends()

    def _file(self, path: Path) -> None:
        sha = self._archive.sha_at(path)
        try:
            kind = path.lstat().st_mode
            found = self._hash(path) if stat.S_ISREG(kind) else None
        except OSError as error:
            self._missing.pop(sha or "", None)
            advice = "check its rights and the disk"
            self._add("damage", path, f"can't be read: {error.strerror}", advice)
            return
        if sha is None:
            self._misplaced[found or path.name] = path
        elif found is None:
            self._missing.pop(sha, None)
            self._add("damage", path, "no file but a link or the like", self._restore(sha))
        else:
            self._blob(sha, path, found)

    def _blob(self, sha: str, path: Path, found: str) -> None:
        self._missing.pop(sha, None)
        if found != sha:
            self._add("damage", path, self._changed(sha, path), self._restore(sha))
        if seq := self._chain.redacted.get(sha):
            what = f"here, though record {seq:,} says that it was redacted"
            self._add("damage", path, what, f"`riwaya redact {sha}` again takes it away")
        elif sha not in self._chain.taken and sha not in self._chain.doubtful:
            what = "no record of its taking in: an interrupted `riwaya add`, or put here by hand"
            advice = "add its source again, or remove the file"
            self._add("warning", path, what, advice)

    def _changed(self, sha: str, path: Path) -> str:
        size = path.stat().st_size
        taken = self._chain.taken.get(sha)
        if taken and size < taken.size:
            return f"not what was taken in: {size:,} bytes, {taken.size - size:,} are gone"
        if taken and size > taken.size:
            return f"not what was taken in: {size:,} bytes, {size - taken.size:,} too many"
        what = "not what was taken in: its bytes don't give its name"
        if self._searches and size <= SMALL:
            self._searches -= 1
            data = path.read_bytes()
            if wrong := wrong_byte(data, sha):
                there, right = bytes([data[wrong.position]]), bytes([wrong.right])
                return f"{what} (byte {wrong.position:,} is {there!r}, it was {right!r})"
        return what

    def _ends(self) -> None:
        """What is missing, and what stands where nothing belongs: perhaps the same."""
        for sha, taken in self._missing.items():
            what = f"missing; record {taken.seq:,} took it in from {taken.locator}"
            moved = self._misplaced.pop(sha, None)
            advice = f"move {self._archive.name(moved)} there" if moved else self._restore(sha)
            self._add("damage", self._archive.path(sha), what, advice)
        for path in self._misplaced.values():
            what = "not an archived file: its name or its folder is no blob's"
            self._add("warning", path, what, "take it out of the archive")

    def _incoming(self) -> None:
        if strays := self._archive.strays():
            what = f"{len(strays):,} unfinished files: an interrupted `riwaya add`, or one at work"
            advice = "nothing to do: the next `riwaya add` takes them away"
            self._add("warning", strays[0].parent, what, advice)

    def _restore(self, sha: str) -> str:
        advice = "put a copy with these bytes in its place: from a backup"
        if taken := self._chain.taken.get(sha):
            advice += f", or from {taken.locator} if that is unchanged"
        return advice

    def _hash(self, path: Path) -> str:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                self.size += len(chunk)
                if self._progress:
                    self._progress(self.size, max(self.size, self._total))
        self.files += 1
        return digest.hexdigest()

    def _add(self, severity: Severity, path: Path, what: str, advice: str) -> None:
        self.problems.append(Problem.of(severity, self._archive.name(path), what, advice))
