"""Words for those who speak in a report, from data/fusion/voices.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from riwaya.errors import BadTable
from riwaya.knowledge.name_words import bare, without_clitics, word_key
from riwaya.knowledge.tables import read_table, shipped

CLASSES = frozenset(
    (
        "hidden", "again", "own", "press", "area", "edition", "particle", "says", "after",
        "office", "as", "in_name", "entitled", "statement",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpeakingWord:
    """What a word says of a speaker, and the form that stands for all of the word's forms."""

    kind: str
    lemma: str


@cache
def speaking_words() -> dict[str, SpeakingWord]:
    """The table by key without article; raises BadTable."""
    found: dict[str, SpeakingWord] = {}
    for row in read_table(shipped("fusion/voices.tsv"), columns=("form", "class", "lemma")):
        if row["class"] not in CLASSES:
            known = ", ".join(sorted(CLASSES))
            raise BadTable(f"{row.where}: unknown class {row['class']!r}; known: {known}")
        key = bare(word_key(row["form"]))
        found[key] = SpeakingWord(row["class"], bare(word_key(row["lemma"])))
    return found


@lru_cache(maxsize=20_000)
def speaking_word(key: str) -> SpeakingWord | None:
    """What the table knows of a word by its key, clitics and article cut off as needed."""
    words = speaking_words()
    forms = (bare(form) for form in without_clitics(key))
    return next((words[form] for form in forms if form in words), None)
