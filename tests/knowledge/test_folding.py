import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.folding import fold

ALIKE = [
    ("أريحا", "اريحا"),
    ("إدلب", "ادلب"),
    ("آلاف", "الاف"),
    ("مسؤول", "مسئول"),
    ("شؤون", "شئون"),
    ("على", "علي"),
    ("مصطفى", "مصطفي"),
    ("ثَلَاثَةَ", "ثلاثة"),
    ("مـــئة", "مئة"),
    ("هٰذا", "هذا"),
    ("٢٠١٥", "2015"),
    ("۲۰۱۵", "2015"),
    ("٥٠٪", "50%"),
    ("\N{RIGHT-TO-LEFT MARK}حلب\N{LEFT-TO-RIGHT MARK}", "حلب"),
    ("می\N{ZERO WIDTH NON-JOINER}ادین", "ميادين"),
    ("\N{ARABIC LETTER KEHEH}وباني", "كوباني"),
    ("\N{ARABIC LETTER AIN INITIAL FORM}شرة", "عشرة"),
    ("\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}", "لا"),
    ("1\N{NO-BREAK SPACE}500", "1 500"),
    ("كم²", "كم2"),
]
APART = [("حلب", "حلبي"), ("مدرسة", "مدرسه"), ("سماء", "سما"), ("قتل", "قتال"), ("3", "3.")]


@pytest.mark.parametrize(("left", "right"), ALIKE)
def test_spellings_of_one_word_fold_together(left: str, right: str):
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), APART)
def test_other_words_stay_apart(left: str, right: str):
    assert fold(left) != fold(right)


def test_ta_marbuta_is_folded_on_request_only():
    assert fold("ثلاثة") == "ثلاثة"
    assert fold("ثلاثة", ta_marbuta=True) == fold("ثلاثه", ta_marbuta=True) == "ثلاثه"


@given(text=st.text(), ta_marbuta=st.booleans())
def test_folding_twice_is_folding_once(*, text: str, ta_marbuta: bool):
    once = fold(text, ta_marbuta=ta_marbuta)
    assert fold(once, ta_marbuta=ta_marbuta) == once
