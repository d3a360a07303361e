"""The words under which a text is found by whoever types a word as newsrooms write it.

Datasette hands a query to SQLite as it was typed, so the index holds each word in the spellings
that people use: the hamza of a first alef or not, the dots of a last yeh, heh for teh marbuta;
also without a conjunction or preposition on its front. Vowel marks are in no word.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from riwaya.knowledge.folding import ALEF, DIGITS, HEH, LETTERS, SEATS, TEH_MARBUTA, YEH, fold
from riwaya.knowledge.name_words import ARTICLE, without_clitics

WORD = re.compile(r"[^\W_]+")
#: Letters of a word at most: longer ones are no words that anybody types.
LONGEST = 40
#: A first alef is written with a hamza above or below, with a madda, or bare.
FIRST = {ALEF: (ALEF, *[seat for seat, plain in SEATS.items() if plain == ALEF][:3])}
LAST = {
    YEH: (YEH, "\N{ARABIC LETTER ALEF MAKSURA}"),
    HEH: (HEH, TEH_MARBUTA),
    TEH_MARBUTA: (TEH_MARBUTA, HEH),
}

#: Vowel marks, the dagger alef and the tatweel: no word of the index has them.
MARKS = tuple(chr(code) for code in (*range(0x64B, 0x660), 0x670, 0x640))
#: Letter by letter, what any spelling of a word comes down to; "" for what goes.
FOLDED = {**SEATS, **LETTERS, **DIGITS, TEH_MARBUTA: HEH, **dict.fromkeys(MARKS, "")}


def search_words(texts: Iterable[str]) -> str:
    """What the index holds of texts: the words in their order, then their other spellings."""
    words = [word for text in texts for word in _words(text)]
    known = dict.fromkeys(words)
    further = dict.fromkeys(form for word in known for form in spellings(word))
    return " ".join((*words, *(form for form in further if form not in known)))


def _words(text: str) -> Iterator[str]:
    return (found[0][:LONGEST].lower() for found in WORD.finditer(fold(text)))


@lru_cache(maxsize=50_000)
def spellings(word: str) -> tuple[str, ...]:
    """A folded word as it may be typed, with the letters on its front and without."""
    if word.isascii():
        return (word,)
    fronts = dict.fromkeys((word, *without_clitics(word)))
    return tuple(dict.fromkeys(form for front in fronts for form in _written(front)))


def _written(word: str) -> Iterator[str]:
    article = ARTICLE if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1 else ""
    rest = word.removeprefix(article)
    firsts, lasts = FIRST.get(rest[0], (rest[0],)), LAST.get(rest[-1], (rest[-1],))
    if len(rest) == 1:
        yield word
        return
    for first, last in product(firsts, lasts):
        yield f"{article}{first}{rest[1:-1]}{last}"
