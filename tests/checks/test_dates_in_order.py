"""What the check of dates_in_order finds, and what it leaves alone."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.checks.dates_in_order import dates_in_order
from riwaya.fusion.told import ToldReport
from riwaya.records.claim import Link
from riwaya.records.mention import Time
from riwaya.records.resolution import When
from tests.resolving.world import claim, mention

from .told import Case, cases, read


@pytest.mark.parametrize("case", cases("dates_in_order"), ids=lambda case: case.text[:40])
def test_finds_what_cannot_be_and_nothing_else(case: Case) -> None:
    found = dates_in_order(read(case.text, case.published))
    assert tuple(finding.sentence for finding in found) == case.found


def test_there_are_ten_of_each() -> None:
    assert sum(bool(case.found) for case in cases("dates_in_order")) >= 10
    assert sum(not case.found for case in cases("dates_in_order")) >= 10


STRIKE = "أدت غارة في 19 تشرين الثاني 2015 إلى مقتل سبعة في 17 تشرين الثاني 2015."


def of_strike(struck: str, died: str, *, inferred: bool = False) -> ToldReport:
    """A strike and the deaths that came of it, each on a day that is said."""
    first, second = "19 تشرين الثاني 2015", "17 تشرين الثاني 2015"

    def on(words: str, day: str) -> dict[str, Any]:
        when = When(from_=day, to=day, inferred=inferred, reason="A date.")
        return {"time": mention(STRIKE, words, Time, from_=day, to=day), "when": when}

    strike = claim(STRIKE, "غارة", id="c1", event="air_strike", **on(first, struck))
    links = (Link(relation="caused_by", claim="c1"),)
    dead = claim(STRIKE, "مقتل", id="c2", links=links, **on(second, died))
    return ToldReport(
        id="r1", sources=("r1.txt",), outlet=None, published="2015-11-25", text=STRIKE,
        claims=(strike, dead),
    )  # fmt: skip


DAYS = st.dates(date(2015, 1, 1), date(2015, 11, 20)).map(date.isoformat)


@given(DAYS, DAYS)
def test_an_effect_is_found_exactly_when_it_comes_first(struck: str, died: str) -> None:
    found = dates_in_order(of_strike(struck, died))
    assert bool(found) == (died < struck)
    for finding in found:
        assert finding.numbers["days"] > 0
        assert (
            finding.numbers["days"] == (date.fromisoformat(struck) - date.fromisoformat(died)).days
        )


def test_inferred_days_are_no_days_to_compare() -> None:
    assert dates_in_order(of_strike("2015-11-19", "2015-11-17", inferred=True)) == []
