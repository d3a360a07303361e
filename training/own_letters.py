"""Makes `src/riwaya/data/own_letters.tsv`: `python -m training.own_letters`.

The search must know that the first letter of «بغداد» or «ورقة» is the word's own: cut like a
preposition it would leave junk, or another word. What stands behind the article in the reports is
a word with letters of its own; so is a name in the tables whose rest nobody writes. A hamza tells
that the first two letters of «ألغام» are no article.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.folding import DROPPED
from riwaya.knowledge.name_words import ARTICLE, CLITICS, LAM, WORD, word_key
from riwaya.knowledge.persons import shipped_persons
from riwaya.knowledge.places import LISTS, read_places
from riwaya.knowledge.tables import shipped

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "riwaya" / "data" / "own_letters.tsv"
HEAD = """\
# origin: derived from training/reports and the tables of names by training/own_letters.py
# licence: Apache-2.0
# Words, folded, whose first letters look like a clitic or the article and are the word's own.
form
"""
WAW, FEH, BEH, _, KAF = CLITICS
BEHIND_ARTICLE = re.compile(f"[{WAW}{FEH}]?(?:[{BEH}{KAF}]?{ARTICLE}|{LAM}{LAM})(.{{3,}})")
#: Alef with a hamza or a madda, then lam.
HAMZA = re.compile(
    "[\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
    f"\N{ARABIC LETTER ALEF WITH MADDA ABOVE}]{LAM}"
)
LETTERS = re.compile("[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]+")
#: The word is another one with a clitic when that one is so many times as frequent.
OUTWEIGHED = 20
LEAST = 4
#: What is left of a longer name is no word, so that cutting it does no harm.
LONGEST_NAME = 7


def main() -> None:
    """Count, choose, write."""
    seen: Counter[str] = Counter()
    stems: Counter[str] = Counter()
    hamza: Counter[str] = Counter()
    for word in _report_words():
        key = word_key(word)
        seen[key] += 1
        if HAMZA.match(word):
            hamza[key] += 1
        elif behind := BEHIND_ARTICLE.fullmatch(key):
            stems[behind[1]] += 1
    own = {key for key in hamza if len(key) >= LEAST and 2 * hamza[key] > seen[key]}
    own |= {key for key in stems if _own_letter(key, seen, stems)}
    own |= {key for key in _name_words() if _own_name(key, seen, stems)}
    TABLE.write_text(HEAD + "".join(f"{key}\n" for key in sorted(own)), encoding="utf-8")
    print(f"{len(own)} words")


def _report_words() -> Iterator[str]:
    for path in sorted((ROOT / "training" / "reports").glob("*.txt")):
        for found in WORD.finditer(path.read_text("utf-8")):
            yield DROPPED.sub("", found[0])


def _looks_cut(key: str) -> bool:
    return len(key) >= LEAST and key[0] in CLITICS


def _own_letter(key: str, seen: Counter[str], stems: Counter[str]) -> bool:
    rest = seen[key[1:]] + stems[key[1:]]
    return _looks_cut(key) and rest <= OUTWEIGHED * (seen[key] + stems[key])


def _own_name(key: str, seen: Counter[str], stems: Counter[str]) -> bool:
    rest = seen[key[1:]] + stems[key[1:]]
    return _looks_cut(key) and len(key) <= LONGEST_NAME and 4 * rest <= seen[key] + stems[key]


def _name_words() -> Iterator[str]:
    """The keys of the words of all names, without articles."""
    for name in _names():
        for found in WORD.finditer(name):
            key = word_key(found[0])
            if LETTERS.fullmatch(key):
                yield key.removeprefix(ARTICLE)


def _names() -> Iterator[str]:
    for actor in shipped_actors().actors.values():
        yield from actor.names
    for person in shipped_persons().persons.values():
        yield from person.names
    for table in LISTS:
        for _, names in read_places(shipped(table)):
            yield from names
    with shipped("places/gazetteer.npz").open("rb") as opened:
        lines = np.load(opened)["text"].tobytes().decode().split("\n")
    for line in lines:
        yield line.rpartition("\t")[2]


if __name__ == "__main__":
    main()
