"""Tables of words in `data/`: tab-separated, checked when they are read, with file and line.

A table opens with two comments that say where it comes from, then a header row:

    # origin: recalled
    # licence: Apache-2.0
    form	value

Cells are written as in print. What the eye cannot tell from the right character (a Persian yeh,
a presentation form, a direction mark, a blank at the end) is refused: such a row would be dead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import name as character_name

from riwaya.errors import BadTable

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

#: Said in this order on the first lines of every table.
NOTES = ("origin", "licence")
#: Between the items of a list cell.
SEPARATOR = " | "

STRAY = re.compile(
    "[\N{ARABIC LETTER FARSI YEH}\N{ARABIC LETTER MARK}"
    "\ufb50-\ufdff\ufe70-\ufeff"  # presentation forms and the byte-order mark
    "\u200b-\u200f\u202a-\u202e\u2066-\u2069]"  # zero-width characters and direction marks
)


#: What a row may rest on.
BASIS = re.compile(r"recalled|package:\S+( \S+)?|document:\S+")
#: A stray character, or a blank at the end of a cell.
UNTIDY = re.compile(rf"{STRAY.pattern}|^[^\S\t\n]|[^\S\t\n]$|\t[^\S\t\n]|[^\S\t\n]\t", re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Row(Mapping[str, str]):
    """One row: its cells by column, and where it stands ("cardinals.tsv:12")."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)


def split(cell: str) -> tuple[str, ...]:
    """The items of a list cell: "one | two"."""
    return tuple(cell.split(SEPARATOR)) if cell else ()


def shipped(name: str) -> Traversable:
    """A file that comes with the package: "numbers/units.tsv" in `riwaya/data`."""
    from importlib.resources import files  # noqa: PLC0415 - costs more than a small table

    return files("riwaya").joinpath("data", *name.split("/"))


def read_table(
    source: Path | Traversable,
    *,
    columns: Sequence[str],
    may_be_empty: Collection[str] = (),
    key: Sequence[str] = (),
) -> list[Row]:
    """The rows of a table, or `BadTable` that names the file and line of the first wrong one.

    `columns` are exactly the table's columns, in any order; no two rows may agree in all
    columns of `key` (by default the first of `columns`).
    """
    lines = _lines(source)
    start = _check_notes(source.name, lines)
    header = lines[start].split("\t") if start < len(lines) else []
    _check_header(f"{source.name}:{start + 1}", header, columns)
    body = lines[start + 1 :]
    # Looking at all lines at once is quick; only a table with something wrong is read word by word.
    tidy = not UNTIDY.search("\n".join(body))
    rows = [
        _row(f"{source.name}:{number}", line, header, may_be_empty, tidy=tidy)
        for number, line in enumerate(body, start + 2)
    ]
    _check_duplicates(rows, key or columns[:1])
    return rows


def _lines(source: Path | Traversable) -> list[str]:
    try:
        text = source.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadTable(f"{source.name}: can't be read: {error}") from error
    except UnicodeDecodeError as error:
        raise BadTable(f"{source.name}: not UTF-8 at byte {error.start}") from error
    return text.removesuffix("\n").split("\n")


def _check_notes(file: str, lines: Sequence[str]) -> int:
    """The index of the header row, after the two notes and any further comments."""
    for index, note in enumerate(NOTES):
        opening = f"# {note}: "
        line = lines[index] if index < len(lines) else ""
        if not line.startswith(opening) or not line[len(opening) :].strip():
            raise BadTable(f"{file}:{index + 1}: expected '{opening}…'")
    start = len(NOTES)
    while start < len(lines) and lines[start].startswith("#"):
        start += 1
    return start


def _check_header(where: str, header: Sequence[str], columns: Sequence[str]) -> None:
    if missing := [column for column in columns if column not in header]:
        raise BadTable(f"{where}: missing columns: {', '.join(missing)}")
    if unknown := [column for column in header if column not in columns]:
        raise BadTable(f"{where}: unknown columns: {', '.join(map(repr, unknown))}")
    if len(set(header)) != len(header):
        raise BadTable(f"{where}: a column is named twice")


def _row(
    where: str, line: str, header: Sequence[str], may_be_empty: Collection[str], *, tidy: bool
) -> Row:
    if not tidy and (stray := STRAY.search(line)):
        name = character_name(stray[0], f"U+{ord(stray[0]):04X}")
        raise BadTable(f"{where}: stray {name} in {line!r}")
    cells = line.split("\t")
    if len(cells) != len(header):
        raise BadTable(f"{where}: {len(cells)} cells in a table of {len(header)} columns")
    if not tidy or "" in cells:
        _check_cells(where, header, cells, may_be_empty)
    if header[-1] == "basis" and not BASIS.fullmatch(cells[-1]):
        raise BadTable(
            f"{where}: basis is `recalled`, `package:NAME VERSION` or `document:URL`, "
            f"not {cells[-1]!r}"
        )
    return Row(where, dict(zip(header, cells, strict=True)))


def _check_cells(
    where: str, header: Sequence[str], cells: Sequence[str], may_be_empty: Collection[str]
) -> None:
    for column, cell in zip(header, cells, strict=True):
        if cell != cell.strip():
            raise BadTable(f"{where}: blank at an end of {column} {cell!r}")
        if not cell and column not in may_be_empty:
            raise BadTable(f"{where}: {column} is empty")


def _check_duplicates(rows: Sequence[Row], key: Sequence[str]) -> None:
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        value = tuple(row[column] for column in key)
        if value in first:
            raise BadTable(
                f"{row.where}: {' '.join(value)!r} stands already in {first[value].where}"
            )
        first[value] = row
