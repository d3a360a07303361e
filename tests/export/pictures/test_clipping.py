"""What is cut to a rectangle lies in it, and is what shapely would have cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

from riwaya.export.pictures.clipping import BEYOND, lines_within, ring_within, thinned

WIDE, HIGH = 100.0, 80.0
INSIDE = box(-BEYOND, -BEYOND, WIDE + BEYOND, HIGH + BEYOND)
CORNER = st.tuples(st.floats(-300, 400), st.floats(-300, 400))


@given(st.lists(CORNER, min_size=3, max_size=3))
def test_triangles_are_cut_as_shapely_cuts_them(corners: list[tuple[float, float]]) -> None:
    whole = Polygon(corners)
    found = ring_within([*corners, corners[0]], WIDE, HIGH)
    wanted = whole.intersection(INSIDE).area if whole.is_valid else 0.0
    area = Polygon(found).area if len(found) > 2 else 0.0
    assert area == pytest.approx(wanted, abs=max(0.01 * wanted, 2.0) + whole.length * 0.7)
    assert all(INSIDE.buffer(0.01).intersects(box(x, y, x, y)) for x, y in found)


def test_the_large_ring_around_becomes_the_rectangle() -> None:
    ring = [(-500.0, -500.0), (500.0, -500.0), (500.0, 500.0), (-500.0, 500.0), (-500.0, -500.0)]
    assert Polygon(ring_within(ring, WIDE, HIGH)).equals(INSIDE)
    assert ring_within([(200.0, 0.0), (300.0, 0.0), (300.0, 50.0)], WIDE, HIGH) == []


def test_lines_keep_the_stretches_that_are_seen() -> None:
    line = [(-50.0, 10.0), (50.0, 10.0), (50.0, 500.0), (60.0, 500.0), (60.0, 20.0)]
    runs = list(lines_within(line, WIDE, HIGH))
    assert [run[0] for run in runs] == [(-50.0, 10.0), (60.0, 500.0)]
    assert list(lines_within([(0.0, -40.0), (90.0, -30.0)], WIDE, HIGH)) == []


@given(st.lists(CORNER, min_size=1, max_size=40))
def test_thinning_keeps_the_ends(points: list[tuple[float, float]]) -> None:
    found = thinned(points)
    assert (found[0], found[-1]) == (points[0], points[-1])
    assert set(found) <= set(points)
