"""What people write on the command line, as parts of a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.records.terms import EVENTS, MEASURES, STANCES
from riwaya.store.query import Actor, Number
from riwaya.store.query_forms import (
    actor_form,
    checked_period,
    number_form,
    one_of,
    period_form,
    share_form,
    since_form,
    until_form,
)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("killed>=30", Number("killed", ">=", 30)),
        (" killed >= 30 ", Number("killed", ">=", 30)),
        ("killed≥30", Number("killed", ">=", 30)),
        ("injured≤5", Number("injured", "<=", 5)),
        ("money>1,000,000", Number("money", ">", 1_000_000)),
        ("people<10 000", Number("people", "<", 10_000)),
        ("displaced=1_500", Number("displaced", "=", 1500)),
        ("killed==7", Number("killed", "=", 7)),
        ("amount>=2.5", Number("amount", ">=", 2.5)),
        ("killed>=٣٠", Number("killed", ">=", 30)),
        ("Killed>30", Number("killed", ">", 30)),
        ("money>1e6", Number("money", ">", 1_000_000)),
    ],
)
def test_a_condition_on_a_number(value: str, number: Number) -> None:
    assert number_form(value) == number


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("killed", "killed>=30"),
        ("", "killed>=30"),
        (">=30", "killed>=30"),
        ("killed>=", "is no number"),
        ("killed>=many", "'many' is no number"),
        ("killed=>30", "is no number"),
        ("killed>=nan", "no number to compare with"),
        ("killed>=inf", "no number to compare with"),
        ("kiled>=3", "did you mean killed?"),
        ("xyz>=3", "known: killed, injured"),
        ("killed>=3,5", "is no number"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(value: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        number_form(value)
    assert said in str(error.value)


@pytest.mark.parametrize("known", [EVENTS, MEASURES, STANCES])
def test_every_name_of_a_list_is_known_however_it_is_spelled(known: tuple[str, ...]) -> None:
    for name in known:
        assert one_of(name, known, "name") == name
        assert one_of(f" {name.upper().replace('_', '-')} ", known, "name") == name
        assert one_of(name.replace("_", " "), known, "name") == name


def test_the_nearest_name_is_suggested() -> None:
    with pytest.raises(BadInput, match="no event is called 'airstrike'; did you mean air_strike"):
        one_of("airstrike", EVENTS, "event")
    with pytest.raises(BadInput, match="no stance is called 'xyz'; known: states, confirms"):
        one_of("xyz", STANCES, "stance")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("2015-11", "2015-11-01", "2015-11-30"),
        ("2016-2", "2016-02-01", "2016-02-29"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2015-11-21", "2015-11-21", "2015-11-21"),
        (" 2015-1-2 ", "2015-01-02", "2015-01-02"),
        ("٢٠١٥-١١", "2015-11-01", "2015-11-30"),
    ],
)
def test_a_date_stands_for_all_its_days(value: str, first: str, last: str) -> None:
    assert period_form(value) == (first, last)
    assert since_form(value) == first
    assert until_form(value) == last


@pytest.mark.parametrize(
    "value",
    [
        "",
        "15",
        "2015/11/21",
        "2015-13",
        "2015-02-29",
        "0000",
        "2015-11-21T10:00",
        "yesterday",
        "2015-11-21-1",
    ],
)
def test_no_date(value: str) -> None:
    with pytest.raises(BadInput, match="date"):
        period_form(value)


@given(st.dates())
def test_a_day_is_its_own_period(day) -> None:
    assert period_form(day.isoformat()) == (day.isoformat(), day.isoformat())
    month, year = period_form(day.isoformat()[:7]), period_form(day.isoformat()[:4])
    assert year[0] <= month[0] <= day.isoformat() <= month[1] <= year[1]


def test_a_period_that_ends_before_it_begins() -> None:
    checked_period(None, None)
    checked_period("2015-01-01", "2015-01-01")
    with pytest.raises(BadInput, match="ends before it begins"):
        checked_period("2015-01-02", "2015-01-01")


@pytest.mark.parametrize(
    ("value", "actor"),
    [
        ("russia", Actor(("russia",))),
        ("russia,syria", Actor(("russia", "syria"))),
        ("agent:russia", Actor(("russia",), "agent")),
        ("Target: russia , syria", Actor(("russia", "syria"), "target")),
    ],
)
def test_an_actor(value: str, actor: Actor) -> None:
    assert actor_form(value) == actor


@pytest.mark.parametrize("value", ["", ",", "agent:", "victim:russia", ":russia"])
def test_no_actor(value: str) -> None:
    with pytest.raises(BadInput, match="actor"):
        actor_form(value)


@pytest.mark.parametrize(("value", "share"), [("0.8", 0.8), ("80%", 0.8), ("1", 1.0), (" 0 ", 0.0)])
def test_a_share(value: str, share: float) -> None:
    assert share_form(value) == pytest.approx(share)


@pytest.mark.parametrize("value", ["", "80", "-0.1", "high", "nan", "101%"])
def test_no_share(value: str) -> None:
    with pytest.raises(BadInput, match=r"number from 0 to 1"):
        share_form(value)


@given(st.text())
def test_nothing_written_gives_a_traceback(value: str) -> None:
    for form in (number_form, period_form, actor_form, share_form):
        try:
            form(value)
        except BadInput:
            continue
