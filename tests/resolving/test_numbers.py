from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

from riwaya.knowledge.number_words import lex
from riwaya.resolving.numbers import find_number, read_number, read_range

EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def value(text: str) -> Fraction | None:
    """The exact value of a text that is one number from beginning to end."""
    lexemes = lex(text)
    found = read_number(lexemes, 0)
    if found is None or found[1] != len(lexemes) or found[0].low != found[0].high:
        return None
    return found[0].low


def is_sane(number: int) -> bool:
    """Whether num2words spells it as Arabic does.

    It writes 101,000 as a hundred, a thousand and a thousand, and 2000 as a dual that waits for
    its noun.
    """
    thousands, rest = divmod(number, 1000)
    return not (thousands > 2 and thousands % 100 in (1, 2)) and (thousands, rest) != (2, 0)


@given(st.integers(0, 999_999))
def test_spelled_numbers_are_read_back(number: int):
    assume(is_sane(number))
    spelled = num2words(number, lang="ar")
    assert value(spelled) == number, spelled
    assert value(spelled.replace(" و ", " و")) == number, spelled


@given(st.integers(0, 10**12))
def test_digits_of_each_script_are_read(number: int):
    plain, grouped = str(number), f"{number:,}"
    for text in (plain, plain.translate(EASTERN), plain.translate(PERSIAN)):
        assert value(text) == number
    assert value(grouped) == number
    assert value(grouped.replace(",", ".")) == number
    assert value(grouped.translate(EASTERN).replace(",", "٬")) == number


@given(st.integers(0, 9999), st.integers(0, 99))
def test_decimals_are_exact(whole: int, part: int):
    for text in (f"{whole}.{part:02}", f"{whole},{part:02}", f"{whole}٫{part:02}"):
        assert value(text) == Fraction(whole * 100 + part, 100)


@given(st.integers(3, 999), st.sampled_from([("ألف", 10**3), ("مليون", 10**6), ("مليار", 10**9)]))
def test_a_scale_multiplies_digits(number: int, scale: tuple[str, int]):
    word, times = scale
    assert value(f"{number} {word}") == number * times
    assert value(f"{number} {word}اً") == number * times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ألف مليون", 10**9),
        ("ألف وخمسمئة مليون", 1_500 * 10**6),
        ("مليار ومئتا مليون", 1_200 * 10**6),
        ("مليونان وثلاثمئة ألف وخمسة", 2_300_005),
        ("ثلاثة أرباع", Fraction(3, 4)),
        ("ثلاثة ونصف", Fraction(7, 2)),
        ("1.250 مليون", 1_250_000),
        ("1,250 مليون", 1_250 * 10**6),
        ("خمسين ألفا", 50_000),
        ("بأربعمئة", 400),
        ("مئة وأحد عشر ألفاً", 111_000),
        ("مئة وواحد", 101),
    ],
)
def test_compound_numbers(text: str, expected: Fraction):
    assert value(text) == expected


@pytest.mark.parametrize("text", ["", "دبابة", "12.5.2015", "9" * 16, "1.23.4567", "و", "بين"])
def test_what_is_no_number(text: str):
    assert find_number(lex(text)) is None


@pytest.mark.parametrize("text", ["20 و30", "عشرين وثلاثين", "ثلاثة وأربعة", "ألف وألفين"])
def test_two_numbers_are_not_one(text: str):
    found = read_number(lex(text), 0)
    assert found is not None
    assert found[1] == 1


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("بين عشرة آلاف وخمسمئة", 500, 10_000),
        ("بين 250 و300 ألف", 250_000, 300_000),
        ("بين 900 و1000", 900, 1000),
        ("15 – 20", 15, 20),
        ("30 إلى 20", 20, 30),
    ],
)
def test_ranges_are_ordered_and_share_their_scale(text: str, low: int, high: int):
    lexemes = lex(text)
    found = find_number(lexemes)
    assert found is not None
    read = read_range(lexemes, found[0])
    assert read is not None
    assert (read[0].low, read[0].high) == (low, high)


@given(st.text())
def test_any_text_is_read_without_error(text: str):
    lexemes = lex(text)
    for start in range(len(lexemes)):
        read_range(lexemes, start)
