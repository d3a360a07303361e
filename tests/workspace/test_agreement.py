"""The coefficients, against worked examples that were published with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.workspace.agreement import alpha, kappa, observed


def test_kappa_of_a_two_by_two_table() -> None:
    # The example of the encyclopedias: 50 proposals, both yes 20, first yes 5, second yes 10, both no 15: Po 0.7, Pe 0.5.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert observed(pairs) == pytest.approx(0.7)
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_below_chance_of_three_categories() -> None:
    # Worked by hand: 200 cases, shares .25 .13 .12 / .12 .02 .16 / .03 .15 .02.
    shares = {"aa": 50, "ab": 26, "ac": 24, "ba": 24, "bb": 4, "bc": 32, "ca": 6, "cb": 30, "cc": 4}
    pairs = [(key[0], key[1]) for key, count in shares.items() for _ in range(count)]
    # Po = .29, Pe = .5 x .4 + .3 x .3 + .2 x .3 = .35: less than chance.
    assert kappa(pairs) == pytest.approx((0.29 - 0.35) / 0.65)


def test_alpha_of_binary_data_of_two_observers() -> None:
    # Krippendorff (2011), section A: ten articles, coincidences 10 4 / 4 2, alpha = 0.095.
    meg, owen = "0100000000", "1110010100"
    assert alpha(list(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_nominal_data_of_two_observers() -> None:
    # Krippendorff (2011), section B: twelve units, alpha = 0.692.
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    assert alpha(list(zip(ben, gerry, strict=True))) == pytest.approx(0.692, abs=0.0005)


def test_alpha_with_four_observers_and_missing_data() -> None:
    # Krippendorff (2011), section C: alpha for nominal data = 0.743.
    rows = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]
    columns = zip(*(row.split() for row in rows), strict=True)
    units = [[value for value in column if value != "."] for column in columns]
    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_nothing_can_be_said_of_nothing_or_of_one_value() -> None:
    assert observed([]) is None
    assert kappa([]) is None
    assert alpha([]) is None
    assert kappa([("a", "a")] * 3) is None
    assert alpha([("a", "a")] * 3) is None


VALUES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40
)


@given(VALUES)
def test_both_are_at_most_one_and_symmetrical(pairs: list[tuple[str, str]]) -> None:
    swapped = [(other, one) for one, other in pairs]
    for coefficient in (kappa, alpha):
        value = coefficient(pairs)
        assert value is None or value <= 1 + 1e-9
        other = coefficient(swapped)
        assert other == (None if value is None else pytest.approx(value))


@given(VALUES)
def test_full_agreement_is_one(pairs: list[tuple[str, str]]) -> None:
    same = [(one, one) for one, _ in pairs]
    assert kappa(same) in [None, pytest.approx(1.0)]
    assert alpha(same) in [None, pytest.approx(1.0)]
