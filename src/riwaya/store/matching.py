"""Groups of words as each database asks its index of words."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, column, false, select, table, text

from riwaya.store.query import Words

#: See `store.words`: the same columns in both databases.
claim_words = table("claim_words", column("rowid"), column("words"))
MATCH = {
    "sqlite": "claim_words MATCH :wanted",
    "postgresql": "words @@ CAST(:wanted AS tsquery)",
}
SIGNS = {"sqlite": (" OR ", " AND ", '"'), "postgresql": (" | ", " & ", "'")}


def words_match(dialect: str, several: Sequence[Words]) -> Select[Any]:
    """The numbers (`n`) of the claims that have, of every group of any of several, a word."""
    either, both, quote = SIGNS[dialect]
    keys = select(claim_words.c.rowid.label("n"))
    asked: list[str] = []
    for groups in several:
        safe = [[f"{quote}{word}{quote}" for word in _safe(group)] for group in groups]
        if safe and all(safe):  # of no words, no claim has one
            asked.append("(" + both.join(f"({either.join(words)})" for words in safe) + ")")
    if not asked:
        return keys.where(false())
    wanted: BindParameter[str] = bindparam("wanted", either.join(asked), unique=True)
    return keys.where(text(MATCH[dialect]).bindparams(wanted))


def _safe(words: Sequence[str]) -> list[str]:
    """Words without anything that could be an operator."""
    return list(filter(None, ("".join(filter(str.isalnum, word)) for word in words)))
