"""Tables of reports, a row each: CSV, JSON lines, Parquet."""

from collections.abc import Iterator
from collections.abc import Mapping as Columns
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.ingest.csv_rows import csv_pieces
from riwaya.ingest.json_rows import jsonl_pieces
from riwaya.ingest.parquet_rows import parquet_pieces
from riwaya.ingest.piece import Limits, Piece

READERS = {"csv": csv_pieces, "jsonl": jsonl_pieces, "parquet": parquet_pieces}


def row_pieces(
    path: Path, name: str, limits: Limits, kind: str, mapping: Columns[str, str] | None = None
) -> Iterator[Piece | BadInput]:
    """A piece per row of a table of kind "csv", "jsonl" or "parquet".

    `mapping` gives the column of a field, as `mapping.parse_mapping` does; what it doesn't say is
    guessed by the columns' names. Raises BadInput and MissingExtra as the kinds' own readers do.
    """
    return READERS[kind](path, name, limits, mapping)
