"""Where a mention is that has no name of its own."""

import pytest

from riwaya.resolving.fixes import Area, Fix
from riwaya.resolving.implied_places import by_adjective, minor, short_form

from .world import PLACE_TABLE, WHO, scene, spot, stretch

TOWN = Fix(spot("town"), 35.0, 40.0, 5.0, "here")
REGION = Fix(spot("region", "province", radius_km=100.0), 36.0, 41.0, 100.0, "here")
MUMBAI = Fix(spot("mumbai", country="IN"), 19.0, 72.9, 10.0, "here")
CAMP = Fix(spot("camp", "camp"), 31.0, 34.0, 2.0, "here")
#: Where the text before the mention has located things.
BEFORE = Area([(0, TOWN), (1, REGION), (2, MUMBAI), (3, CAMP)])
LEAD = "كلمة كلمة "


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("الأراضي اللبنانية", "country-LB"),
        ("العاصمة اللبنانية", "beirut"),
        ("العاصمة العراقية بغداد", "baghdad"),
        ("المدينة الهندية", "mumbai"),
        ("المدينة اللبنانية", "country-LB"),
        ("السورية", None),
        ("الطعام السوري", None),
        ("الأراضي الواسعة", None),
    ],
)
def test_a_country_by_its_adjective(words: str, place: str | None) -> None:
    raw, start, end = stretch(f"{LEAD}[{words}]")
    tokens = scene(raw).tokens_in(start, end)
    named = by_adjective(tokens, start, BEFORE, PLACE_TABLE, WHO)
    assert (named.spots[0].id if named else None) == place


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("حي الرفاعي", True),
        ("شارع المطار", True),
        ("مستشفى الرازي", True),
        ("بلدة الرفاعي", False),
        ("ريف الرفاعي", False),
        ("كلمة", False),
    ],
)
def test_an_unknown_quarter_is_somewhere_in_its_town(words: str, found: bool) -> None:
    raw, start, end = stretch(f"{LEAD}[{words}]")
    fix = minor(scene(raw).tokens_in(start, end), start, Area([(0, TOWN)]), scene(raw))
    assert (fix is not None) is found
    if fix:
        assert (fix.lat, fix.lon, fix.radius_km, fix.near) == (35.0, 40.0, 10.0, True)
        assert fix.reason == "not known itself: somewhere in Town"


def test_without_a_town_a_quarter_is_nowhere() -> None:
    raw, start, end = stretch(f"{LEAD}[حي الرفاعي]")
    assert minor(scene(raw).tokens_in(start, end), start, Area([(0, REGION)]), scene(raw)) is None


def here(words: str, text: str = LEAD, area: Area = BEFORE) -> Fix | None:
    raw, start, end = stretch(f"{text}[{words}]")
    where = scene(raw)
    return short_form(where.tokens_in(start, end), start, area, where, PLACE_TABLE)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("المدينة", "mumbai"),
        ("بالمدينة", "mumbai"),
        ("المحافظة", "region"),
        ("المخيم", "camp"),
        ("أطراف المخيم", "camp"),
        ("السد", None),
        ("حقل", None),
    ],
)
def test_a_bare_noun_is_the_last_place_of_its_kind(words: str, place: str | None) -> None:
    found = here(words)
    assert (found.spot.id if found and found.spot else None) == place


def test_a_bare_noun_without_a_place_before_it_says_so() -> None:
    found = here("المدينة", area=Area())
    assert found
    assert found.reason == "a short form, and no such place named before"


def test_other_words_are_left_alone() -> None:
    assert here("كلمة") is None


@pytest.mark.parametrize(
    ("text", "capital"),
    [("أعلنت سوريا في ", "damascus"), ("أعلنت العراق في ", "baghdad"), ("قال في ", None)],
)
def test_the_capital_is_that_of_the_text_s_country(text: str, capital: str | None) -> None:
    found = here("العاصمة", text)
    assert (found.spot.id if found and found.spot else None) == capital


def test_a_part_of_a_short_form_moves_and_widens_like_that_of_a_name() -> None:
    found = here("ريف المدينة الشرقي", area=Area([(0, TOWN)]))
    assert found
    assert found.lon > 40.0
    assert found.radius_km == 20.0
    assert found.reason == "the last such place named before: Town"
