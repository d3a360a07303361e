"""Characters from left to right -> the text as it is read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.visual_order import backwards, brackets_are_seen, mirrored, read

WORDS = st.sampled_from(
    ["قتل", "مدنيون", "في", "المدينة", "12", "١٢٣٤", "18:30", "21/11/2015", "1.5"]
)


def laid_out(text: str) -> list[str]:
    """Arabic words and numbers as UAX 9 lays them out: all turned, the numbers turned back."""
    line = []
    for word in reversed(text.split(" ")):
        number = unicodedata.bidirectional(word[0]) in {"EN", "AN"}
        line += [*(word if number else reversed(word)), " "]
    return line[:-1]


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_what_is_laid_out_reads_as_it_was_written(words: list[str]) -> None:
    text = " ".join(words)
    assert read(laid_out(text), rightwards=False) == text


@pytest.mark.parametrize(
    ("seen", "reads"),
    [
        ("تفصق F-16 ةرئاط", "طائرة F-16 قصفت"),
        ("نأ Reuters News تركذو", "وذكرت Reuters News أن"),
        ("(AFP)", ")AFP("),  # turned as a whole: which bracket was meant is decided by page
        ("%45 ةبسنب", "بنسبة 45%"),
        (".2015 ماع", "عام 2015."),
        ("10 - 12", "12 - 10"),
    ],
)
def test_latin_words_and_numbers_keep_their_order(seen: str, reads: str) -> None:
    assert read(list(seen), rightwards=False) == reads


def test_arabic_inside_a_latin_line_is_turned() -> None:
    assert read(list("The name نسح means"), rightwards=True) == "The name حسن means"
    assert read(list("on 5 May."), rightwards=True) == "on 5 May."


def test_a_glyph_of_several_letters_stays_as_it_is() -> None:
    assert read(["ن", "ا", "لا", "ا"], rightwards=False) == "الاان"


def test_brackets_are_turned_where_they_pair_up_better_so() -> None:
    assert brackets_are_seen([")السبت( مساء", "بيان: »لم يصب«"])
    assert not brackets_are_seen(["(السبت) مساء", "بيان: «لم يصب»", "1) مساء"])
    assert mirrored(")السبت(") == "(السبت)"
    assert mirrored(")Saturday(") == ")Saturday("


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المدرسة الثانوية في المدينة على مدى", False),
        ("ةسردملا ةيوناثلا يف ةنيدملا", True),
        ("ةسردملا ةيوناثلا ةنيدملا المدرسة الثانوية المدينة", None),
        ("ةسردملا", False),
        ("no Arabic", False),
    ],
)
def test_words_that_open_with_final_letters_run_backwards(text: str, *, expected: bool) -> None:
    assert backwards(text) is expected
