"""Rows of a review <-> a spreadsheet's file: CSV here, .xlsx in `export.review_xlsx`.

Reading puts up with what Excel and LibreOffice make of a file: other separators, byte-order marks,
capitals in the header, columns left out, moved or added, empty rows and columns at the end.
"""

import codecs
import csv
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from riwaya.errors import BadInput
from riwaya.export.destination import aside
from riwaya.export.review.cells import COLUMNS
from riwaya.export.screen.table import BYTE_ORDER_MARK, FORMULA

Value = str | float | None
#: Without these columns no row can be told from another.
NEEDED = ("report", "anchor")
XLSX, CSV = ".xlsx", ".csv"
#: Letters of a cell: a quote that is never closed swallows the rest of the file.
LONGEST = 131_072
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OPENDOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SEPARATORS = (",", ";", "\t")
#: Excel's own first line that names the separator.
NAMED_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
#: A cell that a spreadsheet would take for a formula, however many apostrophes guard it.
RISKY = re.compile(f"'*[{re.escape(''.join(FORMULA))}]")
GUARDED = re.compile(f"'+[{re.escape(''.join(FORMULA))}]")
#: What a header's name may be surrounded by.
AROUND_NAMES = " \t\r\n'\N{NO-BREAK SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\u200e\u200f"
SAVE_AS = "save it as .xlsx, or as «CSV UTF-8»"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as the spreadsheet numbers it: the cells of the columns that are known, stripped.

    `problem` says what is wrong with the row as such.
    """

    number: int
    cells: Mapping[str, str]
    problem: str = ""


def write_sheet(path: Path, rows: Iterable[Mapping[str, Value]], *, overwrite: bool = False) -> int:
    """Write a sheet to a .csv or .xlsx file, at once when it is whole; returns how many rows.

    Raises BadInput for another ending, and for a file that is there unless it may be overwritten.
    """
    suffix = path.suffix.lower()
    if suffix not in {CSV, XLSX}:
        raise BadInput(f"{path}: a review is written to a .csv or .xlsx file")
    if path.exists() and not overwrite:
        raise BadInput(f"{path}: is there already, maybe with somebody's work; name another file")
    unfinished = aside(path)
    try:
        if suffix == XLSX:
            from riwaya.export.review.xlsx import write_xlsx  # noqa: PLC0415 (openpyxl)

            count = write_xlsx(unfinished, rows)
        else:
            count = _write_csv(unfinished, rows)
        unfinished.replace(path)
    except OSError as error:
        raise BadInput(f"{path}: can't be written: {error.strerror}") from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return count


def _write_csv(path: Path, rows: Iterable[Mapping[str, Value]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([_guarded(row.get(name)) for name in COLUMNS])
            count += 1
    return count


def _guarded(value: Value) -> Value:
    """A cell that opens like a formula gets one apostrophe more, which reading takes off."""
    return f"'{value}" if isinstance(value, str) and RISKY.match(value) else value


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula."""
    return cell[1:] if GUARDED.match(cell) else cell


def read_sheet(path: Path) -> Iterator[SheetRow]:
    """The rows of a sheet that aren't empty; raises BadInput where it is no review."""
    try:
        with path.open("rb") as file:
            opening = file.read(256)
    except OSError as error:
        raise BadInput(f"{path}: can't be read: {error.strerror}") from None
    if opening.startswith(OLE) or (opening.startswith(ZIP) and OPENDOCUMENT in opening):
        raise BadInput(f"{path}: neither .xlsx nor CSV; {SAVE_AS}")
    if opening.startswith(ZIP):
        from riwaya.export.review.xlsx import read_xlsx  # noqa: PLC0415 (openpyxl)

        table = read_xlsx(path)
    else:
        table = _read_csv(path, opening)
    with closing(table):
        yield from _rows(path, table)


def _rows(path: Path, table: Iterator[Sequence[str]]) -> Iterator[SheetRow]:
    names = next(table, ())
    header, width = _header(path, names), len(names)
    for number, cells in enumerate(table, 2):
        if not any(cell.strip() for cell in cells):
            continue
        known = {
            name: unguarded(cells[at].strip()) if at < len(cells) else ""
            for name, at in header.items()
        }
        beyond = any(cell.strip() for cell in cells[width:])
        yield SheetRow(number, known, "more cells than the header has names" if beyond else "")


def _header(path: Path, names: Sequence[str]) -> dict[str, int]:
    """Where each known column stands."""
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        plain = _name(name)
        if plain in found:
            raise BadInput(f"{path}: the column {plain} is there twice; take one out")
        if plain in COLUMNS:
            found[plain] = at
    if missing := [name for name in NEEDED if name not in found]:
        raise BadInput(
            f"{path}: no column {' and '.join(missing)} in the first row; keep the names that "
            "`riwaya review export` writes"
        )
    return found


def _name(cell: str) -> str:
    return cell.strip(AROUND_NAMES).lower()


def _read_csv(path: Path, opening: bytes) -> Generator[list[str]]:
    encoding = "utf-16" if opening.startswith(UTF16) else "utf-8-sig"
    with _told(path), path.open(encoding=encoding, newline="") as file:
        separator = _separator(file)
        for row in csv.reader(file, delimiter=separator):
            # The module's own limit is one for the whole program: others may have raised it.
            if any(len(cell) > LONGEST for cell in row):
                raise csv.Error(f"a cell of more than {LONGEST:,} letters: is a quote left open?")
            yield row


def _separator(file: TextIO) -> str:
    """What separates the cells; the file is left where its header begins."""
    line = file.readline()
    if named := NAMED_SEPARATOR.fullmatch(line):
        return named[1]
    file.seek(0)

    def known(separator: str) -> int:
        names = next(csv.reader([line], delimiter=separator), [])
        return sum(_name(name) in COLUMNS for name in names)

    return max(SEPARATORS, key=known)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say what is wrong with a CSV file in words."""
    try:
        yield
    except UnicodeDecodeError:
        raise BadInput(f"{path}: its letters aren't UTF-8; {SAVE_AS}") from None
    except csv.Error as error:
        raise BadInput(f"{path}: no CSV file ({error}); {SAVE_AS}") from None
    except OSError as error:
        raise BadInput(f"{path}: can't be read: {error.strerror}") from None
