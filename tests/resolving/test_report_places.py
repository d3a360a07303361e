"""All places of a report together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.resolving.report_places import Located, locate_all

from .world import PLACE_TABLE, PLACES, WHO, cells, names, scene, stretch, where_is

NAMES = [name for row in cells(PLACES) for name in names(row[1])]
WORDS = [
    *NAMES,
    "في",
    "مدينة",
    "المدينة",
    "شمال",
    "سوريا",
    "حي",
    "بين",
    "و",
    "كلمة",
    "العاصمة",
    "حقول",
]


def located(marked: str) -> list[Located]:
    raw, start, end = stretch(marked)
    return locate_all(scene(raw), PLACE_TABLE, WHO, [(start, end)])[start, end]


def test_each_stretch_gets_its_places_and_no_other_does() -> None:
    raw = "معارك في دمشق وحلب وبغداد"
    wanted = [(raw.index(name), raw.index(name) + len(name)) for name in ("دمشق", "حلب")]
    found = locate_all(scene(raw), PLACE_TABLE, WHO, wanted)
    assert set(found) == set(wanted)
    assert [one.fix.spot.id for at in wanted for one in found[at] if one.fix.spot] == [
        "damascus", "aleppo",
    ]  # fmt: skip


def test_nothing_asked_is_nothing_found() -> None:
    assert locate_all(scene("في دمشق"), PLACE_TABLE, WHO, []) == {}


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("[الرصافة] ثم معارك في الموصل وفي مدينة كركوك", "rusafa-iq"),
        ("[الرصافة] ثم معارك في حلب وفي مدينة دمشق", "rusafa-sy"),
    ],
)
def test_what_comes_later_locates_what_came_before(marked: str, place: str) -> None:
    fix = where_is(marked)
    assert fix.spot
    assert fix.spot.id == place


def test_places_tell_where_the_text_is() -> None:
    where = scene("معارك في الموصل")
    start = where.raw.index("الموصل")
    assert where.country() is None
    locate_all(where, PLACE_TABLE, WHO, [(start, len(where.raw))])
    assert where.country() == "IQ"
    assert where.ground["IQ"] == 1


def test_a_list_behind_a_plural_gives_each_place_with_its_own_words() -> None:
    marked = "معارك في [مدن حلب ودمشق والموصل] أمس"
    raw = stretch(marked)[0]
    found = located(marked)
    assert [one.fix.spot.id for one in found if one.fix.spot] == ["aleppo", "damascus", "mosul"]
    assert [raw[one.start : one.end] for one in found] == ["مدن حلب", "دمشق", "الموصل"]


@pytest.mark.parametrize(
    "marked", ["[مدن حلب وكلمة]", "[مدينة حلب ودمشق]", "[مدن حلب]", "[حلب ودمشق]"],
    ids=["one is not known", "no plural", "only one", "no type word"],
)  # fmt: skip
def test_what_is_no_list_is_one_place(marked: str) -> None:
    _, start, end = stretch(marked)
    assert [(one.start, one.end) for one in located(marked)] == [(start, end)]


def test_a_name_alone_is_no_reason_for_its_country() -> None:
    assert "the text speaks of" not in where_is("[الرصافة]").reason


def test_a_name_within_the_mention_is_no_other_place() -> None:
    assert "near other places" not in where_is("[ريف الموصل]").reason


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.data())
def test_any_stretches_of_any_text_are_located_within_the_world(
    words: list[str], data: st.DataObject
) -> None:
    raw = " ".join(words)
    stretches = set()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(raw) - 1))
        stretches.add((start, data.draw(st.integers(start + 1, len(raw)))))
    found = locate_all(scene(raw), PLACE_TABLE, WHO, stretches)
    assert set(found) == stretches
    for (start, end), several in found.items():
        assert several
        for one in several:
            assert start <= one.start < one.end <= end
            assert one.fix.reason
            assert one.fix.spot is None or one.fix.radius_km > 0
            assert -90 <= one.fix.lat <= 90
            assert -180 <= one.fix.lon <= 180
