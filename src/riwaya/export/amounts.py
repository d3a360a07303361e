"""Quantities as people write them: "about 40", "at least 30 killed", "60,000 t/d"."""

import re

from msgspec import UNSET

from riwaya.knowledge.labels import label
from riwaya.records.mention import Quantity
from riwaya.records.resolution import Equivalent

#: Measures whose unit says it all; the others count, and are named after the number.
MEASURED = frozenset(["amount", "money", "distance", "duration"])
#: Units that say no more than the measure does.
PLAIN_UNITS = frozenset([None, "person", "strike", "item"])
SAID_BY_UNIT = frozenset(["items", "people", "strikes"])
SINGULAR = {"people": "person", "items": "item", "strikes": "strike"}
#: Units that are words, not signs, get an English plural.
WORD_UNIT = re.compile(r"[a-z_ ]{3,}")
UNCHANGED = frozenset(["aircraft", "min", "people"])


def amount(quantity: Quantity, *, with_measure: bool = True) -> str:
    """A quantity in English: its bounds, its unit, and what it counts unless told otherwise."""
    unit = None if quantity.unit in PLAIN_UNITS else unit_name(str(quantity.unit), quantity.high)
    parts = [bounds(quantity), unit or ""]
    named = quantity.measure in MEASURED or (unit and quantity.measure in SAID_BY_UNIT)
    if with_measure and not named:
        parts.append(measure_name(quantity))
    if quantity.subset is True:
        parts.append("(of them)")
    if quantity.joint is True:
        parts.append("(dead and hurt together)")
    if quantity.equivalent is not UNSET:
        parts.append(equivalent(quantity.equivalent))
    return " ".join(part for part in parts if part)


def equivalent(same: Equivalent) -> str:
    """The same in another unit: "(≈ 440,000 bbl/d, crude oil at 7.33 barrels a tonne)"."""
    ends = [figure(end) for end in dict.fromkeys((same.low, same.high)) if end is not None]
    assumed = f", {same.assumes}" if same.assumes else ""
    return f"(≈ {'–'.join(ends)} {same.unit}{assumed})"


def unit_name(unit: str, high: float | None) -> str:
    """The unit as it stands after a number: "day" after 1, "days" after 2."""
    name = unit.replace("_", " ")
    if high == 1 or name in UNCHANGED or not WORD_UNIT.fullmatch(unit):
        return name
    return f"{name[:-1]}ies" if name.endswith("y") and name[-2] not in "aeo" else f"{name}s"


def measure_name(quantity: Quantity) -> str:
    """What is counted, in the singular for one."""
    one = quantity.low == quantity.high == 1
    return (
        SINGULAR[quantity.measure]
        if one and quantity.measure in SINGULAR
        else label(f"measure.{quantity.measure}")
    )


def bounds(quantity: Quantity) -> str:
    """The number or range; "some" where the text names none."""
    low, high = quantity.low, quantity.high
    about = "about " if quantity.approximate is True else ""
    if low is None and high is None:
        return "some"
    if low is None:
        return f"at most {figure(high)}"
    if high is None:
        return f"at least {figure(low)}"
    return about + (figure(low) if low == high else f"{figure(low)}–{figure(high)}")


def figure(number: float | None) -> str:
    """A number with thousands set apart and no useless decimals."""
    if number is None:
        return ""
    return f"{number:,.6g}" if number != int(number) else f"{int(number):,}"
