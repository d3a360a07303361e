"""The workbook for analysts, opened again."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from riwaya.errors import BadInput
from riwaya.export.claims import xlsx as claims_xlsx
from riwaya.export.claims.tables import CLAIM_COLUMNS, SOURCE_COLUMNS
from riwaya.export.forms.placing import Placing
from tests.export.claims.test_csv import made

Export = Callable[..., Path]


def test_both_sheets_hold_what_the_csv_holds(exported: Export) -> None:
    book = openpyxl.load_workbook(exported("xlsx", "claims.xlsx"))
    assert book.sheetnames == ["claims", "sources"]
    first, *rest = book["claims"].iter_rows(values_only=True)
    assert first == CLAIM_COLUMNS
    with exported("csv", "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        plain = list(csv.DictReader(file))
    for row, other in zip(rest, plain, strict=True):
        found = dict(zip(first, row, strict=True))
        for name in ("report", "claim", "gloss", "origin", "review_status", "model", "riwaya"):
            assert (found[name] or "") == other[name]
        assert float(found["confidence"]) == float(other["confidence"])
    sources = list(book["sources"].iter_rows(values_only=True))
    assert sources[0] == SOURCE_COLUMNS
    assert len(sources) > len(rest)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    with Placing(tmp_path / "c.xlsx") as placing:
        claims_xlsx.write(placing, [made("=1+1", outlet="+cmd|x")])
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert {"=1+1", "+cmd|x"} <= {cell.value for cell in cells}


def test_what_xml_cannot_hold_gives_way(tmp_path: Path) -> None:
    with Placing(tmp_path / "c.xlsx") as placing:
        claims_xlsx.write(placing, [made("a\x01b\ud800c")])
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert book["sources"]["E2"].value == "a b c"


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims_xlsx, "MOST_ROWS", 3)
    with pytest.raises(BadInput, match="CSV"), Placing(tmp_path / "c.xlsx") as placing:
        claims_xlsx.write(placing, [made("نص")] * 3)
    assert list(tmp_path.iterdir()) == []
