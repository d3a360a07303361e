"""Words that say that a figure stands in place of another, from data/fusion/updates.tsv."""

from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.folding import fold
from riwaya.knowledge.tables import read_table, shipped

ROLES = ("change", "to", "new")


@cache
def update_words() -> dict[str, str]:
    """The role of each folded form: change, to, new; raises BadTable."""
    found: dict[str, str] = {}
    for row in read_table(shipped("fusion/updates.tsv"), columns=("form", "role")):
        if row["role"] not in ROLES:
            raise BadTable(f"{row.where}: role is one of {', '.join(ROLES)}")
        found[fold(row["form"], ta_marbuta=True)] = row["role"]
    return found
