"""Sentences that open with a place."""

from riwaya.fusion.openings import opening_spots
from riwaya.fusion.told import Spot

TAL_AFAR = Spot("tal-afar", "Tal Afar", 36.37, 42.45, 6.0)
TEXT = "فجر انتحاري نفسه في تلعفر. وفي الموصل، قتل عشرة. وفي وقت لاحق، أغلقت الطرق."
ENDS = [at + 2 for at in range(len(TEXT)) if TEXT.startswith(". ", at)]


def test_a_place_that_opens_a_sentence_is_found_and_a_time_is_none() -> None:
    found = opening_spots(TEXT, ENDS, [TAL_AFAR])
    assert {number: spot.name for number, spot in found.items()} == {1: "Mosul"}


def test_a_place_far_from_all_of_the_report_is_another_one_of_that_name() -> None:
    assert opening_spots(TEXT, ENDS, [Spot("x", "X", -30.0, 20.0, 5.0)]) == {}


def test_a_report_without_places_gives_none() -> None:
    assert opening_spots(TEXT, ENDS, []) == {}
