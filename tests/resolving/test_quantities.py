from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.knowledge.tables import Row, read_table
from riwaya.resolving.quantities import Amount, read_quantity

COLUMNS = ("mention", "before", "after", "measure", "low", "high", "unit", "flags")
EXAMPLES = read_table(
    Path(__file__).with_name("quantities.tsv"),
    columns=COLUMNS,
    may_be_empty=("before", "after", "unit", "flags"),
    key=COLUMNS,
)
MEASURES = sorted({row["measure"] for row in EXAMPLES})
WORDS = sorted({word for row in EXAMPLES for word in row["mention"].split()})


def number(cell: str) -> float | None:
    return None if cell == "-" else float(cell)


def flags(amount: Amount) -> set[str]:
    return {name for name in ("approximate", "subset", "joint") if getattr(amount, name)}


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row.where)
def test_each_example_reads_as_the_table_says(row: Row):
    got = read_quantity(row["mention"], row["measure"], before=row["before"], after=row["after"])
    assert (got.low, got.high) == (number(row["low"]), number(row["high"])), got.reason
    assert (got.unit or "") == row["unit"], got.reason
    assert flags(got) == set(row["flags"].split())


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row.where)
def test_whole_values_are_ints_and_the_reason_is_a_sentence(row: Row):
    got = read_quantity(row["mention"], row["measure"], before=row["before"], after=row["after"])
    for bound in (got.low, got.high):
        assert bound is None or isinstance(bound, int) or bound != int(bound)
    assert got.reason[0].isupper()
    assert got.reason.endswith(".")


@pytest.mark.parametrize(
    ("mention", "low"),
    [
        ("\N{RIGHT-TO-LEFT MARK}30\N{RIGHT-TO-LEFT MARK}", 30),
        ("\N{RIGHT-TO-LEFT EMBEDDING}ثلاثة\N{POP DIRECTIONAL FORMATTING}", 3),
        ("ثَلَاثَةَ عَشَرَ", 13),
        ("ثـــلاثة", 3),
        ("\N{ARABIC LETTER THEH INITIAL FORM}لاثة", 3),
        ("1\N{NO-BREAK SPACE}500", 1500),
        ("خمسمئة\nوعشرون", 520),
    ],
)
def test_invisible_marks_and_vowels_change_nothing(mention: str, low: int):
    assert read_quantity(mention, "killed").low == low


@pytest.mark.parametrize(
    "mention",
    ["", " ", "و", "ال", "،", "9" * 5000, "9" * 40 + " مليون", "٫", "1..2", "%", "مليون " * 500],
)
def test_nonsense_is_no_error(mention: str):
    got = read_quantity(mention, "killed", before=mention, after=mention)
    assert got.unit in ("person", "%")


@pytest.mark.parametrize("mention", ["9" * 40, "12.5.2015"])
def test_digits_that_are_no_count_are_not_one(mention: str):
    got = read_quantity(mention, "killed")
    assert (got.low, got.high) == (None, None)


def test_very_long_input_is_read_in_no_time():
    long = "ثلاثة وعشرون ألفاً و" * 20_000
    assert read_quantity("30", "killed", before=long, after=long).low == 30
    assert read_quantity(long, "killed").reason


@given(st.text(), st.sampled_from(MEASURES), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read(mention: str, measure: str, before: str, after: str):
    assert read_quantity(mention, measure, before=before, after=after).reason


@given(
    st.lists(st.sampled_from(WORDS), max_size=8),
    st.sampled_from(MEASURES),
    st.lists(st.sampled_from(WORDS), max_size=4),
    st.lists(st.sampled_from(WORDS), max_size=4),
)
def test_any_number_words_are_read_in_order(
    mention: list[str], measure: str, before: list[str], after: list[str]
):
    got = read_quantity(" ".join(mention), measure, before=" ".join(before), after=" ".join(after))
    assert got.low is None or got.high is None or got.low <= got.high


def test_an_unknown_measure_counts_things():
    assert read_quantity("3 دبابات", "unheard-of").low == 3
