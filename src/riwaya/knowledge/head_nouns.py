"""What a noun before a name says of it: «طائرات», «عناصر», «مقر», «متحدث», «مدنيين» (`heads.tsv`).

A side's aircraft, soldiers, men, posts, leaders, voices; civilians are nobody's.
"""

from __future__ import annotations

from functools import cache

from riwaya.errors import BadTable
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.tables import read_table, shipped

CLASSES = frozenset(
    (
        "air", "navy", "army", "police", "government", "intelligence", "men", "leader", "post",
        "spokesman", "voice", "civil", "country",
    )
)  # fmt: skip


@cache
def heads() -> dict[str, str]:
    """Class of a head noun by its key (without article)."""
    found = {}
    for row in read_table(shipped("actors/heads.tsv"), columns=("form", "class")):
        if row["class"] not in CLASSES:
            known = ", ".join(sorted(CLASSES))
            raise BadTable(f"{row.where}: unknown class {row['class']!r}; known: {known}")
        found[" ".join(keys_of(row["form"]))] = row["class"]
    return found
