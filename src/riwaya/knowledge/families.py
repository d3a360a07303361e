"""Which events may name one happening, from data/fusion/families.tsv."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from riwaya.errors import BadTable
from riwaya.knowledge.tables import read_table, shipped
from riwaya.records.terms import EVENTS, Event

Part = Literal["deed", "harm", "own"]
PARTS = ("deed", "harm", "own")


@dataclass(frozen=True, slots=True)
class Family:
    """How an event takes part in a happening."""

    name: str
    #: Whether it is a happening at all, and no state, habit or politics.
    happening: bool
    part: Part


@cache
def families() -> dict[Event, Family]:
    """The family of each of the specification's events; raises BadTable."""
    table = shipped("fusion/families.tsv")
    rows = {
        row["code"]: row
        for row in read_table(table, columns=("code", "family", "happening", "part"))
    }
    if wrong := set(rows) ^ set(EVENTS):
        raise BadTable(f"families.tsv: unknown or missing codes: {', '.join(sorted(wrong))}")
    for row in rows.values():
        if row["happening"] not in {"yes", "no"}:
            raise BadTable(f"{row.where}: happening is yes or no")
        if row["part"] not in PARTS:
            raise BadTable(f"{row.where}: part is one of {', '.join(PARTS)}")
    return {
        code: Family(
            rows[code]["family"], rows[code]["happening"] == "yes", cast("Part", rows[code]["part"])
        )
        for code in EVENTS
    }
