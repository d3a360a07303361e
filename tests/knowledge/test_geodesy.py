"""Distances that an atlas gives; ways there and back."""

from math import hypot, pi

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from riwaya.knowledge.geodesy import EARTH_KM, distance_km, middle, moved

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
POINTS = st.tuples(LATITUDES, LONGITUDES)
#: Where news is reported from: no pole.
INHABITED = st.tuples(st.floats(-60, 60), LONGITUDES)
WAYS = st.floats(-50, 50)
DAMASCUS, ALEPPO, SANAA = (33.513, 36.292), (36.202, 37.161), (15.355, 44.206)


@pytest.mark.parametrize(
    ("here", "there", "kilometres"),
    [
        (DAMASCUS, ALEPPO, 310),
        (DAMASCUS, SANAA, 2160),
        ((0, 0), (0, 1), 111.2),
        ((0, 179.5), (0, -179.5), 111.2),  # over the date line
        ((89.5, 0), (89.5, 180), 111.2),  # over the pole
        ((0, 0), (0, 180), 20015),
    ],
)
def test_distances_are_those_of_the_globe(here, there, kilometres) -> None:
    assert distance_km(*here, *there) == pytest.approx(kilometres, rel=0.01)


@given(POINTS, POINTS)
def test_the_way_back_is_as_long(here, there) -> None:
    way = distance_km(*here, *there)
    assert 0 <= way <= pi * EARTH_KM + 1e-6
    assert way == pytest.approx(distance_km(*there, *here), abs=1e-6)
    assert distance_km(*here, *here) == 0


@given(POINTS, POINTS, POINTS)
def test_a_detour_is_not_shorter(here, over, there) -> None:
    detour = distance_km(*here, *over) + distance_km(*over, *there)
    assert distance_km(*here, *there) <= detour + 1e-3


@pytest.mark.parametrize(
    ("north", "east", "point"),
    [
        (0, 0, DAMASCUS),
        (111.19, 0, (34.513, 36.292)),
        (-111.19, 0, (32.513, 36.292)),
        (0, 92.7, (33.513, 37.292)),
        (0, -92.7, (33.513, 35.292)),
    ],
)
def test_a_point_is_moved_north_and_east(north: float, east: float, point) -> None:
    assert moved(*DAMASCUS, north, east) == pytest.approx(point, abs=0.002)


@given(INHABITED, WAYS, WAYS)
def test_a_point_is_moved_as_far_as_was_said(here, north: float, east: float) -> None:
    way = hypot(north, east)
    assert distance_km(*here, *moved(*here, north, east)) == pytest.approx(way, rel=0.02, abs=1e-4)


@given(INHABITED, WAYS, WAYS)
def test_there_and_back_is_home(here, north: float, east: float) -> None:
    there = moved(*here, north, east)
    assert distance_km(*here, *moved(*there, -north, -east)) <= 0.03 * hypot(north, east) + 1e-4


@given(INHABITED, WAYS)
def test_there_and_back_along_one_axis_is_home_to_the_metre(here, way: float) -> None:
    for north, east in ((way, 0.0), (0.0, way)):
        there = moved(*here, north, east)
        assert distance_km(*here, *moved(*there, -north, -east)) < 0.001


@given(POINTS, st.floats(-2000, 2000), st.floats(-2000, 2000))
def test_a_moved_point_is_on_the_globe(here, north: float, east: float) -> None:
    lat, lon = moved(*here, north, east)
    assert -90 <= lat <= 90
    assert -180 <= lon <= 180


@given(POINTS)
def test_the_middle_of_one_point_is_that_point(here) -> None:
    assert distance_km(*here, *middle([here])) < 1e-3
    assert distance_km(*here, *middle([here, here])) < 1e-3


@given(INHABITED, INHABITED)
def test_the_middle_of_two_is_as_far_from_either(here, there) -> None:
    way = distance_km(*here, *there)
    assume(way < 15_000)  # opposite points have no middle
    centre = middle([here, there])
    assert distance_km(*here, *centre) == pytest.approx(way / 2, rel=1e-6, abs=1e-3)
    assert distance_km(*there, *centre) == pytest.approx(way / 2, rel=1e-6, abs=1e-3)


def test_the_middle_over_the_date_line_is_there() -> None:
    lat, lon = middle([(0, 179), (0, -179)])
    assert lat == pytest.approx(0)
    assert abs(lon) == pytest.approx(180)
