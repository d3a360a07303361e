"""GeoParquet 1.1, opened by pyarrow, shapely, geopandas and DuckDB."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import pyarrow.parquet
import pytest
import shapely
from shapely.geometry import shape

from riwaya.export.forms.placing import Placing
from riwaya.export.incidents import geoparquet
from riwaya.export.incidents.geojson import feature, geometry_of
from riwaya.export.incidents.geoparquet import COLUMNS, write
from riwaya.export.incidents.wkb import bounds_of, wkb
from tests.export.many_incidents import many_incidents

Export = Callable[..., Path]


def made(path: Path, count: int) -> Path:
    with Placing(path) as placing:
        written = write(placing, many_incidents(count, anywhere=True))
    assert written.rows == count
    return path


def geo_of(path: Path) -> dict[str, Any]:
    return json.loads(pyarrow.parquet.read_metadata(path).metadata[b"geo"])


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("geoparquet") / "i.parquet", 1_200)


def test_the_metadata_are_those_of_the_specification(many: Path) -> None:
    geo = geo_of(many)
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert set(geo["columns"]) == {"geometry", "point"}
    primary, point = geo["columns"]["geometry"], geo["columns"]["point"]
    assert primary["encoding"] == point["encoding"] == "WKB"
    assert primary["geometry_types"] == ["MultiPolygon", "Point", "Polygon"]
    assert point["geometry_types"] == ["Point"]
    assert primary["orientation"] == "counterclockwise"
    assert primary["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert "crs" not in primary  # then it is longitude and latitude


def test_geometries_are_those_of_the_geojson(many: Path) -> None:
    columns = ["id", "geometry", "point", "bbox", "lat", "lon"]
    rows = pyarrow.parquet.read_table(many, columns=columns).to_pylist()
    incidents = list(many_incidents(1_200, anywhere=True))
    for one, row in zip(incidents, rows, strict=True):
        wanted = feature(one)["geometry"]
        assert row["id"] == one.incident.id
        if wanted is None:
            assert row["geometry"] is row["point"] is row["bbox"] is None
            continue
        found = shapely.from_wkb(row["geometry"])
        assert found.equals_exact(shape(wanted), 0)
        assert tuple(row["bbox"][name] for name in ("xmin", "ymin", "xmax", "ymax")) == found.bounds
        assert shapely.from_wkb(row["point"]).coords[0] == pytest.approx(
            (row["lon"], row["lat"]), abs=1e-6
        )


def test_the_bounds_of_the_file_hold_every_geometry(many: Path) -> None:
    columns, table = geo_of(many)["columns"], pyarrow.parquet.read_table(many)
    for name in ("geometry", "point"):
        several = shapely.from_wkb([one for one in table[name].to_pylist() if one])
        bounds = shapely.total_bounds(several)
        assert list(bounds) == pytest.approx(columns[name]["bbox"], abs=1e-6)


def test_geopandas_opens_it(exported: Export) -> None:
    frame = geopandas.read_parquet(exported("geoparquet", "i.parquet"))
    assert set(frame.columns) == set(COLUMNS) - {"bbox"}  # which it takes for what it is
    assert frame.crs == "OGC:CRS84"
    assert frame.geometry.is_valid.all()
    middles = frame.set_geometry("point").geometry
    assert middles.within(frame.geometry).all()
    assert set(frame["review_status"]) == {"open", "partly"}


def test_types_hold_and_duckdb_opens_it(exported: Export) -> None:
    path = exported("geoparquet", "i.parquet")
    rows = duckdb.sql(
        f"select min(day_from), count(*), max(len(claims)), max(bbox.xmax) from '{path}'"  # noqa: S608
    ).fetchall()
    day, count, claims, east = rows[0]
    assert day == date(2016, 3, 11)
    assert count >= 5
    assert claims >= 2
    assert 30 < east < 60


def test_review_model_and_version_stand_in_it(exported: Export) -> None:
    path = exported("geoparquet", "i.parquet", "--public")
    (row,) = pyarrow.parquet.read_table(path).to_pylist()
    assert row["review_status"] == "reviewed"
    assert 0 <= row["confidence"] <= 1
    assert len(row["models"][0]) == 64
    assert row["riwaya"]
    told = json.loads(path.with_name(f"{path.name}.about.json").read_text("utf-8"))
    assert told["edition"] == "GeoParquet 1.1.0"


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_stretches_make_one_table_in_order(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geoparquet, "PART", 3)
    folder = tmp_path / "case [2015] *"  # polars takes such names for patterns unless told
    folder.mkdir()
    path = made(folder / "i.parquet", count)
    table = pyarrow.parquet.read_table(path)
    assert table["id"].to_pylist() == [f"i{number:06}" for number in range(count)]
    assert tuple(table.column_names) == COLUMNS
    assert [path.name for path in folder.iterdir()] == ["i.parquet"]
    if not count:
        assert "bbox" not in geo_of(path)["columns"]["geometry"]


def test_wkb_of_every_kind_of_geometry() -> None:
    for geometry in (geometry_of(10, 5, None), geometry_of(10, 5, 3.0), geometry_of(10, 180, 50.0)):
        found = shapely.from_wkb(wkb(geometry))
        assert found.geom_type == geometry["type"]
        assert found.bounds == bounds_of(geometry)
