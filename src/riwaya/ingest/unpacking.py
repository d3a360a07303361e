"""A file read forward as plain bytes, whether it is a row of gzip members or plain already.

Nothing read here may grow without end: lines have a limit, what is unpacked has an allowance. Where
the compressed data is damaged the file seems to end; `resume` goes on at the next whole member.
"""

import zlib
from dataclasses import dataclass
from typing import BinaryIO

from riwaya.errors import BadInput

GZIP = b"\x1f\x8b\x08"
CHUNK = 65_536
#: Text packs to a tenth, seldom to a fiftieth; a run of one byte to a thousandth.
RATIO = 100
#: What may be unpacked of any file, however small.
FREE = 100_000_000


@dataclass(slots=True)
class Allowance:
    """How many bytes a container may still unpack to; shared by all that lies in it."""

    name: str
    left: int

    @classmethod
    def of(cls, name: str, packed: int) -> "Allowance":
        """The allowance of a container of `packed` bytes."""
        return cls(name, max(FREE, packed * RATIO))

    def take(self, unpacked: int) -> None:
        """Count unpacked bytes; raises BadInput when they are more than text ever packs to."""
        self.left -= unpacked
        if self.left < 0:
            raise BadInput(
                f"{self.name}: unpacks to more than {RATIO} times its size: a compression bomb? "
                "the rest was not read; unpack it yourself if you trust it"
            )


class Unpacked:
    """The plain bytes of a stream, gzip undone; reads forward only."""

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance
        self._buffer = b""
        self._at = 0
        self._raw = self._more()
        self._packed = self._raw.startswith(GZIP)
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS) if self._packed else None
        #: Why the bytes seem to end before the file does; None at its true end.
        self.damage: str | None = None

    def read(self, size: int) -> bytes:
        """`size` bytes, fewer only at the end or where the data is damaged."""
        parts = []
        while size > 0 and (self._at < len(self._buffer) or self._fill()):
            part = self._buffer[self._at : self._at + size]
            self._at += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def readline(self, limit: int) -> bytes:
        """The bytes to the next line end, at most `limit` of them; empty where `read` would be."""
        parts = []
        while limit > 0 and (self._at < len(self._buffer) or self._fill()):
            end = self._buffer.find(b"\n", self._at, self._at + limit) + 1
            part = self._buffer[self._at : end or self._at + limit]
            self._at += len(part)
            limit -= len(part)
            parts.append(part)
            if end:
                break
        return b"".join(parts)

    def skip_to_line(self, opening: bytes) -> int:
        """Read on to a line that begins so, else to the end; how many bytes but blanks went by.

        Called where a line begins. Chunks are searched, not lines: a bomb may be all line ends.
        """
        passed, tail = 0, b"\n"
        while self._at < len(self._buffer) or self._fill():
            data = tail + self._buffer[self._at :]
            found = data.find(b"\n" + opening)
            if found >= 0:
                self._buffer, self._at = data, found + 1
                return passed + _solid(data[:found])
            passed += _solid(data[: -len(opening)])
            tail = data[-len(opening) :]
            self._buffer, self._at = b"", 0
        return passed + _solid(tail)

    def push_back(self, data: bytes) -> None:
        """Bytes that were read too early are read next."""
        self._buffer = data + self._buffer[self._at :]
        self._at = 0

    def resume(self) -> None:
        """Go on behind the damage, at the next member that opens well; else at the end."""
        self.damage, self._member = None, None
        while True:
            found = self._raw.find(GZIP, 1)
            if found >= 0:
                self._raw = self._raw[found:]
                return
            more = self._more()
            if not more:
                self._raw = b""
                return
            self._raw = self._raw[-len(GZIP) :] + more

    def _fill(self) -> bool:
        """The next plain bytes into the empty buffer; False at the end or at damage."""
        data = self._inflated() if self._packed else self._plain()
        self._buffer, self._at = data, 0
        return bool(data)

    def _more(self) -> bytes:
        """The stream's next bytes, counted: it may unpack a zip archive's member."""
        data = self._stream.read(CHUNK)
        self._allowance.take(len(data))
        return data

    def _plain(self) -> bytes:
        data, self._raw = self._raw, b""
        return data or self._more()

    def _inflated(self) -> bytes:
        while self.damage is None:
            if not self._raw:
                self._raw = self._more()
            if self._member is None and not self._next_member():
                return b""
            if not self._raw:
                self.damage = "the file is cut off inside compressed data"
                return b""
            data = self._some_of_member()
            if data:
                return data
        return b""

    def _some_of_member(self) -> bytes:
        if self._member is None:
            return b""
        try:
            data = self._member.decompress(self._raw, CHUNK)
        except zlib.error as error:
            self.damage = f"damaged compressed data ({error})"
            return b""
        self._allowance.take(len(data))
        self._raw = self._member.unconsumed_tail
        if self._member.eof:
            self._raw, self._member = self._member.unused_data, None
        return data

    def _next_member(self) -> bool:
        """Open the member that the raw bytes begin with; zeros between members are padding."""
        self._raw = self._raw.lstrip(b"\x00")
        while len(self._raw) < len(GZIP):
            more = self._more()
            if not more:
                return False
            self._raw = (self._raw + more).lstrip(b"\x00")
        if not self._raw.startswith(GZIP):
            self.damage = "bytes between the compressed parts that are none"
            return False
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return True


def _solid(data: bytes) -> int:
    """How many bytes are no blanks."""
    return len(data) - sum(map(data.count, (b" ", b"\t", b"\r", b"\n")))
