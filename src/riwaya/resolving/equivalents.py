"""The same quantity in the unit that the field compares in: 60,000 t/d of oil ≈ 440,000 bbl/d.

Conversion is pint's; it is imported when a quantity needs it, since it costs a tenth of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from riwaya.errors import BadTable
from riwaya.knowledge.folding import ALEF
from riwaya.knowledge.name_words import keys_of, without_clitics
from riwaya.knowledge.tables import read_table, shipped
from riwaya.records.mention import Quantity
from riwaya.records.resolution import Equivalent

if TYPE_CHECKING:
    from pint import UnitRegistry

#: Letters around a quantity in which its substance is looked for.
AROUND = 120
#: Our unit codes that pint calls otherwise; a dunam is 1,000 m², a feddan 4,200 m².
DEFINED = (
    "dunam = 1000 * meter ** 2",
    "feddan = 4200.83 * meter ** 2",
    "bbl = 42 * gallon",
    "quintal = 100 * kilogram",
)
PINT_NAMES = {
    "mi2": "mile ** 2",
    "km2": "kilometer ** 2",
    "m2": "meter ** 2",
    "ft3": "foot ** 3",
    "m3": "meter ** 3",
    "gal": "gallon",
    "l": "liter",
    "lb": "pound",
    "ha": "hectare",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """From one unit to another; `density` in kg/m³ where mass becomes volume, and of what."""

    to: str
    density: float | None
    substance: tuple[str, ...]
    assumes: str


@cache
def rules() -> dict[str, list[Rule]]:
    """Conversions by unit."""
    found: dict[str, list[Rule]] = {}
    for row in read_table(
        shipped("numbers/equivalents.tsv"),
        columns=("unit", "to", "density", "substance", "assumes", "basis"),
        may_be_empty=("density", "substance", "assumes"),
        key=("unit", "to"),
    ):
        try:
            density = float(row["density"]) if row["density"] else None
        except ValueError:
            raise BadTable(f"{row.where}: density is a number in kg/m³") from None
        rule = Rule(row["to"], density, keys_of(row["substance"]), row["assumes"])
        found.setdefault(row["unit"], []).append(rule)
    return found


@cache
def registry() -> UnitRegistry[float]:
    """Pint's units and ours."""
    from pint import UnitRegistry  # noqa: PLC0415 - costs more than all else here

    units: UnitRegistry[float] = UnitRegistry()
    for definition in DEFINED:
        units.define(definition)
    return units


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
        low, high = (_converted(bound, unit, rule) for bound in (quantity.low, quantity.high))
        whole = f"{rule.to}/{per}" if per else rule.to
        return replace(
            quantity, equivalent=Equivalent(low=low, high=high, unit=whole, assumes=rule.assumes)
        )
    return quantity


def _converted(value: float | None, unit: str, rule: Rule) -> float | None:
    """A value in the other unit, to three figures: the words were no more exact."""
    if value is None:
        return None
    units = registry()
    amount = units.Quantity(float(value), PINT_NAMES.get(unit, unit))
    if rule.density is not None:
        density = units.Quantity(rule.density, "kilogram / meter ** 3")
        amount = amount / density if amount.check("[mass]") else amount * density
    return float(f"{amount.to(PINT_NAMES.get(rule.to, rule.to)).magnitude:.3g}")
