"""What an incident is headed by its leading event, from data/fusion/titles.tsv."""

from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.tables import read_table, shipped
from riwaya.records.terms import EVENTS


@cache
def event_titles() -> dict[str, tuple[str, str]]:
    """(title, preposition before the place) by event; raises BadTable."""
    rows = {
        row["code"]: row
        for row in read_table(
            shipped("fusion/titles.tsv"), columns=("code", "title", "preposition")
        )
    }
    if wrong := set(rows) ^ set(EVENTS):
        raise BadTable(f"titles.tsv: unknown or missing codes: {', '.join(sorted(wrong))}")
    return {code: (row["title"], row["preposition"]) for code, row in rows.items()}
