"""The dead of an incident in three numbers: nothing is counted twice, no order is turned."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.export.events.deaths import civilians_of, combatants_of, deaths_of
from riwaya.records.incident import Incident, Toll

Ends = tuple[float | None, float | None]


def toll(people: str, ends: Ends, side: str | None = None, reliable: Ends | None = None) -> Toll:
    views = {"range": ends, "most_reliable": reliable or ends}
    return Toll(measure="killed", side=side, people=people, figures=(), views=views)


def incident(*tolls: Toll) -> Incident:
    return Incident(id="i", title="t", events=(), claims=(), origins=(), tolls=tolls)


@pytest.mark.parametrize(
    ("tolls", "numbers"),
    [
        ([], (0, 0, 0)),
        ([toll("all", (12, 15), reliable=(14, 15))], (12, 14, 15)),
        ([toll("all", (30, None))], (30, 30, 30)),
        ([toll("all", (None, 5))], (5, 5, 5)),
        ([toll("all", (None, None))], (0, 0, 0)),
        ([toll("all", (10, 10)), toll("civilians", (14, 14))], (10, 10, 14)),
        ([toll("civilians", (3, 3)), toll("fighters", (12, 12), "islamic-state")], (15, 15, 15)),
        ([toll("civilians", (3, 3)), toll("children", (2, 2))], (3, 3, 3)),
        ([toll("fighters", (5, 5)), toll("fighters", (4, 4), "russia")], (4, 4, 4)),
        ([toll("all", (9, 9), "islamic-state")], (9, 9, 9)),
        ([toll("all", (9, 9), "russia"), toll("fighters", (7, 7), "russia")], (9, 9, 9)),
    ],
)
def test_low_best_and_high(tolls: Sequence[Toll], numbers: tuple[int, int, int]) -> None:
    found = deaths_of(incident(*tolls))
    assert (found.low, found.best, found.high) == numbers
    assert found.told is (numbers != (0, 0, 0))


def test_what_was_added_up_says_so() -> None:
    kinds = toll("civilians", (3, 3)), toll("soldiers", (2, 2))
    assert deaths_of(incident(*kinds)).added
    assert not deaths_of(incident(kinds[0])).added


def test_sides_and_civilians_are_told_apart() -> None:
    one = incident(toll("civilians", (3, 3)), toll("fighters", (12, 12), "islamic-state"))
    assert civilians_of(one) == 3
    assert combatants_of(one, frozenset(("islamic-state",))) == 12
    assert combatants_of(one, frozenset(("russia",))) == 0


ENDS = st.one_of(st.none(), st.integers(0, 10_000).map(float))


@given(
    st.lists(st.tuples(st.sampled_from(("all", "civilians", "fighters", "children")), ENDS, ENDS))
)
def test_low_is_never_above_best_nor_best_above_high(
    several: list[tuple[str, float | None, float | None]],
) -> None:
    tolls = [
        toll(people, (low, high) if low is None or high is None or low <= high else (high, low))
        for people, low, high in several
    ]
    found = deaths_of(incident(*tolls))
    assert 0 <= found.low <= found.best <= found.high
