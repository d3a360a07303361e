"""The words of a text for the index, and what a query asks the index for.

Both sides are cut alike (`knowledge.word_cuts`), so that the spellings of a word find each other:
with a clitic, with the article, in either set of digits. A database that keeps no positions can
still tell which words are neighbours, since neighbours stand in the index as one word too. That
word is also how many write a name: «دير الزور», «ديرالزور»; «أبو كمال», «البوكمال».
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from riwaya.knowledge.word_cuts import bare_of, cuts_of, halves_of, passed_over, words_of

#: Words of which a document has at least one.
Group = tuple[str, ...]
#: Before the words of a source, where no other word is taken for one.
SOURCE, ORIGIN = "0s0", "0o0"
QUOTES = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
OPENING = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
CLOSING = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
QUOTED = re.compile(f"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]|{OPENING}([^{CLOSING}]*){CLOSING}")


def index_words(
    texts: Iterable[str], *, origin: Iterable[str] = (), further: Iterable[str] = ()
) -> str:
    """The words under which texts are found, each once, blanks between; letters and digits only.

    `origin` are names and words of who said it first, `further` of who passed it on: `source_words`
    looks for those alone. Words are neighbours within a text, not across texts.
    """
    found: dict[str, None] = {}
    for text in texts:
        found.update(dict.fromkeys(_forms(text)))
    for text in origin:
        for form in _forms(text):
            found.update({SOURCE + form: None, ORIGIN + form: None})
    for text in further:
        found.update({SOURCE + form: None for form in _forms(text)})
    return " ".join(found)


@lru_cache(maxsize=512)  # claims share sentences and names
def _forms(text: str) -> tuple[str, ...]:
    """The words of a text and its neighbours as one word, in every form."""
    words = _telling(words_of(text))
    found: dict[str, None] = {}
    for word in words:
        found.update(dict.fromkeys(cuts_of(word)))
    for first, second in pairwise(words):
        found.update(dict.fromkeys(_joined(first, second)))
    return tuple(found)


def source_words(query: str, *, origin_only: bool = False) -> tuple[Group, ...]:
    """What a document must have where a source, or the origin, has the words of a query."""
    mark = ORIGIN if origin_only else SOURCE
    return tuple(tuple(mark + word for word in group) for group in query_words(query))


def query_words(query: str) -> tuple[Group, ...]:
    """What a document must have: of each group, any word; () for a query without words.

    Words in quotation marks («…», "…") must be neighbours in that order. Of three and more, each
    two neighbours are looked for.
    """
    groups: list[Group] = []
    rest = 0
    for quoted in QUOTED.finditer(query):
        groups += _free(query[rest : quoted.start()])
        groups += _neighbours(quoted[1] or quoted[2] or "")
        rest = quoted.end()
    groups += _free(query[rest:])
    return tuple(dict.fromkeys(groups))


def _telling(words: list[str]) -> list[str]:
    """The words without those that stand in every text, unless there are no others."""
    return [word for word in words if word not in passed_over()] or words


def _joined(first: str, second: str) -> Iterator[str]:
    """Two neighbours as one word, in every form."""
    for front in cuts_of(first):
        for back in bare_of(second):
            yield front + back


def _group(*words: Iterable[str]) -> Group:
    return tuple(dict.fromkeys(word for several in words for word in several))


def _free(text: str) -> Iterator[Group]:
    """Words in any order: each by itself, or written together with its neighbour."""
    words = _telling(words_of(text))
    for place, word in enumerate(words):
        before = _joined(words[place - 1], word) if place else ()
        after = _joined(word, words[place + 1]) if place + 1 < len(words) else ()
        yield _group(cuts_of(word), before, after)


def _neighbours(text: str) -> Iterator[Group]:
    """Words in this order; any two may be written together."""
    words = _telling(words_of(text))
    if len(words) == 1:
        yield _group(cuts_of(words[0]))
    for place, (first, second) in enumerate(pairwise(words)):
        halves = _with_halves(first, second)
        yield _group(_joined(first, second), halves, *_triples(words, place))


def _with_halves(first: str, second: str) -> Iterator[str]:
    """A pair of which one was written together where a document may have parted it."""
    for back in halves_of(second)[0]:
        yield from (front + back for front in cuts_of(first))
    for front in halves_of(first)[1]:
        yield from (front + back for back in bare_of(second))


def _triples(words: Sequence[str], place: int) -> Iterator[Iterator[str]]:
    """A pair with the word on either side, where that one is written together with one of it."""
    for start in (place - 1, place):
        if start >= 0 and start + 2 < len(words):
            yield _joined_three(*words[start : start + 3])


def _joined_three(first: str, second: str, third: str) -> Iterator[str]:
    for pair in _joined(first, second):
        yield from (pair + back for back in bare_of(third))
