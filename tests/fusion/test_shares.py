"""Shares with their uncertainty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.fusion.shares import interval_of


@given(st.integers(0, 500), st.integers(1, 500))
def test_interval_holds_its_share(part: int, whole: int):
    part = min(part, whole)
    low, high = interval_of(part, whole)
    assert 0 <= low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= high <= 1


def test_known_value():
    # Newcombe 1998, table I: 15 of 148 is 0.0624 to 0.1605.
    assert interval_of(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_more_cases_say_more():
    few, many = interval_of(2, 3), interval_of(200, 300)
    assert many[1] - many[0] < few[1] - few[0]
    assert interval_of(0, 0) == (0, 1)
