"""GeoJSON by the rules of RFC 7946, and circles that are as wide as they say."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.export.incidents.geojson import COLUMNS, geometry_of
from riwaya.knowledge.geodesy import distance_km

Export = Callable[..., Path]


def checked_ring(ring: list[list[float]]) -> None:
    assert len(ring) >= 4
    assert ring[0] == ring[-1]
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)
    twice = sum((one[0] * other[1] - other[0] * one[1]) for one, other in pairwise(ring))
    assert twice > 0  # against the clock (3.1.6)


def rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    if geometry["type"] == "Polygon":
        return list(geometry["coordinates"])
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def read(path: Path) -> list[dict[str, Any]]:
    content = json.loads(path.read_text("utf-8"))
    assert content["type"] == "FeatureCollection"
    for feature in content["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
    return list(content["features"])


def test_each_incident_is_a_feature_with_its_circle(exported: Export) -> None:
    features = read(exported("geojson", "i.geojson"))
    assert len(features) >= 5
    for feature in features:
        told = feature["properties"]
        assert tuple(told) == COLUMNS
        for ring in rings(feature["geometry"]):
            checked_ring(ring)
            for lon, lat in ring:
                away = distance_km(told["lat"], told["lon"], lat, lon)
                assert away == pytest.approx(told["radius_km"], rel=0.01)


def test_review_confidence_model_and_version_are_told(exported: Export) -> None:
    features = read(exported("geojson", "i.geojson"))
    assert {f["properties"]["review_status"] for f in features} == {"open", "partly"}
    for feature in features:
        told = feature["properties"]
        assert 0 <= told["confidence"] <= 1
        assert len(told["models"][0]) == 64
        assert told["riwaya"]
        assert len(told["claims"]) == told["of"]


def test_days_go_up_and_filters_hold(exported: Export) -> None:
    days = [f["properties"]["day_from"] for f in read(exported("geojson", "i.geojson"))]
    assert days == sorted(days)
    march = read(exported("geojson", "i.geojson", "--until", "2016-03"))
    assert [f["properties"]["place"] for f in march] == ["Maarat al-Numan"]
    assert len(read(exported("geojson", "i.geojson", "--limit", "2"))) == 2


def test_points_on_request(exported: Export) -> None:
    for feature in read(exported("geojson-points", "i.geojson")):
        told = feature["properties"]
        assert feature["geometry"] == {"type": "Point", "coordinates": [told["lon"], told["lat"]]}


def test_the_public_sees_the_district_of_a_hospital(exported: Export) -> None:
    whole = read(exported("geojson", "i.geojson", "--place", "douma"))
    public = read(exported("geojson", "p.geojson", "--public", "--unreviewed", "--place", "douma"))
    assert public[0]["id"] == whole[0]["id"]
    assert public[0]["properties"]["radius_km"] > whole[0]["properties"]["radius_km"]
    assert public[0]["properties"]["place"] != whole[0]["properties"]["place"]


def test_only_what_was_reviewed(exported: Export) -> None:
    (public,) = read(exported("geojson", "p.geojson", "--public"))
    assert public["properties"]["review_status"] == "reviewed"
    (ours,) = read(exported("geojson", "p.geojson", "--reviewed"))
    assert (
        ours["properties"]["of"]
        == ours["properties"]["reviewed"]
        == len(ours["properties"]["claims"])
    )


@given(st.floats(-85, 85), st.floats(-180, 180), st.floats(0.5, 300))
def test_circles_anywhere_are_valid(lat: float, lon: float, km: float) -> None:
    geometry = geometry_of(lat, lon, km)
    assert geometry["type"] in {"Polygon", "MultiPolygon"}
    for ring in rings(geometry):
        if len({tuple(corner) for corner in ring}) > 3:  # a touch of the meridian is a sliver
            checked_ring(ring)


def test_a_circle_over_the_date_line_is_cut_in_two() -> None:
    geometry = geometry_of(10.0, 179.9, 50.0)
    assert geometry["type"] == "MultiPolygon"
    near, far = rings(geometry)
    assert max(lon for lon, _ in near) == 180
    assert min(lon for lon, _ in far) == -180


@pytest.mark.parametrize(("lat", "radius"), [(10.0, None), (10.0, 0.0), (89.5, 20.0)])
def test_without_a_circle_there_is_the_point(lat: float, radius: float | None) -> None:
    assert geometry_of(lat, 5.0, radius) == {"type": "Point", "coordinates": [5.0, lat]}
