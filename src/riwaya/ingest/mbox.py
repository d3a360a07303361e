"""Mailboxes in one file (mbox): a piece per message, the file never read as a whole.

A message begins with a line "From … <day and time>"; the same words inside a message are written
">From" (the forms mboxo and mboxrd, which differ only in what was quoted twice).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from riwaya.errors import BadInput
from riwaya.ingest.piece import Limits, Piece

#: The line that begins a message: without a time of day it is a sentence of somebody's.
BEGINNING = re.compile(rb"From .*\d\d?:\d\d(:\d\d)?\b.*")
QUOTED = re.compile(rb">+From ")
#: Read at once of a line, so that a line without end takes no memory.
LINE = 65_536
#: A message's headers are looked through so far for its id.
HEADERS = 65_536
HEADERS_END = re.compile(rb"\r?\n\r?\n")
MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*<?([!-~]{1,250}?)>?\s*$")


def mbox_pieces(path: Path, name: str, limits: Limits) -> Iterator[Piece | BadInput]:
    """A piece of form "email" for each message of a mailbox, in order.

    Its part is the message's id, or "message N" where it has none or another message had it
    before. A message larger than `limits.payload` comes as a BadInput. Raises BadInput when the
    file can't be read or is no mailbox.
    """
    seen: set[int] = set()
    try:
        with path.open("rb") as file:
            for number, message in enumerate(_messages(file, name, limits.payload), start=1):
                where = f"{name}, message {number}"
                if message is None:
                    yield BadInput(
                        f"{where}: larger than {limits.payload:,} bytes; "
                        "if that is meant, raise --max-size"
                    )
                else:
                    yield Piece(where, _part(message, number, seen), "email", message)
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None


def _messages(file: BinaryIO, name: str, most: int) -> Iterator[bytes | None]:
    """The messages without the lines that begin them; None for one that is too large."""
    message: bytearray | None = None
    begun = False
    for line, at_start in _lines(file):
        if at_start and line.startswith(b"From ") and BEGINNING.match(line):
            if begun:
                yield _whole(message)
            message, begun = bytearray(), True
        elif not begun and line.strip():
            raise BadInput(f"{name}: no mailbox (mbox): its first line isn't «From … <date>»")
        elif message is not None:
            quoted = at_start and line.startswith(b">") and QUOTED.match(line)
            message += line[1:] if quoted else line
            if len(message) > most:
                message = None
    if not begun:
        raise BadInput(f"{name}: an empty mailbox")
    yield _whole(message)


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Lines, or pieces of long ones, and whether each is the beginning of a line."""
    at_start = True
    while line := file.readline(LINE):
        yield line, at_start
        at_start = line.endswith(b"\n")


def _whole(message: bytearray | None) -> bytes | None:
    return None if message is None else bytes(message)


def _part(message: bytes, number: int, seen: set[int]) -> str:
    """The message's id where it is the first with it; one number per id is kept, not the id."""
    opening = message[:HEADERS]
    end = HEADERS_END.search(opening)
    found = MESSAGE_ID.search(opening, 0, end.start() + 1 if end else len(opening))
    if found is None or hash(found[1]) in seen:
        return f"message {number}"
    seen.add(hash(found[1]))
    return found[1].decode("ascii")
