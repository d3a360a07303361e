"""Cleaning takes out what changes no word, and always knows the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.clean import clean

ARABIC = st.characters(min_codepoint=0x600, max_codepoint=0x6FF)
ANYTHING = st.text(
    alphabet=st.one_of(
        ARABIC,
        st.sampled_from(
            " \n\t\r\u200f\u200e\u202b\u202c\u2066\u2069\ufeff\u00ad\x00\ud800ﻋﷲ٣۳.,«»ـ"
        ),
        st.characters(codec=None),
    ),
    max_size=200,
)

CASES = {
    "diacritics": ("قُتِلَ", "قتل"),
    "tatweel": ("غــارات", "غارات"),
    "letter spacing with tatweel": ("عـ ـمـ ـلـ ـيـ ـة جديدة", "عملية جديدة"),
    "letter spacing without": ("قال ع م ل ي ة كبيرة", "قال عملية كبيرة"),
    "two single letters stay": ("أ ب جمعة", "أ ب جمعة"),
    "presentation forms": ("ﻋﺸﺮﺓ", "عشرة"),
    "lam-alef ligature": ("ﻻ", "لا"),
    "direction marks": ("واصيب\u200f10\u200f مواطنين", "واصيب10 مواطنين"),
    "zero width": ("داع\u200cش", "داعش"),
    "Eastern digits": ("٣٠ قتيلا", "30 قتيلا"),
    "Persian digits": ("۳۰", "30"),
    "decimal and thousands": ("١٢٫٥ ١٬٥٠٠", "12.5 1,500"),
    "Farsi yeh and keheh": ("ک\u06cc", "كي"),
    "alef wasla": ("ٱلجيش", "الجيش"),
    "no-break space": ("ألف\u00a0طن", "ألف طن"),
    "NUL": ("أ\x00ب", "أ ب"),
    "carriage return and line feed": ("أ\r\nب", "أ\nب"),
    "carriage return alone": ("أ\rب", "أ\nب"),
}


@pytest.mark.parametrize(("raw", "expected"), CASES.values(), ids=CASES)
def test_what_is_cleaned(raw: str, expected: str) -> None:
    assert clean(raw).text == expected


def test_plain_text_is_left_alone() -> None:
    raw = "قصفت الطائرات مواقع التنظيم، وقُتل «ثلاثة»."
    assert clean("قصف الطائرات 12.").origin == range(16)
    assert clean(raw).text == raw.replace("ُ", "")


def test_a_span_takes_the_marks_of_its_last_letter() -> None:
    raw = "مقارّ رئيسية"
    cleaned = clean(raw)
    start, end = cleaned.raw_span(0, 4)
    assert raw[start:end] == "مقارّ"


@given(ANYTHING)
def test_every_clean_character_has_a_raw_origin(raw: str) -> None:
    cleaned = clean(raw)
    assert len(cleaned.origin) == len(cleaned.text)
    assert list(cleaned.origin) == sorted(cleaned.origin)
    assert all(0 <= index < len(raw) for index in cleaned.origin)


@given(ANYTHING)
def test_nothing_invisible_is_left(raw: str) -> None:
    cleaned = clean(raw).text
    assert not [c for c in cleaned if unicodedata.category(c) in {"Mn", "Cf", "Cs"}]
    assert not [c for c in cleaned if c != "\n" and unicodedata.category(c) == "Cc"]
    assert "\N{ARABIC TATWEEL}" not in cleaned


@given(ANYTHING, st.data())
def test_spans_lead_into_the_raw_text(raw: str, data: st.DataObject) -> None:
    cleaned = clean(raw)
    if not cleaned.text:
        return
    start = data.draw(st.integers(0, len(cleaned.text) - 1))
    end = data.draw(st.integers(start + 1, len(cleaned.text)))
    first, last = cleaned.raw_span(start, end)
    assert 0 <= first < last <= len(raw)
    assert cleaned.clean_index(first) <= start
