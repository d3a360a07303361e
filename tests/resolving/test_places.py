"""Where a mention is: names, parts, short forms, halfway places, distances, one by one."""

import pytest

from riwaya.knowledge.geodesy import distance_km
from riwaya.resolving.claims import Knowledge
from riwaya.resolving.fixes import UNKNOWN
from riwaya.resolving.lookup import look_up_place

from .world import PLACE_TABLE, where_is


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("[دير الزور]", "deir-ez-zor"),
        ("[ديرالزور]", "deir-ez-zor"),
        ("[محافظة دير الزور]", "deir-ez-zor-province"),
        ("[حقل العمر]", "omar-field"),
        ("[الغوطة الشرقية]", "eastern-ghouta"),
        ("[الرصافة] قرب بغداد", "rusafa-iq"),
        ("معارك في دمشق ثم في [الرصافة]", "rusafa-sy"),
        ("معارك في مدينة حلب ثم في [حي السكري]", "aleppo-sukkari"),
        ("معارك في مدينة الموصل ثم في [حي السكري]", "mosul-sukkari"),
        ("[الأراضي اللبنانية]", "country-LB"),
        ("[العاصمة اللبنانية]", "beirut"),
        ("معارك في مومباي بالهند ثم في [المدينة الهندية]", "mumbai"),
        ("أعلنت سوريا في [العاصمة]", "damascus"),
        ("معارك في مدينة حلب ثم في [المدينة]", "aleppo"),
        ("[سوريا]", "country-SY"),
    ],
)
def test_where_it_is(marked: str, place: str) -> None:
    fix = where_is(marked)
    assert fix.spot
    assert fix.spot.id == place
    assert fix.reason


@pytest.mark.parametrize("marked", ["[كلمة]", "[بلدة لا يعرفها أحد]", "[وحلب]", "[،]"])
def test_what_is_not_known_is_nowhere(marked: str) -> None:
    assert where_is(marked) == UNKNOWN


@pytest.mark.parametrize("marked", ["[المدينة]", "[وسط المدينة]", "[المدينة]، معارك في مدينة حلب"])
def test_a_short_form_needs_a_place_before_it(marked: str) -> None:
    assert where_is(marked).reason == "a short form, and no such place named before"


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("معارك في العراق وفي [حي الرفاعي] بالموصل", "mosul"),
        ("عدوان على [البلدة القديمة] في مدينة دمشق", "damascus"),
    ],
)
def test_what_is_not_known_lies_in_the_town_that_a_preposition_leads_to(
    marked: str, place: str
) -> None:
    fix = where_is(f"أعلنت سوريا والعراق: {marked}")
    assert fix.spot
    assert fix.spot.id == place
    assert fix.radius_km >= 10
    assert fix.reason.startswith("not known itself: somewhere in")


def test_what_merely_follows_leads_nowhere() -> None:
    assert where_is("أعلنت سوريا عن [بلدة لا يعرفها أحد] وعن مدينة دمشق") == UNKNOWN


def test_what_is_named_after_a_town_nearby_lies_there() -> None:
    fix = where_is("أعلنت سوريا وقوع قصف على [سوق حلب]")
    assert fix.spot
    assert fix.spot.id == "aleppo"
    assert fix.near


def test_a_quarter_far_from_the_town_is_another_one_of_its_name() -> None:
    fix = where_is("معارك في مدينة دمشق ثم في [حي السكري]")
    assert fix.spot
    assert fix.spot.id == "damascus"
    assert fix.reason == "not known itself: somewhere in Damascus"
    assert fix.radius_km >= 10


@pytest.mark.parametrize(
    "street",
    [
        "شارع بغداد",
        "شارع حلب",
    ],
)
def test_a_street_with_a_town_s_name_is_in_the_town_of_the_report(street: str) -> None:
    fix = where_is(f"أعلنت سوريا وقوع معارك في مدينة دمشق في [{street}]")
    assert fix.spot
    assert fix.spot.id == "damascus"


@pytest.mark.parametrize("words", ["الطريق بين كركوك والحويجة", "بين كركوك والحويجة"])
def test_between_two_places_is_halfway(words: str) -> None:
    fix = where_is(f"[{words}]")
    kirkuk, hawija = (PLACE_TABLE.find(name)[0] for name in ("كركوك", "الحويجه"))
    ways = [distance_km(fix.lat, fix.lon, end.lat, end.lon) for end in (kirkuk, hawija)]
    apart = distance_km(kirkuk.lat, kirkuk.lon, hawija.lat, hawija.lon)
    assert ways == pytest.approx([apart / 2, apart / 2], rel=0.02)
    assert fix.radius_km == pytest.approx(apart / 2)
    assert fix.near


def test_between_a_place_and_an_unknown_one_is_no_halfway() -> None:
    assert "halfway" not in where_is("[الطريق بين كركوك والكلمة]").reason


@pytest.mark.parametrize(
    ("marked", "away"),
    [
        ("على بعد 60 كلم شمال شرق [بغداد]", 60),
        ("على بعد 60 كلم من [بغداد]", 0),
        ("[شمال بغداد]", 3),
        ("[ريف بغداد الشمالي]", 10),
        ("[وسط بغداد]", 0),
    ],
)
def test_what_is_said_of_the_place_moves_the_point(marked: str, away: float) -> None:
    fix = where_is(marked)
    baghdad = PLACE_TABLE.find("بغداد")[0]
    assert fix.spot is baghdad
    moved = distance_km(fix.lat, fix.lon, baghdad.lat, baghdad.lon)
    assert moved == pytest.approx(away, rel=0.02, abs=0.02)


def test_the_other_namesakes_are_said() -> None:
    fix = where_is("معارك في دمشق ثم في [الرصافة]")
    ((other, share),) = fix.others
    assert other == "rusafa-iq"
    assert 0 < share < 1


def test_a_place_is_no_alternative_to_itself() -> None:
    found = look_up_place("أبو غريب", Knowledge())
    assert found.entity not in found.others
