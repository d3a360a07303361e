"""`riwaya export csv`: a row per claim, and the sources in a second file, NAME.sources.csv."""

from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from riwaya.export.claims.batches import made
from riwaya.export.claims.tables import CLAIM_COLUMNS, SOURCE_COLUMNS, claim_row, source_rows
from riwaya.export.forms.exported import ExportedClaim, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.safe_csv import SafeCsv


def write(placing: Placing, records: Iterable[ExportedClaim], *, processes: int = 1) -> Written:
    """Write both tables, joined by `report` and `claim`; memory doesn't grow with the claims."""
    path, second = placing.path, sources_place(placing.path)
    rows = 0
    with (
        placing.aside(path).open("w", encoding="utf-8", errors="replace", newline="") as one,
        placing.aside(second).open("w", encoding="utf-8", errors="replace", newline="") as other,
    ):
        for file, columns in ((one, CLAIM_COLUMNS), (other, SOURCE_COLUMNS)):
            SafeCsv(file, columns)
        for count, claims, sources in made(records, processes, _lines):
            one.write(claims)
            other.write(sources)
            rows += count
    return Written((path, second), rows, columns=CLAIM_COLUMNS)


def _lines(_number: int, batch: Sequence[ExportedClaim]) -> tuple[int, str, str]:
    """How many claims there are, and their lines in both tables."""
    one, other = StringIO(newline=""), StringIO(newline="")
    claims = SafeCsv(one, CLAIM_COLUMNS, head=False)
    sources = SafeCsv(other, SOURCE_COLUMNS, head=False)
    for record in batch:
        claims.put(claim_row(record))
        sources.put_all(source_rows(record))
    return len(batch), one.getvalue(), other.getvalue()


def sources_place(path: Path) -> Path:
    """Where the second table stands: claims.csv -> claims.sources.csv."""
    return path.with_name(f"{path.stem}.sources{path.suffix or '.csv'}")
