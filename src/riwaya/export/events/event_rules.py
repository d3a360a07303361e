"""The rules that give an incident the codes of another event ontology, from data/exports/*.tsv."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from riwaya.errors import BadTable
from riwaya.export.events.acting import Acting
from riwaya.knowledge.tables import Row, read_table, shipped, split
from riwaya.records.terms import EVENTS

FIRST = ("rule", "event", "when")
SIDE = re.compile("(agent|target):(state|armed|civilians)|known:(agent|target|place)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what event, on which conditions, is given which codes (by column)."""

    name: str
    event: str
    when: tuple[str, ...]
    codes: dict[str, str]

    def fits(self, acting: Acting) -> bool:
        """Whether the event happened and all that the rule asks for holds."""
        return self.event in acting.events and all(
            acting.holds(condition, self.event) for condition in self.when
        )

    @property
    def sentence(self) -> str:
        """The rule in words, for the trace."""
        given = f" when {' and '.join(self.when)}" if self.when else ""
        return f"{self.event}{given}"


@cache
def rules_of(table: str, columns: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of data/exports/TABLE.tsv in their order; raises BadTable with file and line."""
    rows = read_table(
        shipped(f"exports/{table}.tsv"), columns=(*FIRST, *columns),
        may_be_empty=("when", "mode", "intensity", "contexts"),
    )  # fmt: skip
    return tuple(_rule(row, columns) for row in rows)


def _rule(row: Row, columns: Sequence[str]) -> Rule:
    if row["event"] not in EVENTS:
        raise BadTable(f"{row.where}: unknown event {row['event']!r}")
    when = split(row["when"])
    for condition in when:
        about, _, what = condition.partition(":")
        event = about in {"tells", "no"} and (what in EVENTS or (about, what) == ("no", "deed"))
        if not event and not SIDE.fullmatch(condition):
            raise BadTable(f"{row.where}: unknown condition {condition!r}")
    return Rule(row["rule"], row["event"], when, {name: row[name] for name in columns})
