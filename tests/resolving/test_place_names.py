"""Which words of a mention are a place's name."""

import pytest

from riwaya.resolving.fixes import Named
from riwaya.resolving.place_names import find_name

from .world import PLACE_TABLE, WHO, scene, stretch


def named(marked: str) -> Named | None:
    raw, start, end = stretch(marked)
    where = scene(raw)
    return find_name(where.tokens_in(start, end), where, PLACE_TABLE, WHO)


@pytest.mark.parametrize(
    ("marked", "first", "before", "after"),
    [
        ("[دير الزور]", "deir-ez-zor", 0, 0),
        ("[ديرالزور]", "deir-ez-zor", 0, 0),
        ("[مدينة حلب]", "aleppo", 1, 0),
        ("[ريف ديرالزور الشرقي]", "deir-ez-zor", 1, 1),
        ("[الغوطة الشرقية]", "eastern-ghouta", 0, 0),
        ("[حقل العمر النفطي]", "omar-field", 0, 1),
        ("[حلب السورية]", "aleppo", 0, 1),
        ("[مناطق متفرقة من حلب]", "aleppo", 3, 0),
        ("[مدينة حلب شمالي سوريا]", "aleppo", 1, 2),
        ("[سوريا]", "country-SY", 0, 0),
        ("في سوريا [بحلب]", "aleppo", 0, 0),
        ("[الحلب]", "aleppo", 0, 0),
        ("[حويجة]", "hawija", 0, 0),
        ("[حي السكري]", "aleppo-sukkari", 1, 0),
    ],
)
def test_the_longest_stretch_that_is_a_place(
    marked: str, first: str, before: int, after: int
) -> None:
    found = named(marked)
    assert found
    assert found.spots[0].id == first
    assert (len(found.before), len(found.after)) == (before, after)
    assert found.whole is (before == after == 0)


@pytest.mark.parametrize(
    "marked",
    [
        "[كلمة]",
        "[كلمة حلب]",
        "[حلب كلمة]",
        "[شقيق حلب]",
        "[المدينة]",
        "[وسط المدينة]",
        "[شمال]",
        "[حي حلب]",
        "[بحلب]",
        "[حل]",
        "[المدينة الهندية]",
        "[،]",
    ],
    ids=[
        "unknown", "strange word before", "strange word after", "a brother", "short form", "part of one",
        "a direction", "no quarter of that name", "clitic in a text of no country", "short",
        "described by nationality", "no words",
    ],
)  # fmt: skip
def test_what_is_no_place_name(marked: str) -> None:
    assert named(marked) is None


def test_the_town_of_a_nationality_s_name_is_found_by_itself() -> None:
    found = named("[مدينة الهندية]")
    assert found
    assert [s.id for s in found.spots] == ["hindiya"]


def test_behind_a_word_for_a_quarter_only_quarters_count() -> None:
    found = named("[حي السكري]")
    assert found
    assert {s.kind for s in found.spots} == {"neighbourhood"}
