"""The table: a row per claim, safe in a spreadsheet; the frame has the same columns."""

import csv
import sys
from io import StringIO

import msgspec
import pytest

from riwaya.errors import MissingExtra
from riwaya.export.screen.frame import frame_of
from riwaya.export.screen.table import BYTE_ORDER_MARK, COLUMNS, csv_of
from riwaya.records.mention import Source
from riwaya.records.report import Document, Report
from tests.export.conftest import claim_in, document_of, words


def rows(table: str) -> list[dict[str, str]]:
    assert table.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(StringIO(table.removeprefix(BYTE_ORDER_MARK), newline="")))


def test_a_row_per_claim_with_every_column(document: Document) -> None:
    table = rows(csv_of([document]))
    assert len(table) == len(document.claims)
    assert tuple(table[0]) == COLUMNS
    assert (table[0]["claim"], table[0]["event"], table[0]["count_low"]) == ("c1", "kill", "14")


def test_several_documents_share_a_header(document: Document) -> None:
    assert len(rows(csv_of([document, document]))) == 2 * len(document.claims)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(formula: str) -> None:
    raw = f"{formula} قال قتل"
    source = words(raw, formula, Source, kind="media", named=False)
    report = Report(id=formula, outlet=formula, sha256="0")
    document = msgspec.structs.replace(
        document_of(raw, claim_in(raw, "قتل", attribution=(source,))), report=report
    )
    (row,) = rows(csv_of([document]))
    assert {row["report"], row["outlet"], row["origin"], row["chain"]} == {f"'{formula}"}


def test_the_frame_has_types(document: Document) -> None:
    polars = pytest.importorskip("polars")
    frame = frame_of(document)
    assert frame.height == len(document.claims)
    assert tuple(frame.columns) == COLUMNS
    assert frame.schema["confidence"] == polars.Float64
    assert frame.schema["start"] == polars.Int64
    assert frame_of(document_of("x")).height == 0


def test_without_polars_the_extra_is_named(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtra, match=r"riwaya\[frame\]"):
        frame_of(document)
