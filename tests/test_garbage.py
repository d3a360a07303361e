"""Garbage is searched for seldom only while it was asked for, whatever happens there."""

import gc

import pytest

from riwaya.garbage import YOUNG, seldom_searched


def test_habits_come_back() -> None:
    before = gc.get_threshold()
    with seldom_searched():
        assert gc.get_threshold()[0] == YOUNG
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()


def test_habits_come_back_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(OSError, match="full"), seldom_searched():
        raise OSError("full")
    assert gc.get_threshold() == before


def test_cycles_still_go() -> None:
    class Ring:
        def __init__(self) -> None:
            self.self = self

    with seldom_searched():
        for _ in range(3 * YOUNG):
            Ring()
        assert sum(isinstance(one, Ring) for one in gc.get_objects()) < 2 * YOUNG


def test_one_within_another_ends_nothing() -> None:
    with seldom_searched():
        with seldom_searched():
            pass
        assert gc.get_threshold()[0] == YOUNG
        assert gc.get_freeze_count()
    assert not gc.get_freeze_count()
