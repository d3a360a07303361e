"""A thousand incidents all over the globe as GeoJSON, by two validators that aren't ours."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from shapely import get_exterior_ring, get_parts, is_ccw, is_valid_reason
from shapely.geometry import shape

from riwaya.export.forms.placing import Placing
from riwaya.export.incidents import geojson, geojson_points
from tests.export.incidents.rfc7946 import SCHEMA
from tests.export.many_incidents import many_incidents

COUNT = 1_200


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("geojson") / "i.geojson"
    with Placing(path) as placing:
        geojson.write(placing, many_incidents(COUNT, anywhere=True))
    return json.loads(path.read_text("utf-8"))


def test_it_is_what_the_rfc_says(collection: dict[str, Any]) -> None:
    assert len(collection["features"]) == COUNT
    validator = jsonschema_rs.validator_for(SCHEMA)
    errors = [f"{list(e.instance_path)}: {e.message}" for e in validator.iter_errors(collection)]
    assert not errors, errors[:3]
    kinds = {one["geometry"] and one["geometry"]["type"] for one in collection["features"]}
    assert kinds == {None, "Point", "Polygon", "MultiPolygon"}
    assert len({one["id"] for one in collection["features"]}) == COUNT


def test_the_schema_refuses_what_the_rfc_refuses() -> None:
    validator = jsonschema_rs.validator_for(SCHEMA)
    wrong = [
        {"type": "Point", "coordinates": [181, 0]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]},
        {"type": "Point", "coordinates": [0, 0], "crs": {}},
    ]
    for geometry in wrong:
        feature = {"type": "Feature", "geometry": geometry, "properties": {}}
        assert not validator.is_valid({"type": "FeatureCollection", "features": [feature]})


def test_shapes_are_valid_and_wind_against_the_clock(collection: dict[str, Any]) -> None:
    for feature in collection["features"]:
        if feature["geometry"] is None:
            continue
        geometry = shape(feature["geometry"])
        assert is_valid_reason(geometry) == "Valid Geometry", feature["id"]
        for part in get_parts(geometry):
            if part.geom_type == "Polygon":
                assert is_ccw(get_exterior_ring(part)), feature["id"]
        for ring in _rings(feature["geometry"]):
            assert ring[0] == ring[-1]  # shapely would close it


def test_points_too(tmp_path: Path) -> None:
    with Placing(tmp_path / "i.geojson") as placing:
        geojson_points.write(placing, many_incidents(50, anywhere=True))
    found = json.loads((tmp_path / "i.geojson").read_text("utf-8"))
    assert jsonschema_rs.validator_for(SCHEMA).is_valid(found)
    assert {f["geometry"] and f["geometry"]["type"] for f in found["features"]} == {None, "Point"}


def _rings(geometry: dict[str, Any] | None) -> list[Any]:
    if geometry is None or geometry["type"] == "Point":
        return []
    if geometry["type"] == "Polygon":
        return list(geometry["coordinates"])
    return [ring for polygon in geometry["coordinates"] for ring in polygon]
