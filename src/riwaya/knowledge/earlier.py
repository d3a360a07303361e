"""Words by which a sentence goes back to an earlier happening, from data/fusion/earlier.tsv."""

from dataclasses import dataclass
from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.tables import Row, read_table, shipped


@dataclass(frozen=True, slots=True)
class Before:
    """By how many days a happening precedes what is told ahead of it."""

    least: int
    most: int


@cache
def earlier_words() -> dict[str, dict[tuple[str, ...], Before]]:
    """The forms, as keys of words, by their first word; raises BadTable."""
    found: dict[str, dict[tuple[str, ...], Before]] = {}
    columns = ("form", "least", "most")
    table = shipped("fusion/earlier.tsv")
    for row in read_table(table, columns=columns):
        form = keys_of(row["form"])
        found.setdefault(form[0], {})[form] = _before(row)
    return found


def _before(row: Row) -> Before:
    if not (row["least"].isdigit() and row["most"].isdigit()):
        raise BadTable(f"{row.where}: least and most are whole numbers of days")
    least, most = int(row["least"]), int(row["most"])
    if least > most:
        raise BadTable(f"{row.where}: least is above most")
    return Before(least, most)
