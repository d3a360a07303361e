"""The same quantity in the unit that the field compares in: 60,000 t/d of oil ≈ 440,000 bbl/d.

The factors stand in `numbers/equivalents.tsv`; a test compares them with pint's (pint itself would
be a tenth of a second and four megabytes for every reader).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from riwaya.errors import BadTable
from riwaya.knowledge.folding import ALEF
from riwaya.knowledge.name_words import keys_of, without_clitics
from riwaya.knowledge.tables import read_table, shipped
from riwaya.records.mention import Quantity
from riwaya.records.resolution import Equivalent

#: Letters around a quantity in which its substance is looked for.
AROUND = 120


@dataclass(frozen=True, slots=True)
class Rule:
    """From one unit to another, by a factor; of what substance, and what that assumes."""

    to: str
    factor: float
    substance: tuple[str, ...]
    assumes: str


@cache
def rules() -> dict[str, list[Rule]]:
    """Conversions by unit."""
    found: dict[str, list[Rule]] = {}
    for row in read_table(
        shipped("numbers/equivalents.tsv"),
        columns=("unit", "to", "factor", "substance", "assumes", "basis"),
        may_be_empty=("substance", "assumes"),
        key=("unit", "to"),
    ):
        try:
            factor = float(row["factor"])
        except ValueError:
            raise BadTable(f"{row.where}: factor is a number, not {row['factor']!r}") from None
        rule = Rule(row["to"], factor, keys_of(row["substance"]), row["assumes"])
        found.setdefault(row["unit"], []).append(rule)
    return found


def with_equivalent(raw: str, quantity: Quantity) -> Quantity:
    """The quantity with its equivalent, where a rule has one and the substance is named."""
    unit, _, per = (quantity.unit or "").partition("/")
    if quantity.measure != "amount" or (quantity.low is None and quantity.high is None):
        return quantity
    near = raw[max(0, quantity.start - AROUND) : quantity.end + AROUND]
    forms = {
        form.removesuffix(ALEF) if accusative else form
        for key in keys_of(near)
        for form in without_clitics(key)
        for accusative in (False, True)
    }
    for rule in rules().get(unit, ()):
        if rule.substance and not set(rule.substance) & forms:
            continue
        low, high = (_converted(bound, rule.factor) for bound in (quantity.low, quantity.high))
        whole = f"{rule.to}/{per}" if per else rule.to
        return replace(
            quantity, equivalent=Equivalent(low=low, high=high, unit=whole, assumes=rule.assumes)
        )
    return quantity


def _converted(value: float | None, factor: float) -> float | None:
    """A value in the other unit, to three figures: the words were no more exact."""
    if value is None:
        return None
    try:
        return float(f"{value * factor:.3g}")
    except OverflowError:  # an integer of hundreds of digits
        return None
