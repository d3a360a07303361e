"""Parquet opened by polars and DuckDB: the values of the CSV, typed, in row groups."""

import csv
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import duckdb
import polars
import pytest

from riwaya.export.claims import batches
from riwaya.export.claims import csv as claims_csv
from riwaya.export.claims import parquet as claims_parquet
from riwaya.export.claims.tables import CLAIM_COLUMNS
from riwaya.export.forms.placing import Placing
from tests.export.claims.test_csv import made

Export = Callable[..., Path]


def test_it_holds_what_the_csv_holds(exported: Export) -> None:
    frame = polars.read_parquet(exported("parquet", "c.parquet"))
    assert tuple(frame.columns) == CLAIM_COLUMNS
    with exported("csv", "c.csv").open(encoding="utf-8-sig", newline="") as file:
        plain = list(csv.DictReader(file))
    for row, other in zip(frame.iter_rows(named=True), plain, strict=True):
        for name in ("report", "claim", "event", "gloss", "review_status", "model", "riwaya"):
            assert (row[name] or "") == other[name]
        for name in ("lat", "confidence", "count_low"):
            assert (None if not other[name] else float(other[name])) == row[name]
        assert ("" if row["day_from"] is None else row["day_from"].isoformat()) == other["day_from"]


def test_types_are_what_they_mean(exported: Export) -> None:
    schema = polars.read_parquet_schema(exported("parquet", "c.parquet"))
    assert schema["day_from"] == polars.Date
    assert schema["lat"] == schema["count_high"] == schema["confidence"] == polars.Float64
    assert schema["quoted"] == polars.Boolean
    assert schema["start"] == polars.Int64


def test_duckdb_opens_it(exported: Export) -> None:
    path = exported("parquet", "c.parquet")
    (found,) = duckdb.sql(
        f"select count(*), min(day_from), count(distinct model) from '{path}'"  # noqa: S608
    ).fetchall()
    assert found == (26, date(2016, 3, 11), 1)


def test_no_claim_gives_an_empty_table_of_the_same_columns(exported: Export) -> None:
    path = exported("parquet", "c.parquet", "--event", "chemical_attack")
    frame = polars.read_parquet(path)
    assert frame.height == 0
    assert tuple(frame.columns) == CLAIM_COLUMNS
    assert frame.schema["day_from"] == polars.Date


@pytest.mark.parametrize("count", [1, 3, 4, 6, 7])
def test_stretches_make_one_table_in_order(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH", 3)
    several: Iterable[object] = (made(f"n{number}") for number in range(count))
    folder = tmp_path / "case [2015] *"  # polars takes such names for patterns unless told
    folder.mkdir()
    with Placing(folder / "c.parquet") as placing:
        assert claims_parquet.write(placing, several).rows == count
    frame = polars.read_parquet(folder / "c.parquet", glob=False)
    assert frame["origin"].to_list() == [f"n{number}" for number in range(count)]
    assert [path.name for path in folder.iterdir()] == ["c.parquet"]


def test_a_lone_surrogate_does_not_stop_it(tmp_path: Path) -> None:
    with Placing(tmp_path / "c.parquet") as placing:
        claims_parquet.write(placing, [made("a\ud800b"), made("نص")])
    assert polars.read_parquet(tmp_path / "c.parquet")["origin"].to_list() == ["a?b", "نص"]


def test_several_processes_make_the_same_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    for name, processes in (("one", 1), ("several", 2)):
        with Placing(tmp_path / f"{name}.parquet") as placing:
            several = (made(f"نص {number}") for number in range(7))
            assert claims_parquet.write(placing, several, processes=processes).rows == 7
        with Placing(tmp_path / f"{name}.csv") as placing:
            several = (made(f"=نص {number}") for number in range(7))
            assert claims_csv.write(placing, several, processes=processes).rows == 7
    for ending in (".parquet", ".csv", ".sources.csv"):
        one, other = (tmp_path / f"{name}{ending}" for name in ("one", "several"))
        assert one.read_bytes() == other.read_bytes()
