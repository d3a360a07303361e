"""How far a kind of speaker is relied on by default, from data/fusion/reliability.tsv."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.tables import Row, read_table, shipped
from riwaya.records.terms import SOURCE_KINDS

COLUMNS = ("kind", "named", "rank", "letter", "credible", "why")
#: The outlet in its own voice.
OWN = "own"
LETTERS = "ABCDEF"


@dataclass(frozen=True, slots=True)
class Reliability:
    """`rank`: 1 first; `letter`: Admiralty's A to F; `credible`: may count as Airwars's source."""

    rank: int
    letter: str
    credible: bool
    why: str


@cache
def reliabilities() -> Mapping[tuple[str, bool], Reliability]:
    """By kind of source (or "own") and whether it is named; raises BadTable."""
    rows = read_table(shipped("fusion/reliability.tsv"), columns=COLUMNS, key=("kind", "named"))
    found = {(row["kind"], _yes(row, "named")): _reliability(row) for row in rows}
    wanted = {(kind, named) for kind in (*SOURCE_KINDS, OWN) for named in (True, False)}
    if wrong := wanted ^ set(found):
        kinds = ", ".join(sorted({kind for kind, _ in wrong}))
        raise BadTable(f"reliability.tsv: unknown or incomplete kinds: {kinds}")
    return found


def _reliability(row: Row) -> Reliability:
    if not row["rank"].isdigit():
        raise BadTable(f"{row.where}: rank is a whole number")
    if row["letter"] not in LETTERS:
        raise BadTable(f"{row.where}: letter is one of {', '.join(LETTERS)}")
    return Reliability(int(row["rank"]), row["letter"], _yes(row, "credible"), row["why"])


def _yes(row: Row, column: str) -> bool:
    if row[column] not in {"yes", "no"}:
        raise BadTable(f"{row.where}: {column} is yes or no")
    return row[column] == "yes"
