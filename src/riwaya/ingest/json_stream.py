r"""A large JSON file read forward: objects and lists walked into, single values decoded whole.

Telegram writes control characters as \x0B, which JSON doesn't know; they are read all the same.
"""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from riwaya.errors import BadInput

CHUNK = 65_536
BLANK = " \t\r\n"
#: What may seem wrong only because the buffer ends within it: an escape, "-Infinity".
LONGEST_TOKEN = 12


class JsonStream:
    """The place in a JSON text; each walker must take every value that it is shown."""

    def __init__(self, stream: TextIO, name: str, limit: int) -> None:
        self._stream = stream
        self._name = name
        #: The longest single value, in characters: what may be in memory at once.
        self._limit = limit
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._decoder = json.JSONDecoder(strict=False)

    def members(self) -> Iterator[str]:
        """The keys of the object that comes next; after each, its value must be taken."""
        self._expect("{")
        more = self.next() != "}"
        while more:
            key = self.value()
            if not isinstance(key, str):
                raise self._broken(f"{str(key)[:40]!r} where a key should stand")
            self._expect(":")
            yield key
            more = self._goes_on("}")
        self._expect("}")

    def elements(self) -> Iterator[None]:
        """A turn for each item of the list that comes next; in each, the item must be taken."""
        self._expect("[")
        more = self.next() != "]"
        while more:
            yield
            more = self._goes_on("]")
        self._expect("]")

    def next(self) -> str:
        """The first letter of what comes next, not taken; empty at the end."""
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in BLANK:
                self._at += 1
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def value(self) -> Any:
        """The value that comes next, whole; raises BadInput when it is broken or too long."""
        self.next()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if self._mended(error.pos):
                    continue
                if self._wrong_here(error) or not self._more():
                    raise self._broken(error.msg) from None
            except (ValueError, RecursionError):
                raise self._broken("a value too deep or too long") from None
            else:
                # A number may go on behind the buffer's end.
                if end < len(self._buffer) or not self._more():
                    self._at = end
                    return value

    def skip(self) -> None:
        """The value that comes next, walked over without keeping it; lists may be of any length."""
        if self.next() == "[":
            for _ in self.elements():
                self.value()
        else:
            self.value()

    def _expect(self, letter: str) -> None:
        found = self.next()
        if found != letter:
            raise self._broken(f"{found!r} where {letter!r} should stand" if found else "cut off")
        self._at += 1

    def _goes_on(self, closing: str) -> bool:
        """Whether a comma follows, which is taken, rather than the end."""
        if self.next() == closing:
            return False
        self._expect(",")
        return True

    def _wrong_here(self, error: json.JSONDecodeError) -> bool:
        """Whether more of the file can't help: it went wrong well before the buffer's end."""
        cut = error.msg.startswith("Unterminated string")
        return not cut and error.pos < len(self._buffer) - LONGEST_TOKEN

    def _mended(self, place: int) -> bool:
        r"""Telegram's \x0B turned into \u000B, when that is what decoding stopped at."""
        if self._buffer[place : place + 2] != "\\x" or len(self._buffer) < place + 4:
            return False
        self._buffer = f"{self._buffer[:place]}\\u00{self._buffer[place + 2 :]}"
        return True

    def _more(self) -> bool:
        """Twice as much of the value that is being read; False at the file's end."""
        kept = self._buffer[self._at :]
        if len(kept) > self._limit:
            raise self._broken(f"a single value of more than {self._limit:,} letters")
        read = "" if self._ended else self._stream.read(max(CHUNK, len(kept)))
        self._ended = not read
        self._buffer, self._at = kept + read, 0
        return bool(read)

    def _broken(self, what: str) -> BadInput:
        return BadInput(f"{self._name}: broken JSON ({what}); the rest can't be read")
