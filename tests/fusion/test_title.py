"""Titles: what, where, when, how many."""

from datetime import date

import pytest

from riwaya.fusion.outline import Outline
from riwaya.fusion.title import title_of
from riwaya.fusion.told import Spot, ToldReport
from riwaya.fusion.toll_views import number
from riwaya.fusion.tolls import tolls_of
from tests.fusion.made_up import (
    MEDIC,
    MOD,
    claim,
    count,
    gathered,
    origin_of,
    party,
    told,
    toll_report,
)

DAY = date(2016, 5, 2).toordinal()
SPOT = Spot("al-mayadin", "Al Mayadin", 35.0, 40.4, 3.0)


def title(
    *reports: ToldReport,
    events: tuple[str, ...] = ("air_strike", "kill"),
    spot: Spot | None = SPOT,
    first: int | None = DAY,
    last: int | None = DAY,
) -> str:
    incident = gathered(*reports)
    outline = Outline(events, spot, first, last, None)
    return title_of(outline, tolls_of(incident, origin_of(incident)))


def test_the_whole_line() -> None:
    reports = toll_report("a", 12, people="شخصا"), toll_report("b", 15, source=MEDIC, people="شخصا")
    assert title(*reports) == "Air strikes in Al Mayadin, 2 May 2016: 12–15 killed"


def test_what_is_not_told_is_left_out() -> None:
    assert title() == "Air strikes in Al Mayadin, 2 May 2016"
    assert title(spot=None, first=None, last=None) == "Air strikes"
    assert title(events=(), spot=None, first=None) == "Incident"
    assert title(events=("capture",)) == "Capture of Al Mayadin, 2 May 2016"


def test_days() -> None:
    assert title(last=DAY + 2) == "Air strikes in Al Mayadin, 2–4 May 2016"
    assert title(first=DAY - 2) == "Air strikes in Al Mayadin, 30 April – 2 May 2016"
    new_year = date(2016, 12, 31).toordinal()
    assert title(first=new_year, last=new_year + 1).endswith("31 December 2016 – 1 January 2017")


def test_kinds_where_nobody_counts_all() -> None:
    reports = toll_report("a", 12), toll_report("b", 30, source=MOD, people="مسلحين")
    assert title(*reports).endswith(": 12 civilians, 30 fighters killed")


def test_both_sides_of_a_clash() -> None:
    text = "قتل 5 جنود من الجيش السوري و7 جنود من الجيش التركي"
    one = claim(
        text,
        targets=[
            party(text, "جنود من الجيش السوري", "syrian-army"),
            party(text, "جنود من الجيش التركي", "turkish-army"),
        ],
        counts=[count(text, "5", 5), count(text, "7", 7)],
    )
    assert title(told("a", text, one), events=("clash",)) == (
        "Clashes in Al Mayadin, 2 May 2016: "
        "5 soldiers of Syrian army, 7 soldiers of Turkish Armed Forces killed"
    )


def test_no_fewer_dead_than_civilians_among_them() -> None:
    reports = toll_report("a", 12, people="شخصا"), toll_report("b", 15, source=MEDIC)
    assert title(*reports).endswith(": 12–15 killed")


def test_parts_are_never_the_toll() -> None:
    text = "مقتل مدنيين بينهم 4 أطفال"
    one = claim(text, counts=[count(text, "4", 4, subset=True)])
    assert title(told("a", text, one)) == "Air strikes in Al Mayadin, 2 May 2016"


def test_the_hurt_where_nobody_died() -> None:
    hurt = toll_report("a", 7, measure="injured", people="شخصا", lead="إصابة")
    assert title(hurt).endswith(": 7 injured")


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 12, "12"), (12, 15, "12–15"), (12, None, "at least 12"),
        (None, 15, "up to 15"), (None, None, "an unknown number"),
    ],
)  # fmt: skip
def test_numbers(low: float | None, high: float | None, words: str) -> None:
    assert number((low, high)) == words
