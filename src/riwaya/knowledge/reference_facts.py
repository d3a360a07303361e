"""Figures that claims are held against, from data/checks/facts.tsv, each with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from riwaya.errors import BadTable
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.tables import Row, read_table, shipped

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

#: What is known of a subject, and the unit that it is given in.
MEASURES = {
    "crude_output": "bbl/d",
    "field_output": "bbl/d",
    "load": "bbl",
    "sorties": "sortie/d",
    "population": "person",
}
COLUMNS = (
    "id", "subject", "name", "measure", "low", "high", "unit", "from", "to", "note", "basis",
)  # fmt: skip

Substance = Literal["crude", "other", "elsewhere"]
SUBSTANCES = ("crude", "other", "elsewhere")


@dataclass(frozen=True, slots=True)
class Fact:
    """The lowest and the highest figure known of a subject; ISO days in any precision."""

    id: str
    subject: str
    name: str
    measure: str
    low: float
    high: float
    unit: str
    since: str
    until: str
    note: str
    basis: str

    @property
    def recalled(self) -> bool:
        """Whether it rests on memory alone."""
        return self.basis == "recalled"

    def holds_on(self, day: str) -> bool:
        """Whether it holds on an ISO day."""
        begun = not self.since or self.since <= day
        return begun and (not self.until or day[: len(self.until)] <= self.until)


def read_facts(source: Path | Traversable) -> dict[tuple[str, str], tuple[Fact, ...]]:
    """The facts of a table by subject and measure, in the table's order; raises BadTable."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for row in read_table(source, columns=COLUMNS, may_be_empty=("from", "to", "note")):
        fact = _fact(row)
        found.setdefault((fact.subject, fact.measure), []).append(fact)
    return {key: tuple(facts) for key, facts in found.items()}


def _fact(row: Row) -> Fact:
    if row["measure"] not in MEASURES:
        known = ", ".join(MEASURES)
        raise BadTable(f"{row.where}: unknown measure {row['measure']!r}; known: {known}")
    unit = MEASURES[row["measure"]]
    if row["unit"] != unit:
        raise BadTable(f"{row.where}: the unit of {row['measure']} is {unit}, not {row['unit']!r}")
    low, high = _number(row, "low"), _number(row, "high")
    if low > high:
        raise BadTable(f"{row.where}: low {low:g} is above high {high:g}")
    if row["from"] and row["to"] and row["to"] < row["from"][: len(row["to"])]:
        raise BadTable(f"{row.where}: ends {row['to']} before it begins {row['from']}")
    return Fact(
        row["id"], row["subject"], row["name"], row["measure"], low, high, unit,
        row["from"], row["to"], row["note"], row["basis"],
    )  # fmt: skip


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        raise BadTable(f"{row.where}: {column} is a number, not {row[column]!r}") from None


class ReferenceFacts:
    """Facts by subject and measure."""

    def __init__(self, facts: Mapping[tuple[str, str], tuple[Fact, ...]]) -> None:
        self._facts = facts

    def of(self, subject: str, measure: str) -> tuple[Fact, ...]:
        """All that is known of a subject."""
        return self._facts.get((subject, measure), ())

    def on(self, subject: str, measure: str, day: str) -> tuple[Fact, ...]:
        """What holds for a subject on an ISO day."""
        return tuple(fact for fact in self.of(subject, measure) if fact.holds_on(day))

    def best(self, subject: str, measure: str, years: range) -> Fact | None:
        """The highest figure of a subject that holds in some of these years."""
        there = [
            fact
            for fact in self.of(subject, measure)
            if any(fact.holds_on(f"{year}-07-01") for year in years)
        ]
        return max(there, key=lambda fact: (fact.high, fact.id), default=None)


@cache
def reference_facts() -> ReferenceFacts:
    """The facts that come with the package, loaded once."""
    return ReferenceFacts(read_facts(shipped("checks/facts.tsv")))


@cache
def substances() -> dict[str, Substance]:
    """What a word says that a measured quantity is of, by the word's key; raises BadTable."""
    found: dict[str, Substance] = {}
    rows = read_table(shipped("checks/substances.tsv"), columns=("form", "substance"))
    for row in rows:
        if row["substance"] not in SUBSTANCES:
            raise BadTable(f"{row.where}: substance is one of {', '.join(SUBSTANCES)}")
        found["".join(keys_of(row["form"]))] = cast("Substance", row["substance"])
    return found


@cache
def one_day() -> frozenset[tuple[str, ...]]:
    """The folded words that make a count beside them one day's."""
    rows = read_table(shipped("checks/one_day.tsv"), columns=("form",))
    return frozenset(keys_of(row["form"]) for row in rows)


@cache
def then_words() -> frozenset[str]:
    """The keys of words that put a title or a name into another time."""
    rows = read_table(shipped("checks/then_words.tsv"), columns=("form",))
    return frozenset(key for row in rows for key in keys_of(row["form"]))


@cache
def belongs_words() -> dict[str, frozenset[str]]:
    """The keys of words between a place and what it lies in ("in") or is measured from ("from")."""
    found: dict[str, set[str]] = {"in": set(), "from": set()}
    columns = ("form", "role")
    for row in read_table(shipped("checks/belongs_words.tsv"), columns=columns, key=columns):
        if row["role"] not in found:
            raise BadTable(f"{row.where}: role is in or from, not {row['role']!r}")
        found[row["role"]].update(keys_of(row["form"]))
    return {role: frozenset(keys) for role, keys in found.items()}
