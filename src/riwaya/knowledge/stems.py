"""Words cut to what their forms share, and how common each is (data/fusion/common_stems.tsv).

A light stem, for comparing how two texts are worded: clitics in front and inflection behind go,
the root is not looked for. «وللمدنيين» and «المدنية» are one. It names nobody.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache

from riwaya.errors import BadTable
from riwaya.knowledge.folding import ALEF, HEH, WAW, YEH
from riwaya.knowledge.name_words import ARTICLE, CLITICS, LAM, NOON, WORD, word_key
from riwaya.knowledge.tables import read_table, shipped

TEH, MEEM = "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER MEEM}"
#: Written onto the front with the article, longest first; the lam has swallowed its alef.
FRONTS = (*(clitic + ARTICLE for clitic in CLITICS), LAM + LAM, ARTICLE)
#: Inflection behind a word, the longer before the shorter.
ENDINGS = (
    ALEF + TEH, WAW + NOON, YEH + NOON, ALEF + NOON, HEH + ALEF, HEH + MEEM, HEH + NOON,
    NOON + ALEF, WAW + ALEF, YEH + HEH, HEH, YEH, ALEF, WAW,
)  # fmt: skip
#: Letters that stay at least; letters of a word that a clitic without article is cut off.
LEAST, LONG = 3, 5
#: A stem of which the table doesn't speak is rarer than its rarest: it stands in so many reports.
RARE = 0.01


@lru_cache(maxsize=100_000)
def stem_of(key: str) -> str:
    """The light stem of a word by its key (see `name_words.word_key`)."""
    stem = _without_front(key)
    for _ in range(2):
        stem = next(
            (
                stem.removesuffix(ending)
                for ending in ENDINGS
                if stem.endswith(ending) and len(stem) - len(ending) >= LEAST
            ),
            stem,
        )
    return stem


def _without_front(key: str) -> str:
    for front in FRONTS:
        if key.startswith(front) and len(key) - len(front) >= LEAST:
            return key[len(front) :]
    return key[1:] if len(key) >= LONG and key[0] in CLITICS[:4] else key


def stems_of(text: str) -> Iterator[str]:
    """The stems of a text's words in order; numbers and words of two letters are left out."""
    return filter(None, map(_stem_in_text, WORD.findall(text)))


@lru_cache(maxsize=100_000)
def _stem_in_text(word: str) -> str:
    """The stem of a word as it is written; empty for what has none."""
    key = word_key(word)
    if len(key) < LEAST or any(letter.isdigit() for letter in key):
        return ""
    return stem_of(key)


@cache
def common_stems() -> dict[str, float]:
    """The share of reports (0 to 1) that have each common stem; raises BadTable."""
    found: dict[str, float] = {}
    for row in read_table(shipped("fusion/common_stems.tsv"), columns=("stem", "per_mille")):
        if not row["per_mille"].isdigit() or not 0 < int(row["per_mille"]) <= 1000:
            raise BadTable(f"{row.where}: per_mille is a whole number from 1 to 1000")
        found[row["stem"]] = int(row["per_mille"]) / 1000
    return found


@lru_cache(maxsize=50_000)
def rarity(stem: str) -> float:
    """How much a stem tells: the logarithm of one over its share of reports, 0 to 4.6."""
    return -math.log(common_stems().get(stem, RARE))
