"""Stretches of time: each incident in its own, or counted among those that are in none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.export.pictures.subject import Subject
from riwaya.export.pictures.timeline_bins import UNITS, Unit, bins_of
from tests.export.pictures.conftest import subject

DAYS = st.dates(date(2011, 1, 1), date(2019, 12, 31))


@st.composite
def dated(draw: st.DrawFn) -> Subject:
    first = draw(st.one_of(st.none(), DAYS))
    if first is None:
        return subject(first=None, last=None)
    last = first + timedelta(days=draw(st.sampled_from((0, 0, 0, 2, 9, 45, 500))))
    return subject(first=first.isoformat(), last=last.isoformat())


@given(
    st.lists(dated(), max_size=60), st.one_of(st.none(), st.sampled_from(("week", "month", "year")))
)
def test_nobody_is_lost(several: list[Subject], unit: Unit | None) -> None:
    found = bins_of(several, unit)
    assert found.subjects + found.undated + found.imprecise + found.beyond == len(several)
    for one, other in zip(found.bins, found.bins[1:], strict=False):
        assert one.last + timedelta(days=1) == other.first
    for one in found.bins:
        for held in one.subjects:
            assert one.first <= date.fromisoformat(held.first or "") <= one.last
    if found.bins:
        assert found.bins[0].subjects
        assert found.bins[-1].subjects


@pytest.mark.parametrize(
    ("days", "unit"), [(5, "day"), (61, "day"), (100, "week"), (900, "month"), (9000, "year")]
)
def test_the_unit_fits_the_span(days: int, unit: str) -> None:
    last = (date(2010, 3, 5) + timedelta(days=days)).isoformat()
    found = bins_of(
        [subject(first="2010-03-05", last="2010-03-05"), subject(first=last, last=last)]
    )
    assert found.unit == unit
    assert len(found.bins) >= 2


def test_a_month_is_not_its_first_day() -> None:
    vague = subject(first="2016-05-01", last="2016-05-31")
    assert bins_of([vague, subject()], "day").imprecise == 1
    assert bins_of([vague, subject()], "month").subjects == 2


def test_one_day_of_long_ago_does_not_make_the_rest_narrow() -> None:
    near = [subject(first=f"2016-05-{n:02}", last=f"2016-05-{n:02}") for n in range(1, 29)] * 3
    found = bins_of([*near, subject(first="1945-05-08", last="1945-05-08")])
    assert (found.beyond, found.unit) == (1, "day")


def test_far_too_many_bars_are_refused() -> None:
    several = [subject(first=day, last=day) for day in ("1990-01-01", "2020-01-01")]
    with pytest.raises(BadInput, match="take a longer unit"):
        bins_of(several, "day")
    assert set(UNITS) == {"day", "week", "month", "year"}
