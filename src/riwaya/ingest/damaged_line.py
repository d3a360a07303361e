"""A line of the log that is no record: what can still be read of it, and what exactly is wrong."""

import hashlib
import re
from dataclasses import dataclass

from riwaya.ingest.chain import NoRecord
from riwaya.ingest.wrong_byte import WrongByte, wrong_byte

HASH = re.compile(rb',"hash":"([0-9a-f]{64})"')
#: How long the hash is with its name and its marks, in bytes.
LENGTH = 74
#: In longer lines a wrong byte of the hash isn't searched, in bytes.
LARGE = 10_000
SEQ = re.compile(rb'"seq":[0-9]')
NAMED = re.compile(rb'"sha256":"([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class DamagedLine:
    """A line, the byte of the log at which it starts, and its flaw."""

    line: bytes
    start: int
    flaw: NoRecord

    @property
    def records(self) -> int:
        """How many records seem to stand on it: several where a line end between them is gone."""
        return max(1, len(SEQ.findall(self.line)))

    @property
    def hashes(self) -> set[str]:
        """What the next record may name as this one's hash: as stated, or as its content gives."""
        found = HASH.findall(self.line)
        return {found[-1].decode(), self._digest} if found else set()

    @property
    def blobs(self) -> set[str]:
        """The blobs that it seems to name."""
        return {sha.decode() for sha in NAMED.findall(self.line)}

    def explained(self, *, search: bool) -> str:
        """What is wrong, to the byte where a search tells it."""
        if search and (wrong := self._wrong()):
            there, right = bytes([self.line[wrong.position]]), bytes([wrong.right])
            place = f"byte {self.start + wrong.position:,} is {there!r}, it was {right!r}"
        elif self.flaw.byte is not None:
            place = f"first wrong byte: about {self.start + self.flaw.byte:,}"
        else:
            place = f"bytes {self.start:,} to {self.start + len(self.line) - 1:,}"
        return f"{self.flaw.what} ({place})"

    def _wrong(self) -> WrongByte | None:
        """The one changed byte: in the content, which the hash tells, or in the hash."""
        stated = HASH.search(self.line)
        if stated:
            body = self.line[: stated.start()] + self.line[stated.end() :]
            if found := wrong_byte(body, stated[1].decode()):
                behind = len(stated[0]) if found.position >= stated.start() else 0
                return WrongByte(found.position + behind, found.right)
        return self._wrong_in_hash()

    def _wrong_in_hash(self) -> WrongByte | None:
        """The changed byte of the hash or its name: with the rest gone, the content gives it."""
        if len(self.line) > LARGE:
            return None
        for start in range(len(self.line) - LENGTH + 1):
            body = self.line[:start] + self.line[start + LENGTH :]
            right = b',"hash":"%s"' % hashlib.sha256(body).hexdigest().encode()
            there = self.line[start : start + LENGTH]
            wrong = [place for place in range(LENGTH) if there[place] != right[place]]
            if len(wrong) == 1:
                return WrongByte(start + wrong[0], right[wrong[0]])
        return None

    @property
    def _digest(self) -> str:
        """The hash that the line's bytes give, as they stand."""
        return hashlib.sha256(HASH.sub(b"", self.line, count=1)).hexdigest()
