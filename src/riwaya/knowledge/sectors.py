"""Words before a field of government that its ministry speaks for, from data/fusion/sectors.tsv."""

from functools import cache

from riwaya.knowledge.name_words import word_key
from riwaya.knowledge.tables import read_table, shipped


@cache
def sector_words() -> frozenset[str]:
    """The words by their keys; raises BadTable."""
    return frozenset(
        word_key(row["form"])
        for row in read_table(shipped("fusion/sectors.tsv"), columns=("form",))
    )
