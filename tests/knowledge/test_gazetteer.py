"""GeoNames' places: a small file, found by any spelling, the most peopled first."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.gazetteer import (
    ARTICLE,
    BASIS,
    COLUMNS,
    COUNTRY,
    KINDS,
    Gazetteer,
    bare_key,
    fingerprint,
    place_key,
    radius_of,
    shipped_gazetteer,
)
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.tables import shipped


def gazetteer(folder: Path) -> Gazetteer:
    """A region, its large town, and a village of another country with the town's name."""
    region, town, village = 0, 1, 2
    names = [("ريف", region), ("تلعبور", village), ("تلعبور", town)]
    pairs = sorted(
        ((fingerprint(place_key(name)), row) for name, row in names),
        key=lambda pair: (pair[0], -[0, 90_000, 300][pair[1]]),
    )
    columns = {
        "lat": np.array([36.0, 36.5, 15.12345678], "f4"),
        "lon": np.array([37.0, 37.5, -44.0], "f4"),
        "radius": np.array([60, 0, 0], "f4"),
        "population": np.array([0, 90_000, 300], "i4"),
        "kind": np.array([KINDS.index("region"), 0, 0], "u1"),
        "region": np.array([-1, 0, -1], "i4"),
        "keys": np.array([key for key, _ in pairs], "u8"),
        "rows": np.array([row for _, row in pairs], "i4"),
        "text": np.frombuffer(
            "rif\tRif\tSY\tريف\ntall\tTall\tSY\tتلعبور\ntal-ye\tTal\tYE\tتلعبور".encode(),
            "u1",
        ),
    }
    assert set(columns) == set(COLUMNS)
    with (folder / "places.npz").open("wb") as opened:
        np.savez(opened, **columns)
    return Gazetteer(folder / "places.npz")


def test_the_shipped_file_is_small() -> None:
    with shipped("places/gazetteer.npz").open("rb") as opened:
        assert opened.seek(0, 2) <= 15_000_000


def test_columns_become_places(tmp_path: Path) -> None:
    places = gazetteer(tmp_path)
    assert len(places) == 3
    (rif,) = places.find(place_key("ريف"))
    assert (rif.id, rif.kind, rif.radius_km, rif.region) == ("rif", "region", 60, "")
    town, village = places.find(place_key("تلعبور"))
    assert (town.id, town.name, town.arabic, town.country) == ("tall", "Tall", "تلعبور", "SY")
    assert (town.region, town.radius_km, town.population) == ("Rif", 5, 90_000)
    assert (village.region, village.radius_km) == ("", 2)
    assert (village.lat, village.lon) == (15.1235, -44)
    assert {place.basis for place in (rif, town, village)} == {BASIS}
    assert not town.listed
    assert places.find(place_key("حلب")) == []


def test_a_file_without_a_column_is_not_taken(tmp_path: Path) -> None:
    with (tmp_path / "places.npz").open("wb") as opened:
        np.savez(opened, lat=np.zeros(1))
    with pytest.raises(KeyError):
        Gazetteer(tmp_path / "places.npz")


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("حلب", "SY", 36.2, 37.16),
        ("دير الزور", "SY", 35.34, 40.14),
        ("ديرالزور", "SY", 35.34, 40.14),  # blanks are of no matter
        ("الموصل", "IQ", 36.34, 43.12),
        ("صنعاء", "YE", 15.35, 44.2),
        ("طرابلس", "LY", 32.89, 13.19),
        ("طرابلس", "LB", 34.44, 35.85),
        ("إدلب", "SY", 35.93, 36.63),
        ("ادلب", "SY", 35.93, 36.63),
        ("كابول", "AF", 34.53, 69.17),
    ],
)
def test_a_town_is_where_it_is(name: str, country: str, lat: float, lon: float) -> None:
    spots = [s for s in shipped_gazetteer().find(place_key(name)) if s.country == country]
    assert min(distance_km(lat, lon, s.lat, s.lon) for s in spots if s.kind == "town") < 15


@pytest.mark.parametrize("name", ["طرابلس", "حلب", "رفح", "الزاوية", "المدينة", "العمارة"])
def test_the_most_peopled_comes_first(name: str) -> None:
    people = [spot.population for spot in shipped_gazetteer().find(place_key(name))]
    assert people
    assert people == sorted(people, reverse=True)


@pytest.mark.parametrize(
    "code",
    [
        "SY",
        "IQ",
        "YE",
        "LY",
        "SD",
        "PS",
        "IL",
        "LB",
        "TR",
        "IR",
        "EG",
        "SA",
        "AF",
        "SO",
        "RU",
        "US",
    ],
)
def test_a_country_is_found_by_its_code(code: str) -> None:
    (land,) = shipped_gazetteer().find(COUNTRY + code)
    assert (land.kind, land.country) == ("country", code)


def test_it_holds_what_it_was_made_for() -> None:
    assert len(shipped_gazetteer()) > 10_000


@pytest.mark.parametrize(
    ("people", "kilometres"),
    [(0, 2), (19_999, 2), (20_000, 5), (299_999, 5), (300_000, 10), (9_000_000, 10)],
)
def test_more_people_reach_farther(people: int, kilometres: float) -> None:
    assert radius_of(people) == kilometres


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("دير الزور", "ديرالزور"),
        ("الرقّة", "الرقه"),
        ("تل-أبيض", "تل ابيض"),
        ("أبو كمال", "أبي كمال"),
    ],
)
def test_spellings_of_one_place_have_one_key(left: str, right: str) -> None:
    assert place_key(left) == place_key(right)


@pytest.mark.parametrize(
    ("name", "bare"),
    [("الرقة", "رقه"), ("رقة", "رقه"), ("ألم", "الم"), ("البو كمال", "بوكمال")],
)
def test_the_article_comes_off(name: str, bare: str) -> None:
    assert bare_key(place_key(name)) == bare


@given(st.text())
def test_a_bare_key_is_the_key_or_its_end(key: str) -> None:
    assert key in {bare_key(key), ARTICLE + bare_key(key)}


@given(st.text(), st.text())
def test_a_fingerprint_fits_its_column_and_tells_keys_apart(one: str, other: str) -> None:
    assert 0 <= fingerprint(one) < 2**64
    assert (fingerprint(one) == fingerprint(other)) == (one == other)
