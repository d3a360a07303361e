"""Quantities as people write them."""

from typing import Any

import pytest

from riwaya.export.amounts import amount
from riwaya.records.mention import Quantity


def quantity(measure: Any, low: float | None, high: float | None, **more: Any) -> Quantity:
    values = {"unit": None, **more}
    return Quantity(text="x", start=0, end=1, measure=measure, low=low, high=high, **values)


@pytest.mark.parametrize(
    ("item", "english"),
    [
        (quantity("killed", 600, 600, unit="person"), "600 killed"),
        (quantity("killed", 30, None), "at least 30 killed"),
        (quantity("injured", None, 20), "at most 20 injured"),
        (quantity("killed", 40, 40, approximate=True), "about 40 killed"),
        (quantity("displaced", 20, 99), "20–99 displaced"),
        (quantity("people", None, None), "some people"),
        (quantity("amount", 60000, 60000, unit="t/d"), "60,000 t/d"),
        (quantity("distance", 1.5, 1.5, unit="km"), "1.5 km"),
        (quantity("duration", 2, 2, unit="day"), "2 days"),
        (quantity("duration", 1, 1, unit="day"), "1 day"),
        (quantity("strikes", 1, 1), "1 strike"),
        (quantity("strikes", 10, 10, unit="rocket"), "10 rockets"),
        (quantity("killed", 5, 5, unit="family"), "5 families killed"),
        (quantity("killed", 4, 4, subset=True), "4 killed (of them)"),
        (quantity("people", 20, 99, joint=True), "20–99 people (dead and hurt together)"),
    ],
)
def test_amounts(item: Quantity, english: str) -> None:
    assert amount(item) == english
