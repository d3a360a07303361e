"""The base map's arcs put together again: rings that close, around the towns that they should."""

from collections import Counter

import pytest
from shapely import MultiLineString, Point, Polygon

from riwaya.export.pictures.base_map import (
    coarse,
    country_names,
    fine,
    fine_box,
    towns,
    waters,
)  # fmt: skip
from riwaya.export.pictures.map_drawing import base
from riwaya.export.pictures.projection import view_of

#: About 10 km: what the lines are off, and a town's width.
BESIDE = 0.1


def test_rings_close_and_lie_on_the_globe() -> None:
    for lines in (coarse(), fine()):
        assert len(lines.land) > 100
        for ring in lines.land:
            assert ring[0] == ring[-1]
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)


def test_every_town_of_syria_and_iraq_lies_on_land_once() -> None:
    rings = [Polygon(ring) for ring in fine().land]
    for name in ("Aleppo", "Baghdad", "Mosul", "Homs"):
        town = next(one for one in towns() if one.english == name)
        around = [ring for ring in rings if ring.contains(Point(town.lon, town.lat))]
        assert len(around) == 1, name


def test_borders_are_drawn_once() -> None:
    lines = fine()
    counted = Counter(lines.countries + lines.regions)
    assert len(lines.regions) > 300
    assert set(counted.values()) == {1}
    west, south, east, north = fine_box()
    assert west < 36 < east
    assert south < 33 < north


@pytest.mark.parametrize("along", [
    ("Jarābulus", "Ar Raqqah", "Deir ez-Zor", "Hīt", "Nasiriyah"),
    ("Mosul", "Tikrīt", "Baghdad", "Al-Kut"),
    ("Khartoum", "Aswān", "Luxor", "Sohag", "Cairo"),
], ids=["Euphrates", "Tigris", "Nile"])  # fmt: skip
def test_a_river_runs_from_town_to_town(along: tuple[str, ...]) -> None:
    """Its stretches hang together over the whole way, so that it has no gaps."""
    lines = MultiLineString(list(waters().rivers))
    named = {one.english: Point(one.lon, one.lat) for one in reversed(towns())}
    for name in along:
        assert lines.distance(named[name]) < BESIDE, name
    wide = lines.buffer(BESIDE)
    whole = next(one for one in wide.geoms if one.contains(named[along[0]]))
    assert all(whole.contains(named[name]) for name in along)


def test_lakes_are_rings() -> None:
    assert all(ring[0] == ring[-1] for ring in waters().lakes)
    dead_sea = Point(35.48, 31.55)
    assert any(Polygon(ring).contains(dead_sea) for ring in waters().lakes)


def test_waters_lie_under_borders_and_are_drawn_neither_from_afar_nor_from_near() -> None:
    made = base(view_of([(31.0, 38.0, 0.0), (36.5, 47.0, 0.0)], 900.0))
    order = [
        made.index(f'class="{name}"') for name in ("land", "river", "lake", "region", "border")
    ]
    assert order == sorted(order)
    for points in ([(-30.0, -60.0, 0.0), (60.0, 100.0, 0.0)], [(35.33, 40.14, 20.0)]):
        assert 'class="river"' not in base(view_of(points, 900.0))


def test_names_are_in_both_languages() -> None:
    syria = next(one for one in country_names() if one.english == "Syria")
    assert syria.called("ar") == "سوريا"
    nameless = next(one for one in towns() if not one.arabic)
    assert nameless.called("ar") == nameless.english
