"""How much each reason for one happening weighs, from data/fusion/weights.tsv."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riwaya.errors import BadTable
from riwaya.knowledge.tables import read_table, shipped


@dataclass(frozen=True, slots=True)
class Level:
    """What a reason can find: its name, its weight in bits, and the sentence that people read."""

    name: str
    weight: float
    sentence: str


@cache
def fusion_weights(path: Path | None = None) -> Mapping[str, tuple[Level, ...]]:
    """The levels of each reason, in the table's order; raises BadTable."""
    columns = ("reason", "level", "weight", "sentence")
    table = path or shipped("fusion/weights.tsv")
    found: dict[str, list[Level]] = {}
    for row in read_table(table, columns=columns, key=("reason", "level")):
        try:
            weight = float(row["weight"])
        except ValueError:
            raise BadTable(f"{row.where}: weight is a number") from None
        found.setdefault(row["reason"], []).append(Level(row["level"], weight, row["sentence"]))
    return {reason: tuple(levels) for reason, levels in found.items()}
