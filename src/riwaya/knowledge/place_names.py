"""Arabic names of the gazetteer's places, for showing them.

GeoNames lists names in Arabic letters of several languages; the table of names has the form that
Arabic news uses for the best known places, and goes before.
"""

import re
from functools import cache

import numpy as np

from riwaya.knowledge.gazetteer import COUNTRY
from riwaya.knowledge.tables import read_table, shipped

#: Letters of Farsi and Urdu that stand for an Arabic one.
AS_ARABIC = str.maketrans({
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
})  # fmt: skip
#: Letters and marks of Arabic itself.
ARABIC = re.compile("[\\u0621-\\u063a\\u0641-\\u0652 -]+")


def shown_name(english: str, arabic: str) -> str | None:
    """What a place of the gazetteer is called in Arabic; None for a name in another language."""
    known = _well_known().get(english.casefold())
    if known is not None:
        return known
    name = arabic.translate(AS_ARABIC)
    return name if ARABIC.fullmatch(name) else None


@cache
def _well_known() -> dict[str, str]:
    rows = read_table(
        shipped("names.tsv"), columns=("form", "english", "kind"), key=("form", "kind")
    )
    return {row["english"].casefold(): row["form"] for row in reversed(rows)
            if row["kind"] == "place"}  # fmt: skip


@cache
def arabic_place_names() -> dict[str, str]:
    """Names by id, such as "damascus", one in another language's letters where there is no other.

    Countries have none here (see the table of actors).
    """
    with shipped("places/gazetteer.npz").open("rb") as opened, np.load(opened) as columns:
        lines = columns["text"].tobytes().decode().split("\n")
    rows = (line.split("\t") for line in lines)
    return {
        slug: shown_name(english, arabic) or arabic.translate(AS_ARABIC)
        for slug, english, _, arabic in rows
        if not arabic.startswith(COUNTRY)
    }
