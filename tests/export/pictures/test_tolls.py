"""Tolls: the highest first, every kind of people, each number with its speaker on one scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from riwaya.export.pictures.axis import multiples, steps
from riwaya.export.pictures.subject import Count, Number
from riwaya.export.pictures.toll_rows import Scale, counting, ends_of, rows_of, scale_of
from riwaya.export.pictures.toll_strip import WIDE, along, speakers_said, strip
from riwaya.export.shown.language import LANGUAGES, Language
from tests.export.pictures.conftest import subject


def count(
    people: str, *numbers: tuple[float | None, float | None], side: str | None = None
) -> Count:
    said = tuple(Number(one, f"speaker {n}", "2016-05-03", ()) for n, one in enumerate(numbers))
    ends = [end for one in numbers for end in one if end is not None]
    whole = (min(ends), max(ends)) if ends else (None, None)
    return Count("killed", people, side, whole, whole, (None, None), said)


TWO = subject(id="a", counts=(count("civilians", (14, 14)), count("all", (21, 21), (18, None))))
ONE = subject(id="b", counts=(count("fighters", (25, 25), side="Islamic State"),))
NONE = subject(id="c", counts=(count("all", (None, None)),))


def test_the_highest_come_first_and_kinds_follow_the_whole() -> None:
    several = counting([TWO, NONE, ONE], "killed")
    assert [one.id for one in several] == ["b", "a"]
    rows = rows_of(several, "killed")
    assert [(row.subject.id, row.count.people, row.first) for row in rows] == [
        ("b", "fighters", True), ("a", "all", True), ("a", "civilians", False),
    ]  # fmt: skip
    assert counting([TWO], "injured") == []


def test_each_number_has_its_speaker(words: Language) -> None:
    row = rows_of([TWO], "killed")[0]
    said = speakers_said(row, words)
    assert said.index("speaker 1") < said.index("speaker 0")  # 18 before 21
    found = etree.fromstring(f"<svg>{strip(row, scale_of([row]), words)}</svg>")
    tips = [one.text or "" for one in found.iter("title")]
    assert len(tips) == 2
    assert all("speaker" in tip for tip in tips)


def test_arabic_begins_on_the_right() -> None:
    scale = Scale(10, logarithmic=False)
    left, right = (along(0, scale, LANGUAGES[name]) for name in ("en", "ar"))
    assert (left, right) == (0, WIDE)


@given(st.floats(1, 1e7), st.booleans())
def test_scales_go_up(highest: float, logarithmic: bool) -> None:
    scale = Scale(highest, logarithmic)
    ticks = scale.ticks
    assert ticks == sorted(set(ticks))
    assert [scale.at(tick) for tick in ticks] == sorted(scale.at(tick) for tick in ticks)
    assert scale.at(0) == 0
    assert 0 < scale.at(highest) <= 1
    assert 2 <= len(ticks) <= 30


@given(st.integers(0, 1_000_000))
def test_steps_reach_the_highest(highest: float) -> None:
    found = steps(highest)
    assert found[0] == 0
    assert found[-1] >= highest
    assert len(found) <= 7
    assert all(step == int(step) for step in found)
    assert multiples(max(highest, 1))[-1] >= highest


@pytest.mark.parametrize(
    ("bounds", "ends"),
    [
        ((None, None), None),
        ((3, None), (3, 3)),
        ((None, 5), (5, 5)),
        ((3, 5), (3, 5)),
        ((0, None), (0, 0)),
    ],
)
def test_an_end_that_nobody_gave(bounds: tuple[float | None, float | None], ends: object) -> None:
    assert ends_of(bounds) == ends


def test_uneven_numbers_get_a_scale_of_multiples() -> None:
    small = [subject(id=str(n), counts=(count("all", (n + 1, n + 1)),)) for n in range(9)]
    assert not scale_of(rows_of(small, "killed")).logarithmic
    large = subject(id="z", counts=(count("all", (5000, 9000)),))
    assert scale_of(rows_of([*small, large], "killed")).logarithmic
