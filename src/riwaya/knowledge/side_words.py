"""Common nouns that mean one side of a war, from data/fusion/side_words.tsv."""

from functools import cache

from riwaya.knowledge.name_words import bare, tokens_of, without_clitics, word_key
from riwaya.knowledge.tables import read_table, shipped


@cache
def side_words() -> frozenset[str]:
    """The words, by key."""
    rows = read_table(shipped("fusion/side_words.tsv"), columns=("form",))
    return frozenset(word_key(row["form"]) for row in rows)


def names_a_side(words: str) -> bool:
    """Whether one of the words means a side: «طيران النظام», but not «طائرات حربية»."""
    return any(
        bare(form) in side_words()
        for token in tokens_of(words)
        for form in without_clitics(token.key)
    )
