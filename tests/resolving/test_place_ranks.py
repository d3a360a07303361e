"""Which of its namesakes a place is, and what spoke for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.name_words import tokens_of
from riwaya.resolving.fixes import Area, Fix, Named
from riwaya.resolving.place_ranks import NEAR_LETTERS, plain, rank

from .world import scene, spot

SYRIAN = spot("syrian", lat=35.63, lon=38.76, population=3000)
IRAQI = spot("iraqi", lat=33.35, lon=44.42, population=3000, country="IQ")
ONLY = "the only place of this name"


def ranked(
    *spots: Spot, raw: str = "", before: str = "", fixes: list[tuple[int, Fix]] | None = None
) -> list[tuple[Spot, float, str]]:
    named = Named(spots, tokens_of(before), (), whole=not before)
    return rank(named, scene(raw), 0, Area(fixes or []))


def fix(place: Spot, radius: float = 5.0) -> Fix:
    return Fix(place, place.lat, place.lon, radius, "here")


def test_a_place_without_reasons_is_the_only_one() -> None:
    assert ranked(SYRIAN) == [(SYRIAN, pytest.approx(1.759, abs=0.001), ONLY)]


@pytest.mark.parametrize(("raw", "best"), [("أعلنت روسيا والعراق", IRAQI), ("في دمشق", SYRIAN)])
def test_the_country_of_the_text_decides(raw: str, best: Spot) -> None:
    order = ranked(SYRIAN, IRAQI, raw=raw)
    assert order[0][0] is best
    assert order[0][2] == f"the text speaks of {best.country}"
    assert order[1][2] == "the most peopled of its name"


def test_more_people_decide_where_nothing_else_does() -> None:
    large = spot("large", population=1_000_000)
    assert [s.id for s, _, _ in ranked(SYRIAN, large)] == ["large", "syrian"]


def test_a_listed_place_counts_more_than_a_small_town() -> None:
    listed = spot("listed", "field", listed=True)
    order = ranked(SYRIAN, listed)
    assert order[0][0] is listed
    assert order[0][2] == "in the list of conflict places"


@pytest.mark.parametrize(
    ("before", "best"), [("محافظة", "region"), ("مدينة", "town"), ("قرية", "town"), ("", "town")]
)
def test_the_word_before_asks_for_a_kind(before: str, best: str) -> None:
    town, region = spot("town", "village"), spot("region", "region", population=1000)
    order = ranked(town, region, before=before)
    assert order[0][0].id == best
    asked = "the word before asks for such a place"
    assert [asked in why for _, _, why in order] == [bool(before), False]


def test_places_near_by_decide_and_near_in_the_text_they_weigh_more() -> None:
    near_syrian, near_iraqi = spot("a", lat=35.6, lon=38.8), spot("b", lat=33.3, lon=44.4)
    close, far = NEAR_LETTERS - 1, NEAR_LETTERS + 1
    for fixes, best in (
        ([(close, fix(near_syrian)), (far, fix(near_iraqi))], SYRIAN),
        ([(far, fix(near_syrian)), (close, fix(near_iraqi))], IRAQI),
    ):
        order = ranked(SYRIAN, IRAQI, fixes=fixes)
        assert order[0][0] is best
        assert order[0][2] == "near other places of the report"


@pytest.mark.parametrize(
    "ignored",
    [(0, fix(SYRIAN)), (9, Fix(None, 0, 0, 0, "unknown")), (9, fix(SYRIAN, radius=150.0))],
    ids=["itself", "unknown", "too wide"],
)
def test_what_is_no_neighbour(ignored: tuple[int, Fix]) -> None:
    assert ranked(SYRIAN, fixes=[ignored])[0][2] == ONLY


def test_kinds_as_candidates_have_them() -> None:
    assert plain(frozenset(("city", "village", "province", "dam"))) == {
        "town",
        "village",
        "region",
        "dam",
    }


SPOTS = st.builds(
    spot, st.text("abc", min_size=1), st.sampled_from(("town", "region", "dam", "district")),
    lat=st.floats(-90, 90), lon=st.floats(-180, 180), population=st.integers(0, 10**8),
    listed=st.booleans(), country=st.sampled_from(("SY", "IQ", "")),
)  # fmt: skip


@given(st.lists(SPOTS, max_size=6), st.sampled_from(("", "مدينة", "حقل")), st.lists(SPOTS))
def test_all_candidates_are_kept_and_the_best_comes_first(
    spots: list[Spot], before: str, others: list[Spot]
) -> None:
    fixes = [(n * 50 + 1, fix(place)) for n, place in enumerate(others)]
    order = ranked(*spots, raw="في دمشق", before=before, fixes=fixes)
    scores = [score for _, score, _ in order]
    assert scores == sorted(scores, reverse=True)
    assert sorted(s.id for s, _, _ in order) == sorted(s.id for s in spots)
    assert all(why for _, _, why in order)
