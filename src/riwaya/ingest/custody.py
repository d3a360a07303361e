"""The custody log: what was done to a workspace, when, by whom; only ever written at its end.

It is also the workspace's write-ahead record: bytes are archived and synced first, then their act
is written here, and only then does the database hear of them. What the database lacks is taken in
again from here. How a record is written and chained: `ingest.chain`.
"""

import getpass
import hashlib
import os
import re
import socket
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from riwaya.errors import BadWorkspace
from riwaya.ingest.acts import AnyAct, Begun, Recovered
from riwaya.ingest.chain import NOTHING, Head, NoRecord, Record, linked, record_of
from riwaya.ingest.disk import flush, refused, working_on, write_all
from riwaya.ingest.source import printable
from riwaya.ingest.torn import is_interrupted
from riwaya.version import __version__

#: How much is read at a time when the last line is looked for.
BLOCK = 1 << 16
#: A SHA-256 as a field of a record.
BLOB = re.compile(rb'"([0-9a-f]{64})"')


def user_and_host() -> str:
    """Who runs this, as the system tells: "user@host"."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a container's user without a name
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()}"


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class CustodyLog:
    """A workspace's log. Whoever appends holds the workspace's lock (`ingest.lock`).

    `by` is whom the records name; `clock` gives the moments.
    """

    def __init__(
        self, path: Path, *, by: str | None = None, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.path = path
        self._by = by or user_and_host()
        self._clock = clock

    def begin(self, workspace: str) -> Record:
        """Make the log of a new workspace with this id: there whole or not at all.

        Raises BadWorkspace where there is one already or none can be made.
        """
        record, line = self._linked(Begun(workspace=workspace), Head(0, NOTHING))
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        with working_on(self.path):
            if self.path.exists():
                raise BadWorkspace(f"{self.name}: there is a custody log already")
            try:
                _write_new(beside, line)
                beside.rename(self.path)
            finally:
                beside.unlink(missing_ok=True)
            flush([self.path.parent], self.path.parent)
        return record

    def append(self, acts: Sequence[AnyAct]) -> list[Record]:
        """Write acts down, all with one wait for the disk; they are kept when this returns.

        Raises BadWorkspace, and then nothing of them is kept. An interrupted write before them is
        cut off first, as by `recover`.
        """
        if not acts:
            return []
        head, tail = self._end()
        if tail:
            self.recover()
            head = self.head
        records, lines = [], []
        for act in acts:
            record, line = self._linked(act, head)
            records.append(record)
            lines.append(line)
            head = record.head
        self._write(b"".join(lines))
        return records

    def recover(self) -> list[Record]:
        """Cut an interrupted write off, keep it in a file beside the log, and write that down.

        What it held was never reported as kept. Returns the records of it: none where the log is
        whole. Raises BadWorkspace when its end is damaged otherwise.
        """
        _, tail = self._end()
        if tail:
            self._cut(tail)
        # A stop between the cut and its record leaves a file that no record names.
        kept = [path for path in self._torn_files() if not self._lines_with(path.name)]
        return self.append([_recovered(path) for path in kept])

    @property
    def head(self) -> Head:
        """The last whole record; raises BadWorkspace when it can't be read."""
        return self._end()[0]

    @property
    def workspace(self) -> str:
        """The workspace's id, of the first record; raises BadWorkspace."""
        first = next(self.records(), None)
        if first is None or not isinstance(first.act, Begun):
            raise self._damaged(1, "it doesn't begin with the making of a workspace")
        return first.act.workspace

    def records(self, after: int = 0) -> Iterator[Record]:
        """The records behind number `after`, in order; an interrupted write at the end is left out.

        Raises BadWorkspace at a record that isn't what was written.
        """
        if after and self.head.seq <= after:
            return
        for number, line in enumerate(self.lines(), 1):
            if number > after:
                yield self._record(number, line)

    def about(self, sha: str) -> list[Record]:
        """All records that name a blob, in order; raises like `records`."""
        return [self._record(number, line) for number, line in self._lines_with(sha)]

    def about_any(self, several: Collection[str]) -> dict[str, list[Record]]:
        """All records that name one of many blobs, by blob, in one go; raises like `records`."""
        found: dict[str, list[Record]] = {sha: [] for sha in several}
        for number, line in enumerate(self.lines(), 1):
            named = {match.decode() for match in BLOB.findall(line)} & found.keys()
            for sha in named:
                found[sha].append(self._record(number, line))
        return found

    def lines(self) -> Iterator[bytes]:
        """The whole lines as they stand, each with its line end."""
        with self.open() as file:
            for line in file:
                if line.endswith(b"\n"):
                    yield line

    def open(self) -> BinaryIO:
        """The log's bytes; raises BadWorkspace when they can't be read."""
        try:
            return self.path.open("rb")
        except OSError as error:
            raise refused(self.path, error) from None

    @property
    def name(self) -> str:
        """What messages call it."""
        return printable(self.path.name)

    def _end(self) -> tuple[Head, bytes]:
        """The head, and what stands behind the last line end: nothing, or an interrupted write."""
        line, tail = b"", b""
        with self.open() as file, working_on(self.path):
            line, tail = _last_line(file)
        if tail and not is_interrupted(tail):
            raise self._damaged(None, f"its last {len(tail):,} bytes are no record")
        try:
            return record_of(line).head, tail
        except NoRecord as error:
            raise self._damaged(None, f"its last record: {error.what}") from None

    def _lines_with(self, word: str) -> list[tuple[int, bytes]]:
        wanted = word.encode()
        return [(number, line) for number, line in enumerate(self.lines(), 1) if wanted in line]

    def _record(self, number: int, line: bytes) -> Record:
        try:
            return record_of(line[:-1])
        except NoRecord as error:
            raise self._damaged(number, error.what) from None

    def _damaged(self, number: int | None, what: str) -> BadWorkspace:
        where = f"{self.name}, record {number:,}" if number else self.name
        return BadWorkspace(
            f"{where}: damaged: {what}; `riwaya verify` says more; put a copy from a backup in its "
            "place"
        )

    def _linked(self, act: AnyAct, head: Head) -> tuple[Record, bytes]:
        at = self._clock().astimezone(UTC).isoformat(timespec="milliseconds")
        at = at.replace("+00:00", "Z")
        return linked(act, head, at=at, by=self._by, tool=f"riwaya {__version__}")

    def _write(self, data: bytes) -> None:
        with working_on(self.path):
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND)
            try:
                size = os.fstat(file).st_size
                try:
                    write_all(file, data)
                    os.fsync(file)
                except BaseException:
                    with suppress(OSError):  # else the next writer cuts it off
                        os.ftruncate(file, size)
                    raise
            finally:
                os.close(file)

    def _cut(self, tail: bytes) -> None:
        """Keep the tail in a file of its own before it goes."""
        moment = self._clock().astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        kept = self.path.with_name(f"{self.path.stem}.torn-{moment}")
        with working_on(self.path):
            _write_new(kept, tail)
            flush([kept.parent], kept.parent)
            with self.path.open("rb+") as file:
                file.truncate(os.fstat(file.fileno()).st_size - len(tail))
                os.fsync(file.fileno())

    def _torn_files(self) -> list[Path]:
        return sorted(self.path.parent.glob(f"{self.path.stem}.torn-*"))


def _write_new(path: Path, data: bytes) -> None:
    """A new file, on the disk when this returns; an unfinished one of the same name goes."""
    path.unlink(missing_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        write_all(file, data)
        os.fsync(file)
    finally:
        os.close(file)


def _recovered(path: Path) -> Recovered:
    with working_on(path):
        data = path.read_bytes()
    return Recovered(file=path.name, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def _last_line(file: BinaryIO) -> tuple[bytes, bytes]:
    """The last whole line without its end, and what stands behind it."""
    start = file.seek(0, os.SEEK_END)
    data = b""
    # Two line ends are enough: the one before the last line, and its own.
    while start and data.count(b"\n") < 2:
        step = min(BLOCK, start)
        start -= step
        file.seek(start)
        data = file.read(step) + data
    whole, end, tail = data.rpartition(b"\n")
    if not end:
        return b"", tail
    return whole.rpartition(b"\n")[2], tail
