"""Headings of incidents in both languages."""

import pytest

from riwaya.export.shown.heading import colour_of, heading, place_called
from riwaya.export.shown.language import LANGUAGES
from riwaya.pipeline import known_with
from riwaya.records.terms import EVENTS
from riwaya.resolving.claims import Knowledge

ENGLISH, ARABIC = LANGUAGES["en"], LANGUAGES["ar"]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return known_with(None)


def test_a_heading_names_what_and_where() -> None:
    assert heading(ENGLISH, ["air_strike", "kill"], "Douma") == "Air strikes in Douma"
    assert heading(ENGLISH, ["air_strike"], None) == "Air strikes"
    assert heading(ENGLISH, [], "Douma") == "Incident · Douma"
    assert heading(ARABIC, ["air_strike"], "دوما") == "غارة جوية – دوما"
    assert heading(ARABIC, ["capture"], "الرقة") == "السيطرة على الرقة"


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_a_heading_and_a_colour(event: str) -> None:
    for words in (ENGLISH, ARABIC):
        said = heading(words, [event], "X")
        assert said.endswith("X")
        assert "{" not in said
        assert event not in said or event == said.split()[0]
    assert colour_of([event])


def test_places_by_their_arabic_names(known: Knowledge) -> None:
    assert place_called(ARABIC, known, "omar-oil-field", "Al-Omar oil field") == "حقل العمر"
    assert place_called(ARABIC, known, "damascus", "Damascus") == "دمشق"
    assert place_called(ARABIC, known, "syria", "Syria") == "سوريا"
    assert place_called(ARABIC, known, "nobody-knows", "Nowhere") == "Nowhere"
    assert place_called(ENGLISH, known, "damascus", "Damascus") == "Damascus"
    assert place_called(ARABIC, known, None, None) is None
