"""The table of reference facts: what it must say, and what it refuses."""

from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge.reference_facts import (
    COLUMNS,
    ReferenceFacts,
    read_facts,
    reference_facts,
    substances,
)

ROW = {
    "id": "omar", "subject": "omar-oil-field", "name": "al-Omar", "measure": "field_output",
    "low": "20000", "high": "80000", "unit": "bbl/d", "from": "", "to": "", "note": "",
    "basis": "recalled",
}  # fmt: skip


def table(folder: Path, **cells: str) -> Path:
    path = folder / "facts.tsv"
    row = {**ROW, **cells}
    lines = ["# origin: a test", "# licence: Apache-2.0", "\t".join(COLUMNS)]
    path.write_text("\n".join([*lines, "\t".join(row[c] for c in COLUMNS)]) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"measure": "weather"}, "unknown measure 'weather'"),
        ({"unit": "t/d"}, "the unit of field_output is bbl/d, not 't/d'"),
        ({"low": "many"}, "low is a number, not 'many'"),
        ({"low": "90000"}, "low 90000 is above high 80000"),
        ({"from": "2016", "to": "2015"}, "ends 2015 before it begins 2016"),
        ({"basis": "somebody said"}, "basis is"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, cells: dict[str, str], message: str) -> None:
    with pytest.raises(BadTable, match=f"facts.tsv:4: {message}"):
        read_facts(table(tmp_path, **cells))


def test_facts_hold_in_their_period(tmp_path: Path) -> None:
    facts = ReferenceFacts(read_facts(table(tmp_path, **{"from": "2014-06", "to": "2015"})))
    days = ("2014-05-31", "2014-06-01", "2015-12-31", "2016-01-01")
    held = [bool(facts.on("omar-oil-field", "field_output", day)) for day in days]
    assert held == [False, True, True, False]
    assert facts.best("omar-oil-field", "field_output", range(2010, 2014)) is None
    assert facts.best("omar-oil-field", "field_output", range(2010, 2016)) is not None


def test_every_shipped_fact_says_what_it_rests_on() -> None:
    facts = reference_facts()
    best = facts.best("syria", "crude_output", range(2006, 2016))
    assert best is not None
    assert (best.since, best.high) == ("2006", 421_000)
    assert best.basis.startswith("document:")
    assert not best.recalled


def test_oil_is_crude_and_fuel_is_not() -> None:
    assert {substances()[word] for word in ("نفط", "النفط")} == {"crude"}
    assert substances()["المازوت"] == "other"
    assert substances()["استهلاك"] == "elsewhere"
