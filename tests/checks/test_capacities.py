"""What the check of capacities finds, and what it leaves alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from evaluation.gold import SHARED
from riwaya.checks.capacities import capacities
from riwaya.fusion.told import ToldReport
from riwaya.records.mention import Party, Quantity
from tests.resolving.world import claim, mention

from .told import Case, cases, read


@pytest.mark.parametrize("case", cases("capacities"), ids=lambda case: case.text[:40])
def test_finds_what_is_beyond_and_nothing_else(case: Case) -> None:
    found = capacities(read(case.text, case.published))
    assert tuple(finding.sentence for finding in found) == case.found


def test_there_are_ten_of_each() -> None:
    assert sum(bool(case.found) for case in cases("capacities")) >= 10
    assert sum(not case.found for case in cases("capacities")) >= 10


#: The shape of the first finding that was asked for, in other words.
BLACK_MARKET = (
    "وقال الوزير إن الضربات في دير الزور مركزة على تدمير موارد تنظيم داعش، إذ منعت وصول "
    "60 ألف طن من النفط إلى السوق السوداء يومياً."
)


def black_market(published: str | None = "2015-11-21") -> ToldReport:
    """A claim that doesn't say whose oil it is, beside one that does."""
    amount = {"measure": "amount", "low": 60_000, "high": 60_000, "unit": "t/d"}
    damage = claim(
        BLACK_MARKET, "تدمير", id="c1", event="damage",
        targets=(mention(BLACK_MARKET, "موارد تنظيم داعش", Party, entity="islamic-state"),),
    )  # fmt: skip
    obstruct = claim(
        BLACK_MARKET, "منعت", id="c2", event="obstruct",
        agents=(mention(BLACK_MARKET, "الضربات", Party, entity="russian-aerospace-forces"),),
        targets=(mention(BLACK_MARKET, "النفط", Party),),
        quantities=(mention(BLACK_MARKET, "60 ألف طن", Quantity, **amount),),
    )  # fmt: skip
    return ToldReport(
        id="r1", sources=("r1.txt",), outlet=None, published=published, text=BLACK_MARKET,
        claims=(damage, obstruct),
    )  # fmt: skip


def test_says_what_it_compares_with_and_on_what_that_rests() -> None:
    (found,) = capacities(black_market())
    assert found.kind == "capacities"
    assert "about 440,000 barrels a day at 7.33 barrels a tonne" in found.sentence
    assert "more than all of Syria pumped in its best recent year" in found.sentence
    assert "9 to 12 times what the Islamic State was estimated to produce" in found.sentence
    assert found.numbers["barrels_a_day"] == 440_000
    assert [evidence.text for evidence in found.evidence] == ["60 ألف طن", "موارد تنظيم داعش"]
    assert found.basis is not None
    assert found.basis.count("document:") == 4
    assert not found.recalled


def test_what_is_read_in_the_first_report_is_found() -> None:
    seed = SHARED / "dev" / "seed.txt"
    if not seed.is_file():
        pytest.skip("the shared gold is not here")
    (found,) = capacities(read(seed.read_bytes().decode(), "2015-11-21"))
    assert "9 to 12 times" in found.sentence


def test_a_report_without_any_day_is_held_against_no_year() -> None:
    assert capacities(black_market(published=None)) == []


def test_a_finding_on_a_recalled_figure_says_so() -> None:
    text = "باع تنظيم داعش 90 ألف برميل من النفط يومياً من حقل الجفرة."
    (found,) = capacities(read(text, "2015-06-01"))
    assert found.basis == "recalled"
    assert found.recalled


@given(st.integers(0, 90_000))
def test_more_oil_never_loses_the_finding(tonnes: int) -> None:
    report = black_market()
    first, second = report.claims
    quantity = replace(second.quantities[0], low=tonnes, high=tonnes)
    told = replace(report, claims=(first, replace(second, quantities=(quantity,))))
    assert bool(capacities(told)) == (tonnes * 7.3308 > 2 * 48_000)
