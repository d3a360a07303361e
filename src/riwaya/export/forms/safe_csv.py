"""CSV that is safe to open in a spreadsheet: no cell that came from a report can be a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from riwaya.export.review.sheet import RISKY
from riwaya.export.screen.table import BYTE_ORDER_MARK


class SafeCsv:
    """A table in UTF-8 with a byte-order mark, its header written at once.

    `head`: whether this is the beginning of the file; a later part of it has neither.
    """

    def __init__(
        self,
        file: TextIO,
        columns: Sequence[str],
        *,
        mark: bool = True,
        delimiter: str = ",",
        head: bool = True,
    ) -> None:
        self.rows = 0
        self._columns = columns
        if mark and head:
            file.write(BYTE_ORDER_MARK)
        self._writer = csv.writer(file, delimiter=delimiter)
        if head:
            self._writer.writerow(columns)

    def put(self, row: Mapping[str, Any]) -> None:
        """Write a row by column; None is an empty cell."""
        self._writer.writerow([cell(row[column]) for column in self._columns])
        self.rows += 1

    def put_all(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows."""
        for row in rows:
            self.put(row)


def cell(value: Any) -> Any:
    """A value as a cell: truths in words, an apostrophe before what a spreadsheet would compute."""
    if isinstance(value, str):
        return f"'{value}" if RISKY.match(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
