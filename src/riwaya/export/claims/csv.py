"""`riwaya export csv`: a row per claim, and the sources in a second file, NAME.sources.csv."""

from collections.abc import Iterable
from pathlib import Path

from riwaya.export.claims.tables import CLAIM_COLUMNS, SOURCE_COLUMNS, claim_row, source_rows
from riwaya.export.forms.exported import ExportedClaim, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.safe_csv import SafeCsv


def write(placing: Placing, records: Iterable[ExportedClaim]) -> Written:
    """Write both tables, joined by `report` and `claim`; memory doesn't grow with the claims."""
    path, second = placing.path, sources_place(placing.path)
    with (
        placing.aside(path).open("w", encoding="utf-8", errors="replace", newline="") as one,
        placing.aside(second).open("w", encoding="utf-8", errors="replace", newline="") as other,
    ):
        claims, sources = SafeCsv(one, CLAIM_COLUMNS), SafeCsv(other, SOURCE_COLUMNS)
        for record in records:
            claims.put(claim_row(record))
            sources.put_all(source_rows(record))
    return Written((path, second), claims.rows, columns=CLAIM_COLUMNS)


def sources_place(path: Path) -> Path:
    """Where the second table stands: claims.csv -> claims.sources.csv."""
    return path.with_name(f"{path.stem}.sources{path.suffix or '.csv'}")
