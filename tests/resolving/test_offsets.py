"""Distances and directions said beside a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.resolving.offsets import offset_around

from .world import stretch

ROOT = 60 / 2**0.5


@pytest.mark.parametrize(
    ("marked", "north", "east", "words"),
    [
        ("على بعد 60 كلم شمال شرق [بغداد]", ROOT, ROOT, "60 km north-east"),
        ("على بعد ٢٠ كيلومتراً جنوب [بغداد]", -20, 0, "20 km south"),
        ("على بعد 500 متر غرب [بغداد]", 0, -0.5, "0.5 km west"),
        ("عشرين كيلومترا شمالي [بغداد]", 20, 0, "20 km north"),
        ("على بعد كيلومترين شرق [بغداد]", 0, 2, "2 km east"),
        ("على بعد 10 أميال شرق [بغداد]", 0, 16.09, "16.09 km east"),
        ("[قرية تبعد 5 كلم شرق بغداد]", 0, 5, "5 km east"),
        ("[بغداد] بنحو 30 كيلومترا جنوب", -30, 0, "30 km south"),
        ("60 كلم [شمال بغداد]", 60, 0, "60 km north"),
        ("[شمال بغداد] 60 كلم", 60, 0, "60 km north"),
        ("على بعد 400 كلم شمال [بغداد]", 400, 0, "400 km north"),
    ],
)
def test_kilometres_north_and_east(marked: str, north: float, east: float, words: str) -> None:
    offset = offset_around(*stretch(marked))
    assert offset
    assert (offset.north_km, offset.east_km) == (pytest.approx(north), pytest.approx(east))
    assert offset.words == words


@pytest.mark.parametrize(
    "marked",
    [
        "[بغداد]",
        "شمال [بغداد]",
        "على بعد 60 كلم من [بغداد]",
        "على بعد 900 كلم شمال [بغداد]",
        "على بعد 60 كلم، شمال [بغداد]",
        "على بعد 60 كلم. شمال [بغداد]",
        "كم شمال [بغداد]",
        "قتل 60 شخصا شمال [بغداد]",
        "على بعد 60 كلم شمال مدينة أخرى بعيدة جداً عن كل ما هو هنا [بغداد]",
    ],
    ids=["name", "no distance", "no direction", "too far", "comma", "full stop", "no number", "people", "far in the text"],
)  # fmt: skip
def test_both_must_be_said_in_the_clause(marked: str) -> None:
    assert offset_around(*stretch(marked)) is None


@pytest.mark.parametrize("word", ["شمالاً", "جنوبا"])
def test_an_adverb_of_direction(word: str) -> None:
    assert offset_around(*stretch(f"على بعد 60 كلم [بغداد] {word}"))


def test_directions_that_cancel_out_say_nothing() -> None:
    assert offset_around(*stretch("على بعد 60 كلم شمال جنوب [بغداد]")) is None


@given(st.integers(1, 400), st.sampled_from(("شمال", "جنوب", "شرق", "غرب", "شمال غرب")))
def test_the_length_is_the_distance(kilometres: int, direction: str) -> None:
    offset = offset_around(*stretch(f"على بعد {kilometres} كلم {direction} [بغداد]"))
    assert offset
    assert (offset.north_km**2 + offset.east_km**2) ** 0.5 == pytest.approx(kilometres)


@given(st.text(), st.text(min_size=1), st.text())
def test_any_text_is_read(before: str, name: str, after: str) -> None:
    raw = before + name + after
    offset = offset_around(raw, len(before), len(before) + len(name))
    assert offset is None or offset.words
