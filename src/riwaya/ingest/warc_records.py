"""The records of a web archive, read forward; a broken one is told and passed over.

warcio reads the headers; where records begin is found out here, because its own iterator stops at
the first broken record, and an archive of a million pages must survive one. The form is ISO 28500
(WARC 1.1): a version line, headers, a blank line, Content-Length bytes, two line ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from riwaya.errors import BadInput
from riwaya.ingest.unpacking import CHUNK, Unpacked

VERSIONS = ("WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17")
VERSION_LINE = re.compile(rb"WARC/\d\.\d+\r?\n")
#: The next record, where a length says that this one isn't over yet.
NEXT_RECORD = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.)")
#: More header than this is none; servers allow 8 to 64 KB.
HEADER = 65_536
#: A longer number is no length.
DIGITS = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """A record: its headers by lower-case names, and its block up to the limit."""

    #: Its place among all records of the archive, from 1.
    number: int
    headers: dict[str, str]
    block: bytes
    #: The block went on beyond the limit.
    larger: bool = False

    def header(self, name: str) -> str:
        """A header by its lower-case name; empty where the record has none."""
        return self.headers.get(name, "")


def warc_records(source: Unpacked, name: str, limit: int) -> Iterator[WarcRecord | BadInput]:
    """The records in order, blocks up to `limit` bytes and a header; broken ones as BadInput.

    Behind a broken record the next version line is looked for. Raises BadInput where the first line
    is none, for then the file is no WARC.
    """
    number = stray = 0
    told = False  # what is wrong at this place was said already
    while line := source.readline(HEADER) or _behind_damage(source):
        if isinstance(line, str):
            if not told:
                yield BadInput(f"{name}, after record {number}: {line}")
            told = True
        elif VERSION_LINE.fullmatch(line):
            if stray and not told:
                yield _stray(name, number, stray)
            number, stray = number + 1, 0
            record = _record(source, line, number, name, limit)
            told = isinstance(record, BadInput)
            yield record
        elif number == 0 and line.strip():
            raise _no_warc(name, line)
        else:
            stray += len(line.strip()) + source.skip_to_line(b"WARC/")
    if not number:
        raise _no_warc(name, b"")
    if stray and not told:
        yield _stray(name, number, stray)


def _behind_damage(source: Unpacked) -> str | None:
    """What is damaged here, when something is; the source goes on behind it."""
    damage = source.damage
    if damage is not None:
        source.resume()
    return damage


def _stray(name: str, number: int, size: int) -> BadInput:
    return BadInput(f"{name}, after record {number}: {size:,} bytes that are no record")


def _no_warc(name: str, line: bytes) -> BadInput:
    if line.startswith(b"filedesc://"):
        return BadInput(f"{name}: an old ARC archive; make a WARC of it: warcio recompress")
    return BadInput(f"{name}: no web archive: it doesn't begin with a WARC record")


def _record(
    source: Unpacked, version: bytes, number: int, name: str, limit: int
) -> WarcRecord | BadInput:
    """The record behind a version line, its block read and the place behind it checked."""
    where = f"{name}, record {number}"
    head = parsed_head(version + _header_lines(source), VERSIONS)
    headers = head[0] if head else {}
    length = headers.get("content-length", "")
    if not DIGITS.fullmatch(length):
        return BadInput(f"{where}: {source.damage or 'its header is broken'}; passed over")
    size = int(length)
    block = source.read(min(size, limit + HEADER))
    left = size - len(block)
    while left and (skipped := len(source.read(min(left, CHUNK)))):
        left -= skipped
    if left or not _ends_here(source):
        if found := NEXT_RECORD.search(block):
            source.push_back(block[found.end() :])
        wrong = "the archive ends inside it" if left else "its length is not what its header says"
        return BadInput(f"{where}: {source.damage or wrong}; passed over")
    return WarcRecord(number, headers, block, larger=size > len(block))


def _header_lines(source: Unpacked) -> bytes:
    """To the blank line, up to the limit."""
    lines: list[bytes] = []
    size = 0
    while size < HEADER:
        line = source.readline(HEADER - size)
        lines.append(line)
        size += len(line)
        if not line.strip():
            break
    return b"".join(lines)


def _ends_here(source: Unpacked) -> bool:
    """Whether the two line ends that close a record come next; some writers leave them out."""
    for _ in range(2):
        line = source.readline(HEADER)
        if line.strip():
            source.push_back(line)
            return VERSION_LINE.fullmatch(line) is not None
    return True


def parsed_head(data: bytes, versions: tuple[str, ...]) -> tuple[dict[str, str], int] | None:
    """Headers by lower-case name, the first of each, and where the blank line behind them ends.

    The status line is the header ":status". None where data doesn't begin with one of the versions
    or the headers are longer than they may be.
    """
    from warcio.statusandheaders import (  # noqa: PLC0415 (an extra)
        StatusAndHeadersParser,
        StatusAndHeadersParserException,
    )

    stream = BytesIO(data[:HEADER])
    try:
        parsed = StatusAndHeadersParser(list(versions)).parse(stream)
    except (StatusAndHeadersParserException, EOFError, ValueError):
        return None
    if stream.tell() == HEADER:
        return None
    headers = {name.lower(): value for name, value in reversed(parsed.headers)}
    return headers | {":status": parsed.statusline}, stream.tell()
