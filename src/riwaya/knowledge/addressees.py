"""Words before the name of somebody spoken to: «في كلمة أمام الرئيس» is not his own word."""

from functools import cache

from riwaya.knowledge.folding import fold
from riwaya.knowledge.tables import read_table, shipped


@cache
def addressing() -> frozenset[str]:
    """The words, folded."""
    return frozenset(
        fold(row["form"]) for row in read_table(shipped("addressees.tsv"), columns=("form",))
    )


def is_addressed(word_before: str) -> bool:
    """Whether a name after this word is somebody spoken to."""
    return fold(word_before) in addressing()
