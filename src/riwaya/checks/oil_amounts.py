"""How much crude oil a quantity speaks of, in barrels: of what, in what unit, in what time."""

from dataclasses import dataclass

from riwaya.fusion.sentences import sentence_around
from riwaya.knowledge.name_words import tokens_of, without_clitics
from riwaya.knowledge.reference_facts import Substance, substances
from riwaya.records.claim import Claim
from riwaya.records.mention import Quantity
from riwaya.resolving.equivalents import rules

#: Barrels in a cubic metre: by definition a barrel is 42 US gallons, 158.987294928 litres.
M3_BARRELS = 1 / 0.158987294928
#: Days of what a rate is counted by.
DAYS = {"d": 1.0, "h": 1 / 24, "week": 7.0, "month": 365.25 / 12, "year": 365.25}
UNIT_NAMES = {"t": "tonnes", "bbl": "barrels", "m3": "cubic metres", "l": "litres"}
RATE_NAMES = {"d": "a day", "h": "an hour", "week": "a week", "month": "a month", "year": "a year"}
#: Letters after and before a quantity in which it is said of what it is.
AFTER, BEFORE = 40, 30
#: Letters around a quantity in which a word may say that it is no output.
AROUND = 70


@dataclass(frozen=True, slots=True)
class Oil:
    """An amount of crude oil: barrels (a day, for a rate) and how the report puts it in English."""

    barrels: float
    rate: bool
    words: str
    #: What the conversion assumes, to go behind the barrels; empty where it is exact.
    assumes: str = ""


def oil_of(text: str, claim: Claim, quantity: Quantity) -> Oil | None:
    """The crude oil of a quantity; None where it is of something else or bounds nothing below."""
    unit, _, per = (quantity.unit or "").partition("/")
    value = quantity.low
    factor = _barrels_in(unit)
    if quantity.measure != "amount" or value is None or factor is None:
        return None
    if (per and per not in DAYS) or not _is_crude(text, claim, quantity, unit):
        return None
    said = f"{value:,} {UNIT_NAMES[unit]}"
    said = f"{said} {RATE_NAMES[per]}" if per else said
    assumes = f" at {factor:.2f} barrels a tonne" if unit == "t" else ""
    return Oil(value * factor / DAYS.get(per, 1.0), bool(per), said, assumes)


def _barrels_in(unit: str) -> float | None:
    """Barrels in a unit, a tonne's by the density that numbers/equivalents.tsv assumes."""
    if unit == "t":
        return next((rule.factor for rule in rules()["t"] if rule.to == "bbl"), None)
    return {"bbl": 1.0, "m3": M3_BARRELS, "l": M3_BARRELS / 1000}.get(unit)


def _is_crude(text: str, claim: Claim, quantity: Quantity, unit: str) -> bool:
    first, last = sentence_around(text, quantity.start)
    around = text[max(first, quantity.start - AROUND) : min(last, quantity.end + AROUND)]
    if "elsewhere" in _kinds(around):
        return False
    behind = _kinds(text[quantity.end : min(last, quantity.end + AFTER)])
    before = _kinds(text[max(first, quantity.start - BEFORE) : quantity.start])
    things = [kind for target in claim.targets for kind in _kinds(target.text)]
    said = [*_kinds(quantity.text), *behind[:1], *things, *reversed(before)]
    # A barrel is of oil unless something else is named; a tonne may be of anything.
    return said[0] == "crude" if said else unit == "bbl"


def _kinds(words: str) -> list[Substance]:
    """What the words name, in their order."""
    known = substances()
    found = []
    for token in tokens_of(words):
        kinds = (known.get(form) for form in without_clitics(token.key))
        found += [kind for kind in kinds if kind is not None][:1]
    return found
