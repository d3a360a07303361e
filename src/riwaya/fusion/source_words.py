"""What a source's words say of it: whether it is named, taken up again, and what tells it apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.head_nouns import heads
from riwaya.knowledge.name_words import ARTICLE, bare, keys_of, tokens_of, without_clitics
from riwaya.knowledge.persons import shipped_persons
from riwaya.knowledge.speaking_words import speaking_word
from riwaya.knowledge.stems import stem_of
from riwaya.records.mention import Source

#: Kinds of words that tell two speakers not apart.
SILENT = frozenset(
    (
        "again", "own", "press", "area", "edition", "particle", "as", "in_name", "entitled",
        "statement",
    )
)  # fmt: skip
#: Bodies whose people speak for them.
OPEN = frozenset(("aid", "ngo", "observatory", "un"))
#: Words that «the spokesman of …» has at least.
SPOKESMAN_OF = 2
SPEAKING = frozenset(("voice", "spokesman"))


def is_frame(key: str) -> bool:
    """A word before a name that makes nobody else of it: «spokesman», «office», «site»."""
    known = speaking_word(key)
    return (known is not None and known.kind == "press") or any(
        heads().get(bare(form)) in SPEAKING for form in without_clitics(key)
    )


def is_hidden(source: Source) -> bool:
    """Whether the words name a kind of person only: «a source», «residents», «a doctor»."""
    keys = keys_of(source.text)
    if not keys:
        return not source.named
    if source.entity is not None and source.entity in shipped_persons().persons:
        return False
    if not is_kind(keys, "hidden") or named_in_full(source.text) is not None:
        return False
    if source.entity is None:
        return True
    # «An authorised source in the ministry» speaks for it, and so do a relief group's volunteers.
    actor = shipped_actors().get(source.entity)
    entitled = any(is_kind([key], "entitled") for key in keys[1:])
    return not (entitled or (actor is not None and actor.kind in OPEN))


def is_loose(source: Source) -> bool:
    """Whether no body or office is named: «a military spokesman», «a statement»."""
    keys = keys_of(source.text)
    return not source.named and (not keys or (is_frame(keys[0]) and not is_definite(keys[0])))


def is_kind(keys: Sequence[str], kind: str) -> bool:
    """Whether the first of some words is of a class of data/fusion/voices.tsv."""
    known = speaking_word(keys[0]) if keys else None
    return known is not None and known.kind == kind


def is_definite(key: str) -> bool:
    """Whether a word has the article: «the spokesman», whom everybody knows."""
    return any(form.startswith(ARTICLE) for form in without_clitics(key))


def is_again(keys: Sequence[str]) -> bool:
    """A definite noun alone, or with «the same»: it takes up somebody named before."""
    if not keys:
        return False
    definite = is_definite(keys[0])
    same = len(keys) > 1 and all(is_kind([key], "again") for key in keys[1:])
    return (definite and len(keys) == 1) or same


def speaks(key: str) -> bool:
    """Whether a noun is said of anybody who speaks."""
    forms = [bare(form) for form in without_clitics(key)]
    return any(heads().get(form) in SPEAKING for form in forms) or is_kind([key], "hidden")


def lemma_of(key: str) -> str:
    """The form that stands for all of a word's: the table's, else its light stem."""
    known = speaking_word(key)
    return known.lemma if known is not None else stem_of(key)


def content_of(words: str) -> tuple[str, frozenset[str]]:
    """The lemma that a source's words begin with, and the stems of what else they say.

    A spokesman's are those of the body: «the spokesman of the ministry», «the ministry».
    """
    keys = _of_body(keys_of(words))
    if not keys:
        return "", frozenset()
    found = (_content(key) for key in keys[1:])
    return lemma_of(keys[0]), frozenset(stem for stem in found if stem is not None)


def _of_body(keys: tuple[str, ...]) -> tuple[str, ...]:
    if len(keys) > SPOKESMAN_OF and _is_spokesman(keys[0]):
        place = next((n for n, key in enumerate(keys) if n and _is_lemma(key, "in_name")), 0)
        if 0 < place < len(keys) - 1:
            return keys[place + 1 :]
    return keys


def _is_lemma(key: str, kind: str) -> bool:
    known = speaking_word(key)
    return known is not None and known.kind == kind


def _is_spokesman(key: str) -> bool:
    return any(heads().get(bare(form)) == "spokesman" for form in without_clitics(key))


def _content(key: str) -> str | None:
    """What a word tells of a speaker; None for one that tells nothing."""
    known = speaking_word(key)
    if known is not None and known.kind == "hidden":
        return known.lemma
    silent = known is not None and known.kind in SILENT
    return None if silent or _is_spokesman(key) or len(key) == 1 else stem_of(key)


@lru_cache(maxsize=4096)
def named_in_full(words: str) -> str | None:
    """The identity that all of some words name: «Doctors Without Borders» is no doctor."""
    tokens = tokens_of(words)
    hit = shipped_actors().names.at(tokens, 0) if len(tokens) > 1 else None
    return hit.value if hit is not None and hit.last == len(tokens) else None
