"""Circles, lines of points and GeoJSON as people write them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.store.area_forms import near_form, polygon_form
from riwaya.store.query import Near

SQUARE = [[40.0, 35.0], [41.0, 35.0], [41.0, 36.0], [40.0, 36.0], [40.0, 35.0]]
RING = tuple((lon, lat) for lon, lat in SQUARE)


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ("35.3,40.1,20km", Near(35.3, 40.1, 20)),
        ("35.3, 40.1, 20 km", Near(35.3, 40.1, 20)),
        ("35.3,40.1,20", Near(35.3, 40.1, 20)),
        ("35.3;40.1;500m", Near(35.3, 40.1, 0.5)),
        ("-35.3,-179.9,1.5KM", Near(-35.3, -179.9, 1.5)),
        ("٣٥،٤٠،٢٠", Near(35, 40, 20)),
    ],
)
def test_a_circle(value: str, near: Near) -> None:
    assert near_form(value) == near


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "latitude,longitude,radius"),
        ("35.3,40.1", "latitude,longitude,radius"),
        ("35.3,40.1,", "no radius"),
        ("35.3,40.1,-1km", "no radius"),
        ("35.3,40.1,nan", "no radius"),
        ("35.3,40.1,20 miles", "no radius"),
        ("91,40,1km", "beyond ±90"),
        ("35,181,1km", "beyond ±180"),
        ("N35,40,1km", "no number of degrees"),
        ("35,40,30000km", "nothing on Earth"),
    ],
)
def test_what_is_wrong_with_a_circle_is_said(value: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        near_form(value)


def test_a_line_of_points_is_longitude_first() -> None:
    assert polygon_form("40,35 41,35 41,36") == ((((40, 35), (41, 35), (41, 36)),),)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "40,35",
        "40,35 41,35",
        "40,35 41,35 40,35",
        "40 35",
        "40,35,1 41,35,1 41,36,1",
        "40,35 41,95 41,36",
    ],
)
def test_no_line_of_points(value: str) -> None:
    with pytest.raises(BadInput):
        polygon_form(value)


def geojson(folder: Path, what: object) -> str:
    path = folder / "area.geojson"
    path.write_text(json.dumps(what), "utf-8")
    return str(path)


POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}


@pytest.mark.parametrize(
    "what",
    [
        POLYGON,
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "Feature", "properties": {}, "geometry": POLYGON},
        {"type": "GeometryCollection", "geometries": [POLYGON]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [0, 0]}, POLYGON]},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": None}, {"type": "Feature", "geometry": POLYGON}],
        },
        {"type": "Polygon", "coordinates": [[[*point, 250.0] for point in SQUARE]]},  # with heights
    ],
)  # fmt: skip
def test_geojson(tmp_path: Path, what: object) -> None:
    assert polygon_form(geojson(tmp_path, what)) == ((RING,),)


def test_holes_and_further_polygons_are_kept(tmp_path: Path) -> None:
    what = {"type": "MultiPolygon", "coordinates": [[SQUARE, SQUARE], [SQUARE]]}
    assert polygon_form(geojson(tmp_path, what)) == ((RING, RING), (RING,))


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"type": "Point", "coordinates": [0, 0]}, "no Polygon"),
        ({}, "no Polygon"),
        ([], "no GeoJSON object"),
        ({"type": "Polygon"}, "a list was expected"),
        ({"type": "Polygon", "coordinates": []}, "without points"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "three points or more"),
        ({"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [2, 0]]]}, "no number of degrees"),
        ({"type": "Polygon", "coordinates": [[[True, 0], [1, 1], [2, 0]]]}, "no number of degrees"),
        ({"type": "Polygon", "coordinates": [[[0], [1, 1], [2, 0]]]}, "three points or more"),
        ({"type": "Polygon", "coordinates": [[[0, 91], [1, 1], [2, 0]]]}, "beyond ±90"),
        ({"type": "FeatureCollection", "features": [1]}, "no GeoJSON object"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, what: object, said: str) -> None:
    path = geojson(tmp_path, what)
    with pytest.raises(BadInput, match=said) as error:
        polygon_form(path)
    assert path in str(error.value)


def test_a_file_that_is_not_there_or_no_json(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file"):
        polygon_form(str(tmp_path / "none.geojson"))
    (tmp_path / "map.json").write_bytes(b"\xff{")
    with pytest.raises(BadInput, match="isn't even JSON"):
        polygon_form(str(tmp_path / "map.json"))
    (tmp_path / "deep.json").write_text("[" * 100_000)
    with pytest.raises(BadInput):
        polygon_form(str(tmp_path / "deep.json"))


@given(st.text())
def test_nothing_written_gives_a_traceback(value: str) -> None:
    for form in (near_form, polygon_form):
        try:
            form(value)
        except BadInput:
            continue
