"""Guessing becomes slow, and the right person isn't kept out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from riwaya.store.attempts import OLDEST, Patience, forget_attempts, put_attempts, to_wait
from riwaya.store.desk_tables import attempts

RULES = {"both:a": Patience(free=2, longest=100), "name:a": Patience(free=5, longest=10)}


def test_the_wait_doubles_after_the_free_ones(engine: Engine) -> None:
    with engine.begin() as connection:
        waits = []
        for _ in range(6):
            waits.append(to_wait(connection, RULES, 1000.0))
            put_attempts(connection, RULES, 1000.0)
        assert waits == [0, 0, 1, 2, 4, 8]
        assert to_wait(connection, RULES, 1008.5) == 7.5
        assert to_wait(connection, RULES, 1016.0) == 0


def test_others_and_old_ones_do_not_count(engine: Engine) -> None:
    with engine.begin() as connection:
        for _ in range(9):
            put_attempts(connection, RULES, 1000.0)
        assert to_wait(connection, {"both:b": RULES["both:a"]}, 1000.0) == 0
        assert to_wait(connection, RULES, 1000.0 + OLDEST) == 0
        put_attempts(connection, RULES, 1000.0 + OLDEST)
        assert connection.execute(select(func.count()).select_from(attempts)).scalar() == 2


def test_the_right_password_forgets(engine: Engine) -> None:
    with engine.begin() as connection:
        for at in (1.0, 2.0, 3.0):
            put_attempts(connection, RULES, at)
        forget_attempts(connection, "both:a")
        forget_attempts(connection, "name:a", 3.0)
        left = connection.execute(select(attempts.c.who, attempts.c.at)).all()
        assert sorted(tuple(row) for row in left) == [("name:a", 1.0), ("name:a", 2.0)]


@given(st.integers(0, 5000), st.integers(0, 20), st.floats(1, 1e6))
def test_waits_only_grow_and_are_bounded(failures: int, free: int, longest: float) -> None:
    patience = Patience(free=free, longest=longest)
    assert 0 <= patience.wait(failures) <= patience.wait(failures + 1) <= longest


@pytest.mark.parametrize("failures", [10_000, 10**9])
def test_many_failures_overflow_nothing(failures: int) -> None:
    assert Patience(free=0, longest=900).wait(failures) == 900
