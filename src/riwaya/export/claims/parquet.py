"""`riwaya export parquet`: a row per claim, typed, in row groups (the extra `frame`: polars).

Claims are gathered by stretches into files of a temporary folder, which polars then streams into
one: memory doesn't grow with the claims.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from riwaya.errors import BadInput
from riwaya.export.claims.tables import CLAIM_COLUMNS, claim_row
from riwaya.export.forms.exported import ExportedClaim, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.typed import polars_or_say
from riwaya.export.screen.frame import TYPES

#: Rows in memory at once, and rows of a row group.
PART, GROUP = 20_000, 50_000


def write(placing: Placing, records: Iterable[ExportedClaim]) -> Written:
    """Write the table; raises MissingExtra where polars isn't installed."""
    polars = polars_or_say("Parquet")
    unfinished = placing.aside(placing.path)
    rows = 0
    several = iter(records)
    with TemporaryDirectory(prefix=".riwaya-", dir=placing.path.parent) as folder:
        while True:
            columns, count = _gathered(islice(several, PART))
            if not count and rows:
                break
            part = Path(folder) / f"{rows:012}.parquet"
            TYPES.frame(CLAIM_COLUMNS, columns).write_parquet(part, compression="lz4")
            rows += count
            if count < PART:
                break
        try:
            table = polars.scan_parquet(sorted(Path(folder).glob("*.parquet")), glob=False)
            table.sink_parquet(
                unfinished, compression="zstd", row_group_size=GROUP, maintain_order=True
            )
        except polars.exceptions.PolarsError as error:
            raise BadInput(f"{placing.path}: can't be written: {str(error)[:200]}") from None
    return Written((placing.path,), rows, columns=CLAIM_COLUMNS)


def _gathered(several: Iterable[ExportedClaim]) -> tuple[list[list[Any]], int]:
    """The values of claims by column, and how many claims there are; rows aren't kept."""
    columns: list[list[Any]] = [[] for _ in CLAIM_COLUMNS]
    puts = [(name, column.append) for name, column in zip(CLAIM_COLUMNS, columns, strict=True)]
    for one in several:
        row = claim_row(one)
        for name, put in puts:
            put(row[name])
    return columns, len(columns[0])
