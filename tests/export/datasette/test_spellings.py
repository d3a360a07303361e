"""The index holds what people type, however a newsroom wrote it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.export.datasette.spellings import search_words
from riwaya.knowledge.folding import fold


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("إدلب", "ادلب"), ("ادلب", "إدلب"), ("الأنبار", "الانبار"), ("الانبار", "الأنبار"),
        ("الرقه", "الرقة"), ("والرقة", "الرقة"), ("مستشفى", "مستشفي"), ("قُتِلَ", "قتل"),
        ("للجيش", "الجيش"), ("٢٠", "20"), ("Aleppo", "aleppo"), ("مسؤول", "مسئول"),
    ],
)  # fmt: skip
def test_a_word_is_found_as_it_is_usually_typed(written: str, typed: str) -> None:
    found = search_words([f"قالت {written} اليوم"]).split()
    assert typed in found or fold(typed, ta_marbuta=True) in found


def test_words_come_in_their_order_first() -> None:
    assert search_words(["غارة على دير الزور"]).startswith("غارة علي دير الزور ")


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_any_text_gives_words_of_letters_and_digits(text: str) -> None:
    assert all(character == " " or character.isalnum() for character in search_words([text]))
