"""The base map's arcs put together again: rings that close, around the towns that they should."""

from collections import Counter

from shapely import Point, Polygon

from riwaya.export.pictures.base_map import coarse, country_names, fine, fine_box, towns


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


def test_names_are_in_both_languages() -> None:
    syria = next(one for one in country_names() if one.english == "Syria")
    assert syria.called("ar") == "سوريا"
    nameless = next(one for one in towns() if not one.arabic)
    assert nameless.called("ar") == nameless.english
