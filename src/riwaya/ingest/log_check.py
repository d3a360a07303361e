"""Checks a custody log to its end, whatever is wrong on the way.

Each line's form and hash, the links between records, their numbers, and a seal where there is one.
"""

import re
from typing import BinaryIO, NamedTuple

from riwaya.ingest.acts import Begun, Redacted, TakenIn
from riwaya.ingest.chain import NOTHING, Head, NoRecord, Record, record_of
from riwaya.ingest.damaged_line import DamagedLine
from riwaya.ingest.problem import Problem, Severity
from riwaya.ingest.seal import Seal
from riwaya.ingest.torn import is_interrupted

#: A longer line is no record; the rest of the log is then not looked at, in bytes.
LONGEST = 1 << 24
#: For so many damaged records the very byte is searched.
SEARCHED = 8
#: Two records on one line: what stands between them is where a line end was.
JOINED = re.compile(rb'\}(.?)\{"action":"', re.DOTALL)
RESTORE = "put a copy of the log from a backup in its place"


class Taken(NamedTuple):
    """What a record says of a blob."""

    seq: int
    size: int
    locator: str


class LogCheck:
    """What a log says, and what is wrong with it."""

    def __init__(self, name: str, seal: Seal | None = None, *, pinpoint: bool = True) -> None:
        self.problems: list[Problem] = []
        #: Whole lines, records or not.
        self.lines = 0
        self.head: Head | None = None
        #: Blobs that should be in the archive, and those that shouldn't any more.
        self.taken: dict[str, Taken] = {}
        self.redacted: dict[str, int] = {}
        #: Blobs that damaged records seem to name.
        self.doubtful: set[str] = set()
        self._name = name
        self._seal = seal
        self._searches = SEARCHED if pinpoint else 0
        #: A damaged line, until the next one has shown that it isn't its second half.
        self._damaged: DamagedLine | None = None
        self._seq = 0
        #: The hashes that the next record may name as the one before; empty where it isn't known.
        self._before = {NOTHING}

    def read(self, file: BinaryIO) -> None:
        """Check all of a log; never raises for what stands in it."""
        start = 0
        while line := file.readline(LONGEST):
            if not line.endswith(b"\n"):
                self._tail(line, start)
                break
            self._line(line[:-1], start)
            start += len(line)
        self._settle()
        if not self.lines:
            self._add("damage", None, "no record in it", RESTORE)
        self._check_seal()

    def _line(self, line: bytes, start: int) -> None:
        try:
            record = record_of(line)
        except NoRecord as flaw:
            if not self._is_second_half(line) and not self._are_two(line, start):
                self._settle()
                self._damaged = DamagedLine(line, start, flaw)
            return
        self._settle()
        self._accept(record)

    def _accept(self, record: Record) -> None:
        self.lines += 1
        self._follow(record)
        self._keep(record)

    def _follow(self, record: Record) -> None:
        """Whether a record stands behind the one that it was written behind."""
        expected = self._seq + 1
        if self._before and record.previous not in self._before:
            self._add("damage", record.seq, self._misplaced(record, expected), RESTORE)
        elif record.seq != expected and (self._before or record.seq < expected):
            what = f"its number should be {expected:,}"
            self._add("damage", record.seq, what, RESTORE)
        if isinstance(record.act, Begun) != (record.previous == NOTHING):
            what = "a log begins with the making of the workspace, once"
            self._add("damage", record.seq, what, RESTORE)

    @staticmethod
    def _misplaced(record: Record, expected: int) -> str:
        if record.seq == expected + 1:
            return f"record {expected:,} before it is missing"
        if record.seq > expected:
            return f"records {expected:,} to {record.seq - 1:,} before it are missing"
        if record.seq < expected:
            return f"out of its order: record {expected:,} should stand here"
        if record.seq == 1:
            return "the first record, but it names one before"
        return f"it was not written behind this record {expected - 1:,}: one of the two is another"

    def _keep(self, record: Record) -> None:
        self._seq = record.seq
        self._before = {record.hash}
        self.head = record.head
        match record.act:
            case TakenIn(sha256=sha, size=size, locator=locator):
                self.taken[sha] = Taken(record.seq, size, locator)
                self.redacted.pop(sha, None)
            case Redacted(sha256=sha):
                self.taken.pop(sha, None)
                self.redacted[sha] = record.seq
            case Begun(workspace=workspace) if self._seal and workspace != self._seal.workspace:
                what = f"the seal is another workspace's ({self._seal.workspace})"
                self._add("damage", record.seq, what, "give this workspace's seal")
        if self._seal and record.seq == self._seal.head.seq and record.head != self._seal.head:
            what = "not the record that was sealed: the log was rewritten after the sealing"
            self._add("damage", record.seq, what, RESTORE)

    def _check_seal(self) -> None:
        if not self._seal or self._seq >= self._seal.head.seq:
            return
        sealed = self._seal.head.seq
        what = f"cut off: {sealed:,} records were sealed, the last {sealed - self._seq:,} are gone"
        self._add("damage", None, what, RESTORE)

    def _settle(self) -> None:
        """Say what is wrong with a damaged line before; go on with what can be read of it."""
        damaged, self._damaged = self._damaged, None
        if damaged is None:
            return
        self._searches -= 1
        what = damaged.explained(search=self._searches >= 0)
        self._add("damage", self._seq + 1, what, RESTORE)
        self.lines += 1
        self._seq += damaged.records
        self._before = damaged.hashes
        self.doubtful |= damaged.blobs

    def _is_second_half(self, line: bytes) -> bool:
        """Whether a byte of a record was changed into a line end, before this line."""
        damaged = self._damaged
        if damaged is None:
            return False
        for byte in range(256):
            right = bytes([byte])
            if record := _record(damaged.line + right + line):
                self._damaged = None
                position = damaged.start + len(damaged.line)
                what = f"cut in two: byte {position:,} is a line end, it was {right!r}"
                self._add("damage", record.seq, what, RESTORE)
                self._accept(record)
                return True
        return False

    def _are_two(self, line: bytes, start: int) -> bool:
        """Whether a line is two records, the line end between them changed or gone."""
        for joint in JOINED.finditer(line):
            first, second = _record(line[: joint.start(1)]), _record(line[joint.end(1) :])
            if first and second:
                self._settle()
                self._accept(first)
                self._wrong_end(start + joint.start(1), joint[1])
                self._accept(second)
                return True
        return False

    def _tail(self, tail: bytes, start: int) -> None:
        if len(tail) == LONGEST:
            what = f"no record but over {LONGEST:,} bytes without a line end, from byte {start:,}"
            self._add("damage", None, what, RESTORE)
        elif is_interrupted(tail):
            what = f"interrupted write, {len(tail):,} bytes: it was stopped before it was kept"
            advice = "nothing to do: the next `riwaya add` cuts it off and keeps it beside the log"
            self._add("warning", None, what, advice)
        elif record := _record(tail[:-1]):
            self._settle()
            self._accept(record)
            self._wrong_end(start + len(tail) - 1, tail[-1:])
        else:
            what = f"its last {len(tail):,} bytes, from byte {start:,}, are no record"
            self._add("damage", None, what, RESTORE)

    def _wrong_end(self, position: int, there: bytes) -> None:
        what = f"its line end is gone: {there!r} stands at byte {position:,}"
        self._add("damage", self._seq, what, RESTORE)

    def _add(self, severity: Severity, number: int | None, what: str, advice: str) -> None:
        where = f"{self._name}, record {number:,}" if number else self._name
        self.problems.append(Problem.of(severity, where, what, advice))


def _record(line: bytes) -> Record | None:
    try:
        return record_of(line)
    except NoRecord:
        return None
