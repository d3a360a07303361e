"""`riwaya export parquet`: a row per claim, typed, in row groups (the extra `frame`: polars).

Claims are gathered by stretches into files of a temporary folder, which polars then streams into
one: memory doesn't grow with the claims.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from riwaya.errors import BadInput
from riwaya.export.claims.batches import made
from riwaya.export.claims.tables import CLAIM_COLUMNS, claim_row
from riwaya.export.forms.exported import ExportedClaim, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.typed import polars_or_say
from riwaya.export.screen.frame import TYPES

#: Rows of a row group.
GROUP = 50_000
_in_order = itemgetter(*CLAIM_COLUMNS)


def write(placing: Placing, records: Iterable[ExportedClaim], *, processes: int = 1) -> Written:
    """Write the table; raises MissingExtra where polars isn't installed."""
    polars = polars_or_say("Parquet")
    unfinished = placing.aside(placing.path)
    with TemporaryDirectory(prefix=".riwaya-", dir=placing.path.parent) as folder:
        rows = sum(made(records, processes, _part, folder))
        try:
            table = polars.scan_parquet(sorted(Path(folder).glob("*.parquet")), glob=False)
            table.sink_parquet(
                unfinished, compression="zstd", row_group_size=GROUP, maintain_order=True
            )
        except polars.exceptions.PolarsError as error:
            raise BadInput(f"{placing.path}: can't be written: {str(error)[:200]}") from None
    return Written((placing.path,), rows, columns=CLAIM_COLUMNS)


def _part(folder: str, number: int, batch: Sequence[ExportedClaim]) -> int:
    """Write a batch into a file whose name tells its place; returns how many claims there are."""
    rows = [_in_order(claim_row(one)) for one in batch]
    columns: Iterable[Sequence[Any]] = (
        zip(*rows, strict=True) if rows else [[]] * len(CLAIM_COLUMNS)
    )
    frame = TYPES.frame(CLAIM_COLUMNS, columns)
    frame.write_parquet(Path(folder) / f"{number:09}.parquet", compression="lz4")
    return len(batch)
