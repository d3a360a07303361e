"""A review as an Excel workbook: drop-down lists, a frozen header, a guide on the second sheet.

Written and read row by row: 100,000 claims take no more memory than ten.
"""

import re
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riwaya.errors import BadInput, MissingExtra
from riwaya.export.review.cells import COLUMNS, CONTEXT, EDITABLE, IDENTITY, TERMS, VERDICTS
from riwaya.export.review.guide import guide
from riwaya.export.review.sheet import GUARDED, SAVE_AS, Value
from riwaya.export.workbook import new_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CLAIMS, GUIDE, LISTS = "claims", "guide", "lists"
#: Rows of one sheet, the header among them.
MOST_ROWS = 1_048_576
#: The largest workbook that is unpacked, in bytes.
LARGEST = 2_000_000_000
WIDTHS = {
    "report": 12, "anchor": 10, "seen": 6, "verdict": 10, "note": 24, "review": 10,
    "confidence": 10, "outlet": 16, "published": 12, "title": 30, "sentence": 70, "gloss": 50,
    "claim": 7, "decided": 24, "source": 24, "event": 14, "polarity": 10, "reality": 10,
    "stance": 10, "quoted": 8, "trigger": 14,
}  # fmt: skip
MENTIONS_WIDTH = 34
GUIDE_WIDTHS = (16, 80, 80)
#: Columns whose words are Arabic as a rule.
ARABIC = frozenset(["outlet", "title", "sentence", "trigger", *EDITABLE[len(TERMS) :]])
#: What XML 1.0 can't hold.
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile(r"\r\n?|_x000D_\n?")
#: Fills of the header: what to leave alone, what to judge by, what to fill in.
GREY, SAND, GREEN = "D9D9D9", "F2E8D5", "D5E8D4"


def write_xlsx(path: Path, rows: Iterable[Mapping[str, Value]]) -> int:
    """Write the workbook; returns how many rows. Raises BadInput for more than a sheet holds."""
    workbook = new_workbook()
    sheet = workbook.create_sheet(CLAIMS)
    try:
        _prepare(sheet)
        count = _write_claims(sheet, rows)
    except BaseException:
        sheet.close()  # else its half-written stream complains when it is thrown away
        raise
    sheet.auto_filter.ref = f"A1:{_letter(len(COLUMNS))}{count + 1}"
    _write_guide(workbook)
    _write_lists(workbook)
    workbook.save(path)
    return count


def _prepare(sheet: "WriteOnlyWorksheet") -> None:
    """Widths, frozen header, drop-down lists, and the header itself."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 (of an extra)
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    sheet.freeze_panes = "A2"
    header = []
    for at, name in enumerate(COLUMNS, 1):
        column = sheet.column_dimensions[_letter(at)]
        column.width = WIDTHS.get(name, MENTIONS_WIDTH)
        column.number_format = "@"  # what people type in empty rows stays as they typed it
        cell = WriteOnlyCell(sheet, name)
        cell.font = Font(bold=True)
        colour = GREY if name in IDENTITY else SAND if name in CONTEXT else GREEN
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.alignment = Alignment(vertical="top")
        header.append(cell)
    for at, (name, terms) in enumerate(_lists().items(), 1):
        where = f"{LISTS}!${_letter(at)}$1:${_letter(at)}${len(terms)}"
        rule = DataValidation(type="list", formula1=where, allow_blank=True)
        rule.error = f"Choose from the list; see the sheet «{GUIDE}»."
        letter = _letter(COLUMNS.index(name) + 1)
        rule.add(f"{letter}2:{letter}{MOST_ROWS}")
        sheet.data_validations.append(rule)
    sheet.append(header)


def _write_claims(sheet: "WriteOnlyWorksheet", rows: Iterable[Mapping[str, Value]]) -> int:
    cells = _styled(sheet)
    count = 0
    for row in rows:
        count += 1
        if count >= MOST_ROWS:
            raise BadInput(f"a sheet holds {MOST_ROWS - 1:,} claims; use --limit, filters, or CSV")
        sheet.append([_filled(cells[name], row.get(name)) for name in COLUMNS])
    return count


def _lists() -> dict[str, Sequence[str]]:
    return {"verdict": VERDICTS, **TERMS}


def _styled(sheet: "WriteOnlyWorksheet") -> "dict[str, Cell]":
    """A cell for each column, used again row by row: styling each anew takes most of the time."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 (of an extra)
    from openpyxl.styles import Alignment  # noqa: PLC0415

    cells = {}
    for name in COLUMNS:
        cell = WriteOnlyCell(sheet)
        cell.number_format = "@" if name != "confidence" else "0.00"
        cell.alignment = Alignment(
            vertical="top",
            wrap_text=name not in IDENTITY,
            readingOrder=2 if name in ARABIC else 0,
            horizontal="right" if name in ARABIC else None,
        )
        cells[name] = cell
    return cells


def _filled(cell: "Cell", value: Value) -> "Cell":
    if isinstance(value, str):
        text = UNHELD.sub(" ", value)
        # A text cell is no formula; but reading takes an apostrophe before one's sign off.
        cell.value = f"'{text}" if GUARDED.match(text) else text
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 (of an extra)

    return str(get_column_letter(column))


def _write_guide(workbook: "Workbook") -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 (of an extra)
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    sheet = workbook.create_sheet(GUIDE)
    for at, width in enumerate(GUIDE_WIDTHS, 1):
        sheet.column_dimensions[_letter(at)].width = width
    sheet.freeze_panes = "A2"
    for number, row in enumerate(guide()):
        cells = []
        for at, text in enumerate(row):
            cell = WriteOnlyCell(sheet, text)
            cell.data_type = "s"
            cell.font = Font(bold=number == 0 or at == 0)
            right = at == len(row) - 1
            cell.alignment = Alignment(
                vertical="top",
                wrap_text=True,
                readingOrder=2 if right else 1,
                horizontal="right" if right else "left",
            )
            cells.append(cell)
        sheet.append(cells)


def _write_lists(workbook: "Workbook") -> None:
    """What the drop-down lists show, a column each, on a sheet of its own out of sight."""
    sheet = workbook.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    columns = list(_lists().values())
    for at in range(max(len(column) for column in columns)):
        sheet.append([column[at] if at < len(column) else None for column in columns])


def read_xlsx(path: Path) -> Generator[list[str]]:
    """The rows of the sheet `claims`, else of the first; raises BadInput for a damaged file."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 (of an extra)
    except ImportError:
        raise MissingExtra(".xlsx needs openpyxl: pip install 'riwaya[workspace]'") from None

    with _told(path):
        _check_size(path)
        with closing(load_workbook(path, read_only=True, data_only=True)) as workbook:
            sheets = {sheet.title.lower(): sheet for sheet in workbook.worksheets}
            sheet = sheets.get(CLAIMS) or next(iter(sheets.values()))
            sheet.reset_dimensions()  # some programs declare a million empty rows
            for row in sheet.iter_rows(values_only=True):
                yield [_said(value) for value in row]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say that a workbook is damaged; openpyxl meets such files with errors of every kind."""
    damaged = (
        zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError,
        IndexError, SyntaxError, EOFError, StopIteration, NotImplementedError, RuntimeError,
    )  # fmt: skip
    try:
        yield
    except damaged:
        raise BadInput(f"{path}: no readable .xlsx file; {SAVE_AS}") from None
    except OSError as error:
        raise BadInput(f"{path}: can't be read: {error.strerror or error}") from None


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST:
            raise BadInput(f"{path}: unpacks to more than {LARGEST // 10**9} GB; use CSV")


def _said(value: Any) -> str:
    """A cell as text, whatever the spreadsheet has made of what was typed."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    return LINE_END.sub("\n", str(value))
