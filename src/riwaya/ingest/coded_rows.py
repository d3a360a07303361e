"""Tables of coded events (ACLED's, UCDP GED's) -> a piece per row, bad rows named with their line.

The file is read as it comes, a row at a time; what is wrong with a row says the line on which the
row begins, counted from 1, the line of the columns' names.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.ingest.coded_cells import checked_cells, published_of
from riwaya.ingest.coded_text import composed
from riwaya.ingest.csv_rows import Lines, encoding_of, header_of
from riwaya.ingest.facts import Facts
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.text_piece import text_piece
from riwaya.records.dataset import Dataset, dataset, missing

NOTE = "A row of {name}: its claims come from the row's codes, not from the model."


def coded_pieces(path: Path, name: str, limits: Limits, kind: str) -> Iterator[Piece | BadInput]:
    """A piece per row of a dataset's table (kind "acled" or "ucdp"); bad rows come as BadInput.

    Raises BadInput for a file that is no such table, and names the columns that it lacks.
    """
    csv.field_size_limit(max(csv.field_size_limit(), limits.payload))
    try:
        encoding = encoding_of(path, name)
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            yield from _pieces(Lines(file, limits.payload), name, limits, dataset(kind))
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None


def _pieces(lines: Lines, name: str, limits: Limits, of: Dataset) -> Iterator[Piece | BadInput]:
    rows = csv.reader(lines, delimiter=lines.separator)
    header: list[str] = []
    while True:
        line = rows.line_num + 1
        lines.begin_row()
        try:
            cells = next(rows, None)
        except (csv.Error, BadInput) as error:
            if not header:
                raise BadInput(f"{name}: {error}") from None
            yield BadInput(f"{name}, line {line}: {error}; skipped")
            continue
        if cells is None:
            break
        if not header and cells:
            header = _columns(cells, name, of)
        elif any(cell.strip() for cell in cells):
            yield _piece(header, cells, f"{name}, line {line}", limits, of)
    if not header:
        raise BadInput(f"{name}: an empty table; its first line names the columns")


def _columns(cells: list[str], name: str, of: Dataset) -> list[str]:
    header = header_of([cell.lower() for cell in cells], name)
    lacking = missing(of.kind, header)
    if lacking:
        raise BadInput(
            f"{name}: no table of {of.outlet}: it has no column {', '.join(lacking)}; "
            "give the file as it was downloaded, columns by their names"
        )
    return header


def _piece(
    header: list[str], cells: list[str], where: str, limits: Limits, of: Dataset
) -> Piece | BadInput:
    if len(cells) != len(header):
        told = "is the file cut off, or a quotation mark missing?"
        return BadInput(f"{where}: {len(cells)} of {len(header)} cells; {told} skipped")
    try:
        row = checked_cells(of.kind, dict(zip(header, cells, strict=True)))
        published = published_of(of.kind, row)
    except ValueError as error:
        return BadInput(f"{where}: {error}; skipped")
    facts = Facts(published=published, outlet=of.outlet, title=_title(of, row))
    notes = (NOTE.format(name=of.outlet), of.terms + ".")
    part = f"id {row[of.id]}"
    return text_piece(composed(of.kind, row), where, part, limits, facts, notes, form=of.kind)


def _title(of: Dataset, row: Mapping[str, str]) -> str:
    """A row in short: its kind, its place, its day."""
    if of.kind == "acled":
        what, where, when = row["sub_event_type"], row["location"], row["event_date"]
    else:
        what = f"{row['side_a']} - {row['side_b']}"
        where, when = row.get("where_coordinates", ""), row["dates"]
    return " ".join(", ".join(part for part in (what, where, when) if part).split())[:200]
