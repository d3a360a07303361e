"""Claims as a polars data frame, a row each (the extra `frame`)."""

from typing import TYPE_CHECKING

from riwaya.export.forms.typed import Types
from riwaya.export.screen.table import COLUMNS, rows_of
from riwaya.records.report import Document

if TYPE_CHECKING:
    import polars

#: What the columns of claims hold, here and in Parquet.
TYPES = Types(
    numbers=frozenset(("lat", "lon", "radius_km", "count_low", "count_high", "confidence")),
    integers=frozenset(("start", "end")),
    truths=frozenset(("quoted", "origin_named", "day_inferred")),
    days=frozenset(("day_from", "day_to")),
)


def frame_of(document: Document) -> "polars.DataFrame":
    """The columns of the csv, typed; an empty document gives an empty frame of the same columns.

    Raises MissingExtra where polars isn't installed.
    """
    rows = list(rows_of(document))
    return TYPES.frame(COLUMNS, ([row[name] for row in rows] for name in COLUMNS))
