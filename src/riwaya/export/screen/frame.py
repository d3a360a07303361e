"""Claims as a polars data frame, a row each (the extra `frame`)."""

from typing import TYPE_CHECKING

from riwaya.errors import MissingExtra
from riwaya.export.screen.table import COLUMNS, rows_of
from riwaya.records.report import Document

if TYPE_CHECKING:
    import polars

NUMBERS = frozenset(["count_low", "count_high", "confidence"])
INTEGERS = frozenset(["start", "end"])
TRUTHS = frozenset(["quoted", "origin_named"])


def frame_of(document: Document) -> "polars.DataFrame":
    """The columns of the csv, typed; an empty document gives an empty frame of the same columns.

    Raises MissingExtra where polars isn't installed.
    """
    try:
        import polars  # noqa: PLC0415 (optional and heavy)
    except ImportError:
        raise MissingExtra(
            "data frames need polars, which isn't installed: pip install 'riwaya[frame]'"
        ) from None
    types = {
        column: polars.Float64
        if column in NUMBERS
        else polars.Int64
        if column in INTEGERS
        else polars.Boolean
        if column in TRUTHS
        else polars.String
        for column in COLUMNS
    }
    rows = [{**row, **{n: _number(row[n]) for n in NUMBERS}} for row in rows_of(document)]
    return polars.DataFrame(rows, schema=types, orient="row")


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
