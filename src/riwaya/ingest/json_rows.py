"""JSON lines (.jsonl, .ndjson): an object a line, a report each."""

from collections.abc import Iterator
from collections.abc import Mapping as Columns
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from riwaya.errors import BadInput
from riwaya.ingest.mapping import mapping_of
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.row import row_piece

#: Lines whose keys are taken for the table's columns: an object may lack some.
PREVIEW = 50
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def jsonl_pieces(
    path: Path, name: str, limits: Limits, said: Columns[str, str] | None = None
) -> Iterator[Piece | BadInput]:
    """A piece per line; `said` gives the key of a field. "row 3" is the third line.

    Bad lines come as BadInput. Raises BadInput for a file whose first lines hold no objects.
    """
    try:
        with path.open("rb") as file:
            columns = _columns(file, name, limits.payload)
            mapping = mapping_of(columns, said, name)
            file.seek(0)
            for number, row in _objects(file, name, limits.payload):
                if isinstance(row, BadInput):
                    yield row
                else:
                    yield row_piece(row, number, mapping, name, limits)
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None


def _columns(file: BinaryIO, name: str, limit: int) -> list[str]:
    """The keys of the first objects, in the order of their appearance."""
    columns: dict[str, None] = {}
    bad: BadInput | None = None
    for _, row in islice(_objects(file, name, limit), PREVIEW):
        if isinstance(row, BadInput):
            bad = bad or row
        else:
            columns |= dict.fromkeys(row)
    if not columns:
        raise bad or BadInput(f"{name}: no JSON objects in it, one on each line")
    return list(columns)


def _objects(
    file: BinaryIO, name: str, limit: int
) -> Iterator[tuple[int, dict[str, Any] | BadInput]]:
    """The objects with the numbers of their lines; blank lines are left out."""
    number = 0
    while line := file.readline(limit):
        number += 1
        where = f"{name}, row {number}"
        if len(line) == limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(limit)
            wrong = f"{where}: a line of {limit:,} bytes; if that is meant, raise --max-size"
            yield number, BadInput(wrong)
        elif line.strip():
            yield number, _object(line.removeprefix(BYTE_ORDER_MARK), where)


def _object(line: bytes, where: str) -> dict[str, Any] | BadInput:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return BadInput(f"{where}: no JSON object ({error}); skipped")
    if not isinstance(found, dict):
        return BadInput(f"{where}: JSON, but no object; skipped")
    return found
