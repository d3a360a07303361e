"""The map shows the place in its middle, to scale, and nothing beyond its paper."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.export.dossier.locator import LEAST_KM, TALL, WIDE, located
from riwaya.export.shown.language import LANGUAGES
from riwaya.fusion.told import Spot

ENGLISH, ARABIC = LANGUAGES["en"], LANGUAGES["ar"]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def corners(path: str) -> list[tuple[float, float]]:
    found = [float(one) for one in NUMBER.findall(path)]
    return list(zip(found[::2], found[1::2], strict=True))


def test_the_circle_is_as_wide_as_the_scale_says() -> None:
    drawing = located(35.02, 40.45, 12.0, 3, (), ENGLISH)
    length, km = drawing.scale
    assert (drawing.pin.x, drawing.pin.y) == pytest.approx((WIDE / 2, TALL / 2), abs=3)
    assert drawing.pin.radius / length == pytest.approx(12.0 / km)
    assert drawing.land
    assert {one.name for one in drawing.towns}


def test_names_are_in_the_readers_language() -> None:
    english, arabic = (located(33.3, 36.9, 25.0, 1, (), words) for words in (ENGLISH, ARABIC))
    assert any("Damascus" in one.name for one in english.towns)
    assert any("دمشق" in one.name for one in arabic.towns)


def test_other_places_are_on_the_map_unless_they_are_far_away() -> None:
    near = Spot("a", "a", 35.4, 36.9, 5.0)
    far = Spot("b", "b", 15.3, 44.2, 5.0)
    drawing = located(35.6, 36.6, 3.0, 2, ((near, 1), (far, 1)), ENGLISH)
    assert len(drawing.others) == 1
    assert 0 < drawing.others[0].x < WIDE
    assert 0 < drawing.others[0].y < TALL
    assert drawing.others[0].x > drawing.pin.x  # farther east
    assert drawing.others[0].y > drawing.pin.y  # farther south


@settings(max_examples=25)
@given(
    st.floats(-80, 80),
    st.floats(-179, 179),
    st.one_of(st.none(), st.floats(0, 2000)),
)
def test_nothing_is_drawn_far_beyond_the_paper(lat: float, lon: float, km: float | None) -> None:
    drawing = located(lat, lon, km, 1, (), ENGLISH)
    assert all(-60 <= x <= WIDE + 60 and -60 <= y <= TALL + 60 for x, y in corners(drawing.land))
    for town in drawing.towns:
        assert 0 <= town.x <= WIDE
        assert 0 <= town.y <= TALL
    assert drawing.scale[0] <= WIDE / 4 + 1 or km is None or km <= LEAST_KM
