"""One happening as two sides tell it: they differ only in what both of them say."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.fusion.told import Count, Spot, Telling
from riwaya.fusion.two_sides import compared

DAY = date(2016, 3, 11).toordinal()


def telling(
    *, dead: tuple[float, float] | None = (10, 10), day: int | None = 0, lat: float | None = 35.0,
    radius: float = 5.0, row: str | None = None,
) -> Telling:  # fmt: skip
    when = None if day is None else DAY + day
    spots = () if lat is None else (Spot(None, "A town", lat, 36.0, radius),)
    return Telling(
        key=f"r{row}/c1", report=f"r{row}", claims=("c1",), events=frozenset(("kill",)),
        families=frozenset(("harm",)), spots=spots, first_day=when, last_day=when, stated=True,
        agents=frozenset(), targets=frozenset(), things=frozenset(),
        killed=Count(*dead) if dead else None, injured=None, strikes=None,
        row=("acled", f"id {row}") if row else None,
    )  # fmt: skip


def differs(ours: Telling, theirs: Telling) -> tuple[str, ...]:
    return compared([ours], [theirs]).differs


def test_ranges_that_meet_agree_and_others_differ() -> None:
    assert differs(telling(dead=(10, 14)), telling(dead=(14, 20), row="1")) == ()
    assert differs(telling(dead=(10, 13)), telling(dead=(14, 20), row="1")) == ("dead",)


def test_places_differ_beyond_both_uncertainties() -> None:
    assert differs(telling(lat=35.0), telling(lat=35.08, row="1")) == ()
    assert differs(telling(lat=35.0), telling(lat=35.3, row="1")) == ("place",)
    assert differs(telling(lat=35.0), telling(lat=35.3, radius=75, row="1")) == ()


def test_days_differ_where_none_is_common() -> None:
    assert differs(telling(day=0), telling(day=1, row="1")) == ("days",)


def test_what_one_side_doesn_t_say_is_no_difference() -> None:
    nothing = telling(dead=None, day=None, lat=None, row="1")
    assert differs(telling(), nothing) == ()
    assert compared([telling()], [nothing]).apart_km is None


def test_one_side_alone() -> None:
    assert compared([telling()], []).whose == "ours"
    alone = compared([], [telling(row="SYR1")])
    assert alone.whose == "theirs"
    assert alone.theirs is not None
    assert alone.theirs.rows == ("SYR1",)


NUMBERS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: tuple(sorted(pair)))


@settings(max_examples=50, deadline=None)
@given(NUMBERS, NUMBERS, st.integers(0, 3), st.floats(34.5, 35.5))
def test_it_is_the_same_from_either_side(
    dead: tuple[int, int], other: tuple[int, int], day: int, lat: float
) -> None:
    one, two = telling(dead=dead), telling(dead=other, day=day, lat=lat)
    assert differs(one, two) == differs(two, one)
    assert differs(one, one) == ()
