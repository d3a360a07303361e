"""`riwaya export xlsx`: a workbook of two sheets, `claims` and `sources`, for analysts.

Written row by row. Cells with words are text cells, which no spreadsheet takes for formulas.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from riwaya.errors import BadInput
from riwaya.export.claims.tables import CLAIM_COLUMNS, SOURCE_COLUMNS, claim_row, source_rows
from riwaya.export.forms.exported import ExportedClaim, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.review.xlsx import MOST_ROWS, UNHELD
from riwaya.export.workbook import new_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CLAIMS, SOURCES = "claims", "sources"
#: Letters that one cell holds.
LONGEST = 32_767
WIDE = frozenset(("gloss", "quantities", "chain", "words", "source", "url"))


def write(placing: Placing, records: Iterable[ExportedClaim]) -> Written:
    """Write the workbook; raises BadInput for more rows than a sheet holds, and MissingExtra."""
    unfinished = placing.aside(placing.path)
    workbook = new_workbook()
    claims = Sheet(workbook, CLAIMS, CLAIM_COLUMNS)
    sources = Sheet(workbook, SOURCES, SOURCE_COLUMNS)
    try:
        for record in records:
            claims.put(claim_row(record))
            for row in source_rows(record):
                sources.put(row)
    except BaseException:
        claims.close()  # else half-written streams complain when they are thrown away
        sources.close()
        raise
    claims.finish()
    sources.finish()
    workbook.save(unfinished)
    return Written((placing.path,), claims.rows, columns=CLAIM_COLUMNS)


class Sheet:
    """One sheet: a frozen bold header, then rows."""

    def __init__(self, workbook: "Workbook", title: str, columns: Sequence[str]) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 (of an extra)
        from openpyxl.styles import Font  # noqa: PLC0415
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        self.rows = 0
        self._columns = columns
        self._sheet: WriteOnlyWorksheet = workbook.create_sheet(title)
        self._sheet.freeze_panes = "A2"
        self._last = str(get_column_letter(len(columns)))
        header = []
        for at, name in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(at)].width = 50 if name in WIDE else 16
            cell = WriteOnlyCell(self._sheet, name)
            cell.font = Font(bold=True)
            header.append(cell)
        self._sheet.append(header)
        self._cells = {name: WriteOnlyCell(self._sheet) for name in columns}

    def put(self, row: Mapping[str, Any]) -> None:
        """Write a row by column."""
        self.rows += 1
        if self.rows >= MOST_ROWS:
            raise BadInput(f"a sheet holds {MOST_ROWS - 1:,} rows; use filters, or CSV")
        self._sheet.append([self._filled(name, row[name]) for name in self._columns])

    def _filled(self, name: str, value: Any) -> Any:
        cell = self._cells[name]
        if isinstance(value, str):
            cell.value = UNHELD.sub(" ", value)[:LONGEST]
            cell.data_type = "s"  # never a formula
        else:
            cell.value = value
        return cell

    def finish(self) -> None:
        """Give the header its filter."""
        self._sheet.auto_filter.ref = f"A1:{self._last}{self.rows + 1}"

    def close(self) -> None:
        """Let go of a half-written sheet."""
        self._sheet.close()
