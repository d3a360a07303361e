"""Words before the name of somebody spoken to: «في كلمة أمام الرئيس» is not his own word."""

from functools import cache, lru_cache

from riwaya.knowledge.folding import fold
from riwaya.knowledge.tables import read_table, shipped


@cache
def addressing() -> frozenset[str]:
    """The words, folded."""
    return frozenset(
        fold(row["form"]) for row in read_table(shipped("addressees.tsv"), columns=("form",))
    )


# Every word of a report is asked about, and most words come again.
@lru_cache(maxsize=50_000)
def is_addressed(word_before: str) -> bool:
    """Whether a name after this word is somebody spoken to."""
    return fold(word_before) in addressing()
