"""Turns of hosts: a pause between requests, a rest after failures, all without real time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.politeness import FIRST_REST, LONGEST_DELAY, LONGEST_REST

from .web_clock import Clock


def test_a_host_is_left_alone_between_requests_and_others_are_not() -> None:
    clock = Clock()
    polite = clock.politeness()
    polite.take_turn("a")
    polite.take_turn("b")
    assert clock.slept == []
    polite.take_turn("a")
    assert clock.slept == [5.0]


def test_the_pause_counts_from_the_answer() -> None:
    clock = Clock()
    polite = clock.politeness()
    polite.take_turn("a")
    clock.seconds += 3
    polite.answered("a")
    assert polite.pause("a") == 5.0
    clock.seconds += 6
    assert polite.pause("a") == 0


@pytest.mark.parametrize(
    ("asked", "pause"), [(None, 5.0), (2.0, 5.0), (30.0, 30.0), (1e9, LONGEST_DELAY)]
)
def test_the_longer_pause_is_kept(asked: float | None, pause: float) -> None:
    polite = Clock().politeness()
    polite.take_turn("a", asked)
    assert polite.pause("a") == pause


def test_failures_double_the_rest_up_to_a_bound_and_an_answer_ends_them() -> None:
    clock = Clock()
    polite = clock.politeness()
    rests = [polite.failed("a") for _ in range(200)]
    assert rests[:4] == [60.0, 120.0, 240.0, 480.0]
    assert set(rests[10:]) == {LONGEST_REST}
    assert polite.rest("a") == polite.pause("a") == LONGEST_REST
    assert polite.rest("b") == 0
    clock.seconds += LONGEST_REST
    assert polite.rest("a") == 0
    polite.answered("a")
    assert polite.failed("a") == FIRST_REST


@pytest.mark.parametrize(("asked", "rest"), [(10.0, 60.0), (600.0, 600.0)])
def test_a_host_that_asks_for_more_rest_gets_it(asked: float, rest: float) -> None:
    assert Clock().politeness().failed("a", asked) == rest


@given(st.lists(st.tuples(st.sampled_from("ab"), st.booleans(), st.floats(0, 50)), max_size=30))
def test_no_host_is_ever_asked_too_early(steps: list[tuple[str, bool, float]]) -> None:
    clock = Clock()
    polite = clock.politeness()
    asked: dict[str, float] = {}
    for host, well, passing in steps:
        clock.seconds += passing
        polite.take_turn(host)
        assert clock.seconds - asked.get(host, -1e9) >= 4.999
        asked[host] = clock.seconds
        if well:
            polite.answered(host)
        else:
            asked[host] += polite.failed(host) - 5
