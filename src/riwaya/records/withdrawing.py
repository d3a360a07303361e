"""What people said and took back: words are rows that are never changed, withdrawn by further ones.

Decisions, judgements, gradings and second readings follow this one rule.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

#: A record or a database row with `id`, `verdict` and `withdraws`.
Word = TypeVar("Word", bound=Any)


def withdrawn(words: Sequence[Any]) -> set[str]:
    """The ids, of words in the order in which they were said, that don't stand.

    A withdrawal can be withdrawn as well: then what it took back stands again.
    """
    gone: set[str] = set()
    for word in reversed(words):
        if word.verdict == "withdraw" and word.id not in gone and word.withdraws:
            gone.add(word.withdraws)
    return gone


def standing(words: Sequence[Word]) -> list[Word]:
    """Those that were not withdrawn, in order, without the withdrawals themselves."""
    gone = withdrawn(words)
    return [word for word in words if word.verdict != "withdraw" and word.id not in gone]
