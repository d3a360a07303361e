"""A place as a point: what the words around its name add, and what a report has located."""

import pytest

from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.name_words import tokens_of
from riwaya.resolving.fixes import FAR_LETTERS, Area, Fix, Named, fix_of, kind_of, shifted
from riwaya.resolving.offsets import Offset

from .world import spot

TOWN = spot("town")
REGION = spot("region", "region", radius_km=100.0)


def fixed(before: str = "", after: str = "", place: object = TOWN) -> Fix:
    named = Named([], tokens_of(before), tokens_of(after), whole=False)
    return fix_of([(place, 3.0, "why")], named)  # type: ignore[list-item]


def at(place: object, start: int = 0) -> tuple[int, Fix]:
    return start, Fix(place, 35.0, 40.0, 5.0, "here")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "plain"),
    [("village", "town"), ("city", "town"), ("province", "region"), ("dam", "dam")],
)
def test_kinds_of_the_lists_are_those_of_the_gazetteer(kind: str, plain: str) -> None:
    assert kind_of(spot("x", kind)) == plain


@pytest.mark.parametrize(
    ("before", "after", "radius", "near", "within"),
    [
        ("", "", 5.0, False, False),
        ("مدينة", "", 5.0, False, False),
        ("ريف", "", 20.0, True, False),
        ("محيط", "", 5.0, True, False),
        ("وسط", "", 5.0, False, False),
        ("ساحل", "", 10.0, True, False),
        ("شمال", "", 5.0, False, True),
        ("ريف", "الشرقي", 20.0, True, True),
    ],
)
def test_parts_and_directions_widen(
    before: str, after: str, radius: float, near: bool, within: bool
) -> None:
    fix = fixed(before, after)
    assert (fix.radius_km, fix.near, fix.within) == (radius, near, within)


@pytest.mark.parametrize(
    ("before", "after", "place", "away", "north", "east"),
    [
        ("شمال", "", TOWN, 3.0, 1, 0),
        ("جنوب", "", TOWN, 3.0, -1, 0),
        ("", "الغربي", TOWN, 3.0, 0, -1),
        ("شمال شرق", "", TOWN, 3.0, 1, 1),
        ("ريف", "الجنوبي الغربي", TOWN, 10.0, -1, -1),
        ("شرق", "", REGION, 60.0, 0, 1),
        ("شمال", "", spot("land", "country", radius_km=400.0), 240.0, 1, 0),
        ("مدينة", "", TOWN, 0.0, 0, 0),
    ],
)
def test_a_direction_moves_the_point(
    before: str, after: str, place: object, away: float, north: int, east: int
) -> None:
    fix = fixed(before, after, place)
    moved = distance_km(35.0, 40.0, fix.lat, fix.lon)
    assert moved == pytest.approx(away, rel=0.02, abs=0.01)
    assert fix.radius_km >= away
    for value, middle, sign in ((fix.lat, 35.0, north), (fix.lon, 40.0, east)):
        assert (value > middle) - (value < middle) == sign


def test_the_best_three_others_are_kept_with_their_share() -> None:
    ranked = [
        (spot(name), score, name)
        for name, score in zip("abcde", (4.0, 3.0, 2.0, 1.0, 0.5), strict=True)
    ]
    fix = fix_of(ranked, Named([], (), (), whole=True))
    assert fix.spot is ranked[0][0]
    assert fix.others == (("b", 0.23), ("c", 0.09), ("d", 0.03))  # shares of e to the score
    assert fix.reason == "A: a"


def test_shares_lie_between_nothing_and_all() -> None:
    fix = fix_of([(TOWN, -1.0, "x"), (REGION, -2.0, "y")], Named([], (), (), whole=True))
    assert fix.others == (("region", 0.27),)


@pytest.mark.parametrize(
    ("north", "east", "radius"), [(40.0, 0.0, 6.0), (3.0, 4.0, 5.0), (-100.0, 0.0, 15.0)]
)
def test_a_distance_moves_the_point_and_its_doubt_grows(
    north: float, east: float, radius: float
) -> None:
    fix = shifted(at(TOWN)[1], Offset(north, east, "so far"))
    length = (north**2 + east**2) ** 0.5
    assert distance_km(35.0, 40.0, fix.lat, fix.lon) == pytest.approx(length, rel=0.01)
    assert (fix.radius_km, fix.near) == (radius, True)
    assert fix.reason == "so far of Town"


def test_the_nearest_town_may_stand_before_or_after() -> None:
    other = spot("other")
    area = Area([at(TOWN, 0), at(REGION, 95), at(other, 150)])
    assert area.nearest_town(100, None) == at(other)[1]
    assert area.nearest_town(60, None) == at(TOWN)[1]
    assert area.nearest_town(0, None) == at(other)[1], "a place is not its own neighbour"


def test_the_nearest_town_is_one_of_the_country_that_the_text_speaks_of() -> None:
    iraqi = spot("iraqi", country="IQ")
    area = Area([at(TOWN, 0), at(iraqi, 90)])
    assert area.nearest_town(100, "SY") == at(TOWN)[1]
    assert area.nearest_town(100, "IQ") == at(iraqi)[1]
    assert area.nearest_town(100, "LB") is None


def test_a_village_is_no_town_to_go_back_to() -> None:
    village = spot("village", "village")
    area = Area([at(TOWN, 0), at(village, 10)])
    assert area.last(20, frozenset(("town",))) == at(TOWN)[1]
    assert area.last(20, frozenset(("town", "village"))) == at(village)[1]


def test_a_town_far_away_in_the_text_is_none() -> None:
    area = Area([at(TOWN, 0)])
    assert area.nearest_town(FAR_LETTERS - 1, None) == at(TOWN)[1]
    assert area.nearest_town(FAR_LETTERS, None) is None
    assert Area().nearest_town(5, None) is None


@pytest.mark.parametrize(
    ("position", "kinds", "country", "found"),
    [
        (100, {"town"}, "", "later"),
        (50, {"town"}, "", "town"),
        (100, {"town"}, "SY", "town"),
        (100, {"town"}, "LB", None),
        (100, {"region"}, "", "region"),
        (100, {"dam"}, "", None),
        (0, {"town"}, "", None),
    ],
)
def test_the_last_place_of_a_kind(
    position: int, kinds: set[str], country: str, found: str | None
) -> None:
    area = Area([
        at(TOWN, 0), at(REGION, 10), at(spot("later", country="IQ"), 50), (60, Fix(None, 0, 0, 0, "unknown")),
    ])  # fmt: skip
    last = area.last(position, frozenset(kinds), country)
    assert (last.spot.id if last and last.spot else None) == found
