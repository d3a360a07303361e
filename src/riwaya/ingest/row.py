"""A row of a table -> a piece: what its cells mean, the same for CSV, JSON lines and Parquet."""

from collections.abc import Mapping as Cells
from datetime import date

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts, checked_published
from riwaya.ingest.mapping import Mapping
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.source import printable
from riwaya.ingest.text_piece import text_piece

#: A longer outlet, title or address is a text in the wrong column.
LONGEST_FACT = 2_000
LONGEST_ID = 200


def row_piece(
    cells: Cells[str, object], number: int, mapping: Mapping, name: str, limits: Limits
) -> Piece | BadInput:
    """The piece of a table's row; `number` counts rows from 1, the header not among them.

    BadInput where the row's text is empty, is no text or is too large. A fact that can't be used is
    left out with a note.
    """
    part = f"row {number}"
    if mapping.id is not None and (given := _word(cells.get(mapping.id))):
        part = f"id {printable(given)[:LONGEST_ID]}"
    where = f"{name}, row {number}"
    text = cells.get(mapping.text)
    if text is None or (isinstance(text, str) and not text.strip()):
        return BadInput(f"{where}: no text in its column {mapping.text!r}; skipped")
    if not isinstance(text, str):
        return BadInput(f"{where}: {type(text).__name__}, not a text, in column {mapping.text!r}")
    notes: list[str] = []
    facts = Facts(
        published=_published(cells, mapping.published, notes),
        outlet=_fact(cells, mapping.outlet, notes),
        title=_fact(cells, mapping.title, notes),
        url=_fact(cells, mapping.url, notes),
    )
    return text_piece(text, where, part, limits, facts, notes)


def _word(value: object) -> str:
    """A cell in letters on one line; empty for a cell with nothing or with more than one value."""
    if isinstance(value, date):  # a date-time is one too
        return value.isoformat()
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _fact(cells: Cells[str, object], column: str | None, notes: list[str]) -> str | None:
    word = _word(cells.get(column)) if column is not None else ""
    if len(word) > LONGEST_FACT:
        notes.append(f"What stands in column {column!r} is too long and was left out.")
        return None
    return printable(word) or None


def _published(cells: Cells[str, object], column: str | None, notes: list[str]) -> str | None:
    word = _word(cells.get(column)) if column is not None else ""
    try:
        return checked_published(word, "") if word else None
    except BadInput:
        shown = printable(word)[:40]
        notes.append(
            f"{shown!r} in column {column!r} is no publication date and was left out; "
            "write it as 2015-11-21 or 2015-11-21T18:30+03:00."
        )
        return None
