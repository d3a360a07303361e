"""Names of several words found in text: words folded, clitics off, plural endings joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from riwaya.knowledge.folding import ALEF, WAW, YEH, fold

LAM = "\N{ARABIC LETTER LAM}"
NOON = "\N{ARABIC LETTER NOON}"
ARTICLE = ALEF + LAM
#: And, so, in, to, like: written onto the word that they stand before.
FEH, BEH = "\N{ARABIC LETTER FEH}", "\N{ARABIC LETTER BEH}"
#: «in»; BEH says the same, bound to the next word.
IN = FEH + YEH
CLITICS = (WAW, FEH, BEH, LAM, "\N{ARABIC LETTER KAF}")
WORD = re.compile(r"(?:[^\W_]|[\u064b-\u065f\u0670\u0640])+")
#: Sound plurals differ by case only: «الحوثيون», «الحوثيين».
PLURALS = (WAW + NOON, YEH + NOON)
#: Abu, Aba, Abi: one name in three cases.
FATHER = {f"{ALEF}{BEH}{end}" for end in (ALEF, YEH, WAW)}
ABU = f"{ALEF}{BEH}{WAW}"
GOD = f"{ARTICLE}{LAM}\N{ARABIC LETTER HEH}"
#: Letters that clitics leave at least; letters of the shortest word that is read as a sound plural.
SHORTEST, SHORTEST_PLURAL = 2, 6


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its key and its half-open raw offsets."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def word_key(word: str) -> str:
    """A word as names are compared: folded, one plural ending, one form of Abu."""
    key = fold(word, ta_marbuta=True)
    if key in FATHER:
        return ABU
    if len(key) >= SHORTEST_PLURAL and key.endswith(PLURALS[0]):
        return key[:-2] + PLURALS[1]
    return key


def bare(key: str) -> str:
    """A key without its article; the one of God's name belongs to it."""
    return key if key == GOD else key.removeprefix(ARTICLE)


@lru_cache(maxsize=50_000)
def without_clitics(key: str) -> tuple[str, ...]:
    """A key, then what is left of it when clitics at its front are cut off, shortest cut first."""
    found = [key]
    rest = key
    for _ in range(2):
        if len(rest) <= SHORTEST + 1 or rest[0] not in CLITICS:
            break
        if rest.startswith(LAM + LAM):  # «للجيش»: the article lost its alef
            found.append(ALEF + rest[1:])
        rest = rest[1:]
        found.append(ABU if rest in FATHER else rest)
    return tuple(found)


def bare_forms(tokens: Iterable[Token]) -> Iterator[str]:
    """The keys of words without article, in every reading of their clitics."""
    return (bare(form) for token in tokens for form in without_clitics(token.key))


def tokens_of(raw: str) -> list[Token]:
    """The words of a raw text."""
    return list(_tokens(raw))


# One text is asked for its words several times in a row: by places, actors, turns, copies.
@lru_cache(maxsize=64)
def _tokens(raw: str) -> tuple[Token, ...]:
    return tuple(Token(word_key(m.group()), m.start(), m.end()) for m in WORD.finditer(raw))


@lru_cache(maxsize=4_000)
def keys_of(name: str) -> tuple[str, ...]:
    """The keys of a name's words."""
    return tuple(word_key(match.group()) for match in WORD.finditer(name))


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a row of tokens: [first, last) and what it names."""

    first: int
    last: int
    value: str


class Shelf:
    """Names that begin with one word, by all their words without articles."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._rows: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        for name, value in names:
            keys = keys_of(name)
            self._rows.setdefault(tuple(map(bare, keys)), []).append((keys, value))
        self._sizes = sorted({len(keys) for keys in self._rows}, reverse=True)
        self._seconds = {keys[1] for keys in self._rows if len(keys) > 1}

    def longest(
        self, tokens: Sequence[Token], first: int, form: str, least: int
    ) -> tuple[int, str] | None:
        """(words, value) of the longest name from a token on that has more words than `least`."""
        room = len(tokens) - first
        if room > 1 and bare(tokens[first + 1].key) not in self._seconds:
            room = 1
        for size in self._sizes:
            if size <= least or size > room:
                continue
            words = (form, *(token.key for token in tokens[first + 1 : first + size]))
            rows = self._rows.get(tuple(map(bare, words)), ())
            exact = next((value for keys, value in rows if keys == words), None)
            if exact is not None:
                return size, exact
            if rows and size > 1:
                return size, rows[0][1]
        return None


class NameIndex:
    """Names -> identities, longest first; of several words, articles count only between equals."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        # Tens of thousands of names: only those whose first word occurs are ever cut into words.
        self._names: dict[str, list[tuple[str, str]]] = {}
        self._shelves: dict[str, Shelf] = {}
        # Every word of a report is asked about by several indexes, and hardly any begins a name.
        self._starts = lru_cache(maxsize=50_000)(self._starting)
        for name, value in names:
            first = WORD.search(name)
            if first:
                key = word_key(first.group())
                several = WORD.search(name, first.end()) is not None
                self._names.setdefault(bare(key) if several else key, []).append((name, value))

    def _shelf(self, key: str) -> Shelf | None:
        """The names whose first word has a key."""
        if key not in self._names:
            return None
        shelf = self._shelves.get(key)
        if shelf is None:
            shelf = self._shelves[key] = Shelf(self._names[key])
        return shelf

    def _starting(self, key: str) -> tuple[tuple[str, Shelf], ...]:
        """What is left of a word's key, clitics off, with the names that it may begin."""
        return tuple(
            (form, shelf)
            for form in without_clitics(key)
            for first in dict.fromkeys((form, bare(form)))
            if (shelf := self._shelf(first)) is not None
        )

    def at(self, tokens: Sequence[Token], first: int) -> Hit | None:
        """The longest name that begins at a token, clitics cut off it."""
        best: Hit | None = None
        for form, shelf in self._starts(tokens[first].key):
            found = shelf.longest(tokens, first, form, best.last - first if best else 0)
            if found is not None:
                best = Hit(first, first + found[0], found[1])
        return best

    def all_in(self, tokens: Sequence[Token]) -> Iterator[Hit]:
        """Names in text order, none within another."""
        position = 0
        for number, token in enumerate(tokens):
            if number < position or not self._starts(token.key):
                continue
            hit = self.at(tokens, number)
            if hit is not None:
                yield hit
                position = hit.last
