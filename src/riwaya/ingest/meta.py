"""`--meta TABLE.csv`: what is known of each file, a row per file."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path, PurePosixPath

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts, checked_published, checked_timezone
from riwaya.ingest.text import decode

KNOWN = ("published", "outlet", "title", "url", "timezone")
SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class MetaTable:
    """Facts by file: a row names a file as on the command line, or by the end of its path."""

    rows: Mapping[str, Facts] = field(default_factory=dict)

    def of(self, path: Path | None) -> Facts:
        """What the table says of a file; the row that names most of its path wins."""
        if path is None:
            return self.rows.get("-", Facts())
        parts = path.as_posix().split("/")
        for first in range(len(parts)):
            found = self.rows.get("/".join(parts[first:]))
            if found is not None:
                return found
        return Facts()


def read_meta(path: Path) -> MetaTable:
    """The table in a file; raises BadInput that names file and line of a wrong row."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: can't read this --meta table: {error.strerror}") from None
    return MetaTable(dict(_rows(decode(data, str(path)).text, str(path))))


def _rows(text: str, name: str) -> Iterator[tuple[str, Facts]]:
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    header: list[str] = []
    seen: dict[str, int] = {}
    try:
        for cells in reader:
            where = f"{name}, line {reader.line_num}"
            if not header:
                header = _checked_header(cells, where)
            elif any(cell.strip() for cell in cells):
                file, facts = _row(dict(zip(header, cells, strict=False)), cells, header, where)
                if file in seen:
                    raise BadInput(f"{where}: {file!r} stands already in line {seen[file]}")
                seen[file] = reader.line_num
                yield file, facts
    except csv.Error as error:
        raise BadInput(f"{name}, line {reader.line_num}: {error}") from None
    if not header:
        raise BadInput(f"{name}: an empty --meta table; its first line names the columns")


def _checked_header(cells: list[str], where: str) -> list[str]:
    header = [cell.strip().lower() for cell in cells]
    if "file" not in header:
        raise BadInput(f"{where}: no column 'file'; the first line names the columns")
    if unknown := [cell for cell in header if cell not in {"file", *KNOWN}]:
        raise BadInput(f"{where}: unknown column {unknown[0]!r}; known: file, {', '.join(KNOWN)}")
    if len(set(header)) < len(header):
        raise BadInput(f"{where}: a column is named twice")
    return header


def _row(
    row: Mapping[str, str], cells: list[str], header: list[str], where: str
) -> tuple[str, Facts]:
    if len(cells) > len(header) or "file" not in row:
        raise BadInput(f"{where}: {len(cells)} cells in a table of {len(header)} columns")
    values = {column: row.get(column, "").strip() or None for column in KNOWN}
    file = row["file"].strip().replace("\\", "/")
    if not file:
        raise BadInput(f"{where}: the cell 'file' is empty")
    if values["published"]:
        values["published"] = checked_published(values["published"], where)
    if values["timezone"]:
        values["timezone"] = checked_timezone(values["timezone"], where)
    return PurePosixPath(file).as_posix(), Facts(**values)
