"""Words part at blanks, marks, and where letters meet digits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.words import words_of

CASES = {
    "letters and marks": (
        "قتل 3، وجرح «اثنان».",
        ["قتل", "3", "،", "وجرح", "«", "اثنان", "»", "."],
    ),
    "letters meet digits": ("واصيب10 مواطنين", ["واصيب", "10", "مواطنين"]),
    "separators inside numbers": (
        "1,500 و2.5 و20/11/2015",
        ["1,500", "و", "2.5", "و", "20/11/2015"],
    ),
    "a full stop after a number": ("عام 2015.", ["عام", "2015", "."]),
    "Latin": ("طائرة F-16", ["طائرة", "F", "-", "16"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in words_of(text)] == expected


@given(st.text(max_size=100))
def test_words_are_slices_and_cover_all_but_blanks(text: str) -> None:
    words = words_of(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    kept = "".join(word.text for word in words)
    assert kept == re.sub(r"\s", "", text)
