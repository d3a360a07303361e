"""The same quantity in the unit that the field compares in."""

from pathlib import Path

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from riwaya.errors import BadTable
from riwaya.records.mention import Quantity
from riwaya.records.resolution import Equivalent
from riwaya.resolving import equivalents
from riwaya.resolving.claims import quantity_read
from riwaya.resolving.equivalents import AROUND, rules, with_equivalent

from .world import mention

#: Invented: the state of some fields under other hands.
OIL = (
    "قالت مصادر محلية إن حقول النفط تنتج 60 ألف طن يومياً، وإن التنظيم صادر 50 دونماً من الأراضي "
    "المجاورة. ونقلت شاحنات نحو 20 ألف برميل إلى المصفاة. "
    + "وتحدثت المصادر عن أوضاع السكان. " * 6
    + "ووزعت الهيئة 60 طناً من الطحين على الأهالي."
)


def read(raw: str, part: str, measure: str = "amount") -> Quantity:
    bare = mention(raw, part, Quantity, measure=measure, low=None, high=None, unit=None)
    return quantity_read(raw, bare)


def given_as(raw: str, unit: str, low: float | None, high: float | None = None) -> Quantity:
    return mention(raw, raw, Quantity, measure="amount", low=low, high=high, unit=unit)


def test_tonnes_of_oil_a_day_are_barrels_a_day() -> None:
    oil = read(OIL, "60 ألف طن يومياً")
    assert (oil.low, oil.high, oil.unit) == (60_000, 60_000, "t/d")
    assert isinstance(oil.equivalent, Equivalent)
    assert oil.equivalent.unit == "bbl/d"
    assert oil.equivalent.low == pytest.approx(440_000, rel=0.01)
    assert oil.equivalent.low == oil.equivalent.high
    assert "7.33 barrels a tonne" in oil.equivalent.assumes


def test_barrels_of_oil_are_tonnes() -> None:
    oil = read(OIL, "نحو 20 ألف برميل")
    assert (oil.low, oil.unit, oil.approximate) == (20_000, "bbl", True)
    assert isinstance(oil.equivalent, Equivalent)
    assert oil.equivalent.unit == "t"
    assert oil.equivalent.low == pytest.approx(20_000 / 7.33, rel=0.01)


def test_dunams_are_hectares() -> None:
    land = read(OIL, "50 دونماً")
    assert land.equivalent == Equivalent(
        low=5.0, high=5.0, unit="ha", assumes="a dunam of 1,000 square metres"
    )


def test_tonnes_of_flour_have_no_equivalent() -> None:
    flour = read(OIL, "60 طناً من الطحين")
    assert (flour.low, flour.unit, flour.equivalent) == (60, "t", UNSET)


@pytest.mark.parametrize(
    ("unit", "value", "to", "equivalent"),
    [
        ("feddan", 30, "ha", 12.6),
        ("dunam/d", 30, "ha/d", 3.0),
        ("mi2", 5, "km2", 12.9),
        ("ft3", 1000, "m3", 28.3),
        ("gal", 100, "l", 379.0),
        ("lb", 1000, "kg", 454.0),
        ("quintal", 10, "kg", 1000.0),
    ],
)
def test_units_of_the_table(unit: str, value: float, to: str, equivalent: float) -> None:
    found = with_equivalent("كمية", given_as("كمية", unit, value, value)).equivalent
    assert isinstance(found, Equivalent)
    assert (found.low, found.high, found.unit) == (equivalent, equivalent, to)


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [(50, None, (5.0, None)), (None, 50, (None, 5.0)), (50, 60, (5.0, 6.0)), (0, 0, (0.0, 0.0))],
)
def test_a_bound_that_nobody_gave_stays_open(
    low: float | None, high: float | None, wanted: tuple[float | None, float | None]
) -> None:
    found = with_equivalent("أرض", given_as("أرض", "dunam", low, high)).equivalent
    assert isinstance(found, Equivalent)
    assert (found.low, found.high) == wanted


@pytest.mark.parametrize(
    ("raw", "part", "measure"),
    [
        ("وزعت 60 طناً من الطحين", "60 طناً", "amount"),
        ("انفجر 500 برميل من البارود", "500 برميل", "amount"),
        ("عدة أطنان من النفط", "عدة أطنان", "amount"),
        ("قتل 60 عامل نفط", "60", "killed"),
        ("60 كلم من أنابيب النفط", "60 كلم", "distance"),
        ("النفط " + "كلمة " * (AROUND // 5 + 1) + "60 طناً من الطحين", "60 طناً", "amount"),
        ("60 طناً" + " كلمة" * (AROUND // 5 + 1) + " النفط", "60 طناً", "amount"),
    ],
    ids=["flour", "powder", "no number", "people", "distance", "oil long before", "oil long after"],
)
def test_what_has_none(raw: str, part: str, measure: str) -> None:
    assert read(raw, part, measure).equivalent is UNSET


@pytest.mark.parametrize("oil", ["النفط", "نفط", "الخام", "البترول", "النَّفط"])
def test_the_substance_in_its_forms(oil: str) -> None:
    assert read(f"نقلت 60 طناً من {oil}", "60 طناً").equivalent is not UNSET


@pytest.mark.parametrize("oil", ["بالنفط", "للنفط", "والنفط", "نفطاً"])
def test_the_substance_with_what_is_written_onto_it(oil: str) -> None:
    assert read(f"شاحنات محملة {oil} وزنها 60 طناً", "60 طناً").equivalent is not UNSET


@pytest.mark.parametrize("unit", sorted(rules()))
def test_every_rule_of_the_table_converts(unit: str) -> None:
    for rule in rules()[unit]:
        raw = " ".join(("كمية", *rule.substance))
        found = with_equivalent(raw, given_as(raw, unit, 1000.0)).equivalent
        assert isinstance(found, Equivalent)
        assert found.low
        assert found.low > 0


@given(st.floats(1, 1e9))
def test_there_and_back_is_the_same_to_three_figures(tonnes: float) -> None:
    there = with_equivalent("نفط", given_as("نفط", "t", tonnes)).equivalent
    assert isinstance(there, Equivalent)
    back = with_equivalent("نفط", given_as("نفط", "bbl", there.low)).equivalent
    assert isinstance(back, Equivalent)
    assert back.low == pytest.approx(tonnes, rel=0.011)


def test_a_bad_factor_is_said_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "equivalents.tsv"
    table.write_text(
        "# origin: x\n# licence: x\nunit\tto\tfactor\tsubstance\tassumes\tbasis\n"
        "t\tbbl\theavy\tنفط\tx\trecalled\n",
        "utf-8",
    )
    monkeypatch.setattr(equivalents, "shipped", lambda _: table)
    rules.cache_clear()
    try:
        with pytest.raises(BadTable, match=r"equivalents\.tsv:4: factor is a number"):
            rules()
    finally:
        rules.cache_clear()


@pytest.mark.parametrize(("measure", "has_one"), [("amount", True), ("items", False)])
def test_only_amounts_are_converted(measure: str, has_one: bool) -> None:
    land = mention("أرض", "أرض", Quantity, measure=measure, low=50, high=50, unit="dunam")
    assert (with_equivalent("أرض", land).equivalent is not UNSET) is has_one


@pytest.mark.parametrize(
    ("unit", "to", "theirs"),
    [
        ("mi2", "km2", ("mile ** 2", "kilometer ** 2")),
        ("ft3", "m3", ("foot ** 3", "meter ** 3")),
        ("gal", "l", ("gallon", "liter")),
        ("lb", "kg", ("pound", "kilogram")),
    ],
)
def test_the_factors_are_pint_s(unit: str, to: str, theirs: tuple[str, str]) -> None:
    (rule,) = (rule for rule in rules()[unit] if rule.to == to)
    registry = pint.UnitRegistry()
    assert rule.factor == pytest.approx(registry.Quantity(1, theirs[0]).to(theirs[1]).magnitude)


def test_a_barrel_of_crude_is_pint_s() -> None:
    registry = pint.UnitRegistry()
    tonne = registry.Quantity(1, "tonne") / registry.Quantity(858, "kilogram / meter ** 3")
    (rule,) = rules()["t"]
    barrels = tonne.to("oil_barrel").magnitude
    assert rule.factor == pytest.approx(barrels, rel=1e-4)
    (back,) = rules()["bbl"]
    assert rule.factor * back.factor == pytest.approx(1, rel=1e-4)
