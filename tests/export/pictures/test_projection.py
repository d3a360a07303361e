"""The view: what is to be shown is; a pixel is as long as it says; few far points are left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.export.pictures.projection import MOST_NORTH, view_of
from riwaya.knowledge.geodesy import distance_km

PLACES = st.tuples(st.floats(-70, 70), st.floats(-170, 170), st.floats(0, 200))


@given(st.lists(PLACES, min_size=1, max_size=20))
def test_all_of_few_points_are_shown(points: list[tuple[float, float, float]]) -> None:
    view = view_of(points, 900.0)
    assert all(view.shows(lat, lon) for lat, lon, _ in points)
    assert 449 <= view.height <= 721
    west, south, east, north = view.box
    assert west < east
    assert -MOST_NORTH - 5 <= south < north <= MOST_NORTH + 5


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(1, 50))
def test_kilometres_are_as_long_as_the_earth_has_them(lat: float, lon: float, km: float) -> None:
    view = view_of([(lat, lon, km)], 900.0)
    (x, y), (other, _) = view.at(lat, lon), view.at(lat, lon + 0.01)
    away = distance_km(lat, lon, lat, lon + 0.01)
    assert other - x == pytest.approx(view.pixels(away, lat), rel=0.01)
    assert (x, y) == pytest.approx((view.width / 2, view.height / 2), abs=view.height * 0.05)


def test_one_far_point_does_not_make_the_rest_small() -> None:
    near = [(35 + n / 100, 38 + n / 100, 1.0) for n in range(60)]
    view = view_of([*near, (-33.9, 151.2, 1.0)], 900.0)
    assert sum(view.shows(lat, lon) for lat, lon, _ in near) >= 56
    assert not view.shows(-33.9, 151.2)
    assert view_of([*near[:10], (-33.9, 151.2, 1.0)], 900.0).shows(-33.9, 151.2)
