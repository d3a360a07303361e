"""Words by which a report turns to another happening, from data/fusion/topics.tsv."""

from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.name_words import NameIndex
from riwaya.knowledge.tables import read_table, shipped

#: Another deed till the sentence ends, or another topic from here on.
TURNS = frozenset(["deed", "topic"])


@cache
def topic_words() -> NameIndex:
    """The forms, each with what it turns to; raises BadTable."""
    rows = list(read_table(shipped("fusion/topics.tsv"), columns=("form", "turns")))
    for row in rows:
        if row["turns"] not in TURNS:
            raise BadTable(f"{row.where}: turns is deed or topic")
    return NameIndex((row["form"], row["turns"]) for row in rows)
