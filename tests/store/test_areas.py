"""Distances, boxes and polygons on the globe."""

import json
from math import cos, radians

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.knowledge import geodesy
from riwaya.store.areas import (
    box_of,
    box_of_rings,
    distance_km,
    is_near,
    is_within,
    spans,
    unrolled,
)
from riwaya.store.query import Near, Ring

LATS, LONS = st.floats(-90, 90), st.floats(-180, 180)


def inside(lat: float, lon: float, *rings: Ring) -> bool:
    lines = [unrolled(ring) for ring in rings]
    (south, north), stretches = box_of_rings(lines)
    boxed = south <= lat <= north and any(west <= lon <= east for west, east in stretches)
    exact = is_within(lat, lon, json.dumps([lines]))
    assert boxed or not exact  # the box never loses a point
    return exact


@given(LATS, LONS, LATS, LONS)
def test_the_distance_is_the_one_of_geodesy(a: float, o: float, b: float, p: float) -> None:
    assert distance_km(a, o, b, p) == pytest.approx(geodesy.distance_km(a, o, b, p), abs=1e-6)


@given(LATS, LONS, st.floats(0, 20_016), LATS, LONS)
def test_a_box_holds_all_of_its_circle(
    lat: float, lon: float, km: float, other_lat: float, other_lon: float
) -> None:
    assume(is_near(other_lat, other_lon, lat, lon, km))
    (south, north), stretches = box_of(Near(lat, lon, km))
    assert south <= other_lat <= north
    assert any(west <= other_lon <= east for west, east in stretches) or abs(other_lat) > 89.9999


@pytest.mark.parametrize(
    ("near", "point", "held"),
    [
        (Near(35.33, 40.14, 20), (35.33, 40.14), True),
        (Near(35.33, 40.14, 20), (35.33, 40.35), True),
        (Near(35.33, 40.14, 20), (35.33, 40.37), False),
        (Near(0, 179.95, 20), (0, -179.95), True),  # across the antimeridian
        (Near(0, -179.95, 20), (0, 179.95), True),
        (Near(89.9, 0, 30), (89.9, 180), True),  # across the pole
        (Near(-89.9, 0, 30), (-89.95, 170), True),
        (Near(0, 0, 0), (0, 0), True),
    ],
)
def test_a_circle(near: Near, point: tuple[float, float], held: bool) -> None:
    (south, north), stretches = box_of(near)
    lat, lon = point
    boxed = south <= lat <= north and any(west <= lon <= east for west, east in stretches)
    assert (boxed and is_near(lat, lon, near.lat, near.lon, near.km)) == held


def test_a_small_circle_has_a_small_box() -> None:
    (south, north), [(west, east)] = box_of(Near(35, 40, 10))
    assert north - south == pytest.approx(20 / 111.19, rel=0.01)
    assert east - west == pytest.approx(20 / 111.19 / cos(radians(35)), rel=0.01)


@given(LONS, st.floats(0, 400))
def test_stretches_of_longitude_are_within_the_map(west: float, width: float) -> None:
    found = spans(west, west + width)
    assert all(-180 <= start <= end <= 180 for start, end in found)
    assert sum(end - start for start, end in found) == pytest.approx(min(width, 360))


SQUARE = ((40.0, 35.0), (42.0, 35.0), (42.0, 37.0), (40.0, 37.0))
HOLE = ((40.5, 35.5), (41.5, 35.5), (41.5, 36.5), (40.5, 36.5))


@pytest.mark.parametrize(
    ("lat", "lon", "held"),
    [
        (36.9, 41.9, True),
        (37.1, 41.9, False),
        (36, 39.9, False),
        (36, 42.1, False),
        (35, 41, True),  # on its lines
        (37, 41, True),
        (36, 40, True),
        (36, 42, True),
        (35, 40, True),
        (37, 42, True),
    ],
)
def test_a_square(lat: float, lon: float, held: bool) -> None:
    assert inside(lat, lon, SQUARE) == held
    assert inside(lat, lon, tuple(reversed(SQUARE))) == held
    assert inside(lat, lon, (*SQUARE, SQUARE[0])) == held


def test_a_hole_is_outside() -> None:
    assert inside(35.2, 40.2, SQUARE, HOLE)
    assert not inside(36, 41, SQUARE, HOLE)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_polygon_across_the_antimeridian(turn: int) -> None:
    ring = ((179.0, -1.0), (-179.0, -1.0), (-179.0, 1.0), (179.0, 1.0))
    ring = ring[turn:] + ring[:turn]
    assert inside(0, 179.5, ring)
    assert inside(0, -179.5, ring)
    assert inside(0, 180, ring)
    assert inside(0, -180, ring)
    assert not inside(0, 178.5, ring)
    assert not inside(0, -178.5, ring)
    assert not inside(0, 0, ring)


@pytest.mark.parametrize("lat", [70.0, -70.0])
def test_a_polygon_around_a_pole(lat: float) -> None:
    ring = tuple((float(lon), lat) for lon in range(-180, 180, 30))
    for lon in (-180.0, -90.0, 0.0, 45.0, 179.0):
        assert inside(lat * 1.1, lon, ring)
        assert not inside(lat * 0.9, lon, ring)


@pytest.mark.parametrize(
    "ring", [(), ((0.0, 0.0),), ((0.0, 0.0), (1.0, 1.0)), ((0.0, 0.0), (1.0, 1.0), (0.0, 0.0))]
)
def test_a_ring_needs_three_points(ring: Ring) -> None:
    with pytest.raises(BadInput, match="three points"):
        unrolled(ring)


@given(LATS.filter(lambda lat: abs(lat) < 80), LONS, st.floats(0.1, 5), LATS, LONS)
def test_a_box_as_a_polygon(lat: float, lon: float, size: float, y: float, x: float) -> None:
    def turned(value: float) -> float:
        return (value + 180) % 360 - 180

    ring = tuple(
        (turned(lon + dx * size), lat + dy * size)
        for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    )
    away = abs(turned(x - lon))
    assume(abs(away - size) > 1e-4)
    assume(abs(abs(y - lat) - size) > 1e-4)
    assert inside(y, x, ring) == (away < size and abs(y - lat) < size)
