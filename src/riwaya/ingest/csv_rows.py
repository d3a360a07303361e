"""CSV tables of reports: commas, semicolons or tabs, in any encoding that `decode` finds."""

import csv
from collections.abc import Iterator
from collections.abc import Mapping as Columns
from pathlib import Path
from typing import TextIO

from riwaya.errors import BadInput
from riwaya.ingest.mapping import Mapping, mapping_of
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.row import row_piece
from riwaya.ingest.text import SAMPLE, decode

SEPARATORS = (",", ";", "\t")
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def csv_pieces(
    path: Path, name: str, limits: Limits, said: Columns[str, str] | None = None
) -> Iterator[Piece | BadInput]:
    """A piece per row; the first line names the columns, `said` gives the column of a field.

    Bad rows come as BadInput. Raises BadInput for a file that is no table or has no column of text.
    """
    # The limit is the module's own, for all of the process: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), limits.payload))
    try:
        encoding = encoding_of(path, name)
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            yield from _pieces(Lines(file, limits.payload), name, limits, said)
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None


def encoding_of(path: Path, name: str) -> str:
    """The encoding by the file's beginning, up to a line's end so that no letter is cut."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if not sample.strip():
        raise BadInput(f"{name}: empty")
    whole_lines = sample[: sample.rfind(b"\n") + 1]
    return decode(whole_lines if len(sample) == SAMPLE and whole_lines else sample, name).encoding


class Lines:
    """The lines of a file, as long as those of one row are within the limit together."""

    def __init__(self, file: TextIO, limit: int) -> None:
        self._file = file
        self._limit = limit
        self._row = 0
        self._first = file.readline(limit).removeprefix(BYTE_ORDER_MARK)
        #: What separates the cells, by the line that names the columns.
        self.separator = max(SEPARATORS, key=self._first.count)

    def begin_row(self) -> None:
        """What comes next belongs to another row."""
        self._row = 0

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line, self._first = self._first or self._file.readline(self._limit), ""
        if not line:
            raise StopIteration
        self._row += len(line)
        if self._row >= self._limit:
            while line and not line.endswith("\n"):
                line = self._file.readline(self._limit)
            raise BadInput(
                f"more than {self._limit:,} letters in one row: does a quotation mark never close? "
                "if the row is meant, raise --max-size"
            )
        return line


def _pieces(
    lines: Lines, name: str, limits: Limits, said: Columns[str, str] | None
) -> Iterator[Piece | BadInput]:
    rows = csv.reader(lines, delimiter=lines.separator)
    header: list[str] = []
    mapping = Mapping("")
    number = 0
    while True:
        lines.begin_row()
        try:
            cells = next(rows, None)
        except (csv.Error, BadInput) as error:
            if not header:
                raise BadInput(f"{name}: {error}") from None
            number += 1
            yield BadInput(f"{name}, row {number}: {error}; skipped")
            continue
        if cells is None:
            break
        if not header and cells:
            header = header_of(cells, name)
            mapping = mapping_of(header, said, name)
        elif cells:
            number += 1
            yield _piece(header, cells, number, mapping, name, limits)
    if not header:
        raise BadInput(f"{name}: an empty table; its first line names the columns")


def header_of(cells: list[str], name: str) -> list[str]:
    """The names of the columns; raises BadInput for one that stands twice."""
    header = [cell.strip() for cell in cells]
    twice = {column for column in header if column and header.count(column) > 1}
    if twice:
        raise BadInput(f"{name}: the column {min(twice)!r} is named twice")
    return header


def _piece(
    header: list[str], cells: list[str], number: int, mapping: Mapping, name: str, limits: Limits
) -> Piece | BadInput:
    if len(cells) > len(header):
        return BadInput(
            f"{name}, row {number}: {len(cells)} cells in a table of {len(header)} columns; "
            "put a text that holds the separator in double quotes"
        )
    return row_piece(dict(zip(header, cells, strict=False)), number, mapping, name, limits)
