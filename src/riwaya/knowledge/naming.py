"""English for the names and common words of conflict news, the rest in Latin letters.

For glosses and cards only: it helps a reader who has no Arabic, decides nothing, and identifies
nobody. «وزير الدفاع الروسي، سيرغي شويغو» becomes "Russian Defence Minister, Sergei Shoigu".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from riwaya.errors import BadTable
from riwaya.knowledge.folding import fold
from riwaya.knowledge.romanise import ARTICLE, romanise
from riwaya.knowledge.tables import read_table, shipped

KINDS = (
    "place", "person", "group", "office", "noun", "adjective", "time", "particle",
)  # fmt: skip
TOKEN = re.compile(r"[^\W_]+(?:[^\W_]|[\u064b-\u065f\u0670\u0640]|\.(?=[^\W_]))*|[^\w\s]+|_+")
ALEF, HEH = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER HEH}"
WAW_NOON = "\N{ARABIC LETTER WAW}\N{ARABIC LETTER NOON}"
YEH_NOON = "\N{ARABIC LETTER YEH}\N{ARABIC LETTER NOON}"
#: Endings that an adjective may have after folding: feminine, plural, accusative.
ENDINGS = (HEH, WAW_NOON, YEH_NOON, ALEF)
#: Endings of a noun: accusative, «their», «its».
NOUN_ENDINGS = (ALEF, HEH + ALEF, HEH + "\N{ARABIC LETTER MEEM}", HEH)
#: Words grown on the next one, cut off where the rest is known.
GROWN = {
    "\N{ARABIC LETTER WAW}": "and",
    "\N{ARABIC LETTER LAM}": "of",
    "\N{ARABIC LETTER BEH}": "in",
    "\N{ARABIC LETTER LAM}\N{ARABIC LETTER LAM}": "of the",
}
#: The most words that a name of the table has.
LONGEST = 6
#: Phrases and words that are remembered: tables of a million claims ask for the same ones.
PHRASES, WORDS = 60_000, 80_000
SIGNS = {"\N{ARABIC COMMA}": ",", "\N{ARABIC SEMICOLON}": ";", "\N{ARABIC QUESTION MARK}": "?"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a name in English; the kind `unknown` is only romanised."""

    english: str
    kind: str
    #: Printed with the article where the table has it without.
    definite: bool = False


@cache
def _names() -> tuple[dict[str, list[Word]], dict[str, list[Word]]]:
    """The table's words by their form as printed, and by their folded form."""
    exact: dict[str, list[Word]] = {}
    folded: dict[str, list[Word]] = {}
    for row in read_table(
        shipped("names.tsv"), columns=("form", "english", "kind"), key=("form", "kind")
    ):
        if row["kind"] not in KINDS:
            raise BadTable(f"{row.where}: unknown kind {row['kind']!r}; known: {', '.join(KINDS)}")
        word = Word(row["english"], row["kind"])
        exact.setdefault(row["form"], []).append(word)
        folded.setdefault(fold(row["form"], ta_marbuta=True), []).append(word)
    return exact, folded


@cache
def _longest() -> dict[str, int]:
    """Words of the longest name of the table that begins with a folded word."""
    longest: dict[str, int] = {}
    for name in _names()[1]:
        first, *rest = name.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


@lru_cache(maxsize=PHRASES)
def in_english(phrase: str) -> str:
    """An Arabic phrase in English where the table knows its words, in Latin letters elsewhere."""
    parts: list[str] = []
    run: list[Word] = []
    for word in _words(TOKEN.findall(phrase)):
        if word.kind in {"particle", "sign"}:
            parts.append(_compose(run))
            parts.append(word.english)
            run = []
        else:
            run.append(word)
    parts.append(_compose(run))
    english = " ".join(part for part in parts if part)
    english = english.removeprefix("and ")  # a conjunction left on the mention
    english = re.sub(r" ([,;.?!:»)])|([«(]) ", r"\1\2", english).strip(" ,;")
    # «حركة المقاومة الإسلامية (حماس)» names twice what has one English name.
    return re.sub(r"(?<!\w)(.+) \(\1\)", r"\1", english)


def is_adjective(phrase: str) -> bool:
    """Whether a phrase is an adjective that stands for its noun: «الروسية» for the Russian side."""
    word = _lookup(phrase, "")
    return word is not None and word.kind == "adjective"


def _words(tokens: Sequence[str]) -> Iterator[Word]:
    """The tokens as the longest names of the table; a conjunction is cut off an unknown word."""
    rest = list(tokens)
    before = ""
    while rest:
        opened = _opened_by(rest[0])
        for count in range(min(LONGEST, opened, len(rest)), 0, -1):
            word = _lookup(" ".join(rest[:count]), before)
            if word is not None:
                del rest[:count]
                break
        else:
            token = rest.pop(0)
            word = _grown(token) or _unknown(token)
            if word.kind == "particle":
                rest.insert(0, token[2 if word.english == "of the" else 1 :])
        before = word.kind
        yield word


@lru_cache(maxsize=WORDS)
def _opened_by(token: str) -> int:
    """Words of the longest name of the table that begins with a word as it is printed."""
    return _longest().get(fold(token, ta_marbuta=True).partition(" ")[0], 1)


@lru_cache(maxsize=WORDS)
def _grown(token: str) -> Word | None:
    """The particle that a word begins with, where the rest of it is known."""
    for letters, english in GROWN.items():
        rest = token.removeprefix(letters)
        if len(rest) == len(token) or len(rest) <= len(ARTICLE):
            continue
        if _lookup(rest, "") or (english == "and" and rest.startswith(ARTICLE)):
            return Word(english, "particle")
    return None


@lru_cache(maxsize=WORDS)
def _unknown(token: str) -> Word:
    if token in SIGNS or not any(letter.isalnum() for letter in token):
        return Word(SIGNS.get(token, token), "sign")
    return Word(romanise(token), "number" if token.isdigit() else "unknown")


@lru_cache(maxsize=WORDS)
def _lookup(phrase: str, before: str) -> Word | None:
    """A phrase of the table, also without its article, or an adjective's other forms."""
    exact, folded = _names()
    found = exact.get(phrase) or folded.get(fold(phrase, ta_marbuta=True))
    found = list(found or ())
    if " " not in phrase:
        found += _inflected(phrase, folded)
    if not found:
        return None
    # «رجل مسلح»: after a noun, a word that may be an adjective is one.
    adjectives = [word for word in found if word.kind == "adjective"]
    return adjectives[0] if adjectives and before in {"noun", "adjective"} else found[0]


def _inflected(word: str, folded: dict[str, list[Word]]) -> list[Word]:
    """The table's words for a word without its article, and without an adjective's ending."""
    form = fold(word, ta_marbuta=True)
    stem = form.removeprefix(ARTICLE)
    found: list[Word] = []
    if len(stem) < len(form):
        found += [
            Word(w.english, w.kind, definite=True)
            for w in folded.get(stem, ())
            if w.kind in {"noun", "adjective", "office"}
        ]
    for ending in ENDINGS:
        shorter = folded.get(stem.removesuffix(ending), ()) if stem.endswith(ending) else ()
        found += [w for w in shorter if w.kind == "adjective"]
    for ending in NOUN_ENDINGS:
        if stem.endswith(ending):
            shorter = folded.get(stem.removesuffix(ending), ())
            found += [w for w in shorter if w.kind in {"noun", "office"}]
    return found


def _compose(words: Sequence[Word]) -> str:
    """One noun phrase in English order: adjectives in front, owners after "of"."""
    for index, word in enumerate(words[:-1]):
        if word.english.endswith((" for", " by")):
            first, rest = words[: index + 1], words[index + 1 :]
            return f"{_compose(first)} {_compose(rest)}"
    heads = [word for word in words if word.kind != "adjective"]
    parts = [word.english for word in reversed(words) if word.kind == "adjective"]
    before = None
    for word in heads:
        parts.append(_joint(before, word) if before else "")
        parts.append(word.english)
        before = word
    return " ".join(part for part in parts if part)


def _joint(before: Word, word: Word) -> str:
    """What English puts between two nouns that Arabic only sets side by side."""
    owner = word.kind in {"group", "noun", "place", "office"}
    ruled = before.english[:1].islower()  # "commander of …", but "President Bush"
    if (before.kind == "noun" and word.kind not in {"time", "number", "adjective"}) or (
        before.kind == "office" and (ruled or word.kind != "office") and owner
    ):
        return "of the" if word.definite and word.kind == "noun" else "of"
    return ""


def group_in_table(phrase: str) -> str | None:
    """The English name of a group or body, where the whole phrase is its name in the table."""
    found = _lookup(phrase, "")
    return found.english if found is not None and found.kind == "group" else None


def word_in_table(word: str) -> Word | None:
    """What the table knows of a single word, a conjunction or preposition on it cut off."""
    found = _lookup(word, "")
    if found is not None:
        return found
    for letters in GROWN:
        rest = word.removeprefix(letters)
        if len(rest) < len(word) and len(rest) > len(ARTICLE):
            found = _lookup(rest, "")
            if found is not None:
                return found
    return None
