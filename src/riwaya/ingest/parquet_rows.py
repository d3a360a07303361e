"""Parquet tables of reports, read by polars (the extra `frame`), a slice of rows at a time."""

from collections.abc import Iterator
from collections.abc import Mapping as Columns
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from riwaya.errors import BadInput, MissingExtra
from riwaya.ingest.mapping import mapping_of
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.row import row_piece

if TYPE_CHECKING:
    import polars

#: Rows in memory at once. Of a row group only what the slice needs is kept.
SLICE = 1_000


def parquet_pieces(
    path: Path, name: str, limits: Limits, said: Columns[str, str] | None = None
) -> Iterator[Piece | BadInput]:
    """A piece per row; `said` gives the column of a field.

    Raises BadInput for a damaged file, from the damage on, and MissingExtra without polars.
    """
    with _checked(name):
        table = _polars().scan_parquet(path, glob=False)
        schema = table.collect_schema()
        mapping = mapping_of(schema.names(), said, name)
        rows = int(table.select(_polars().len()).collect().item())
    if not _is_text(schema[mapping.text]):
        raise BadInput(f"{name}: the column {mapping.text!r} holds no text")
    for first in range(0, rows, SLICE):
        with _checked(name):
            part = table.select(mapping.columns).slice(first, SLICE).collect()
        for number, cells in enumerate(part.iter_rows(named=True), start=first + 1):
            yield row_piece(cells, number, mapping, name, limits)


def _polars() -> ModuleType:
    try:
        import polars  # noqa: PLC0415 (optional and heavy)
    except ImportError:
        raise MissingExtra(
            "Parquet needs polars, which isn't installed: pip install 'riwaya[frame]'"
        ) from None
    return polars


def _is_text(kind: "polars.DataType") -> bool:
    polars = _polars()
    return kind in {polars.String, polars.Categorical, polars.Enum}


@contextmanager
def _checked(name: str) -> Iterator[None]:
    """What polars says of a damaged file becomes ours."""
    errors = _polars().exceptions
    try:
        yield
    # Its Rust side may panic on damage that it doesn't foresee; that is no Exception in Python.
    except (errors.PolarsError, errors.PanicException, OSError) as error:
        first = str(error).partition("\n")[0][:200]
        raise BadInput(f"{name}: a damaged Parquet file ({first})") from None
