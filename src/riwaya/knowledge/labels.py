"""English and Arabic for the terms of a claim and the parts of a page, from data/labels.tsv."""

from dataclasses import dataclass
from functools import cache

from riwaya.knowledge.tables import read_table, shipped


@dataclass(frozen=True, slots=True)
class Label:
    """One label in both languages."""

    english: str
    arabic: str


@cache
def labels() -> dict[str, Label]:
    """Labels by key, such as "stance.denies" or "page.search"."""
    rows = read_table(shipped("labels.tsv"), columns=("key", "english", "arabic"))
    return {row["key"]: Label(row["english"], row["arabic"]) for row in rows}


def label(key: str) -> str:
    """The English label; a key without one is shown as it is."""
    found = labels().get(key)
    return found.english if found else key.rpartition(".")[2].replace("_", " ")
