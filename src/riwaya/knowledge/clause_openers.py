"""Words that open a relative clause, which is no part of a mention: «جار النبي، وهو زعيم…»."""

from functools import cache, lru_cache

from riwaya.knowledge.folding import fold
from riwaya.knowledge.tables import read_table, shipped


@cache
def openers() -> frozenset[str]:
    """The words, folded."""
    rows = read_table(shipped("clause_openers.tsv"), columns=("form",))
    return frozenset(fold(row["form"]) for row in rows)


# Every word of a mention is asked about, and most words come again.
@lru_cache(maxsize=50_000)
def opens_clause(word: str) -> bool:
    """Whether a relative clause begins with this word."""
    return fold(word) in openers()
