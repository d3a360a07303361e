"""Who is named as speaking in a claim's own sentence, where the claim was read without a source.

«X said that …» before what happened, «… according to X» after it; the nearer of the two. Only
bodies and persons that the tables know, offices and unnamed people are found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from riwaya.fusion.sentences import sentence_start, words_around
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.head_nouns import heads
from riwaya.knowledge.name_words import ARTICLE, Token, bare, tokens_of, without_clitics
from riwaya.knowledge.persons import shipped_persons
from riwaya.knowledge.speaking_words import speaking_word
from riwaya.records.claim import Claim
from riwaya.records.mention import Source

#: Words between a verb of saying and who says it: a day, «also».
SKIPPED = 2
#: Words of an unnamed source or an office that are taken with it.
TAKEN = 3
PEOPLE = frozenset(("hidden", "office"))
#: Kinds of words between: «according to what … said on Monday».
PASSED_OVER = frozenset(("particle", "says", "as"))
#: Classes of noun that are bodies which speak.
BODIES = frozenset(("voice", "government", "police"))


def speaker_of(text: str, claim: Claim) -> Source | None:
    """The source that a claim's sentence names, nearest to what happened; None without one."""
    start = sentence_start(text, claim.trigger.start)
    at = claim.trigger.start - start
    found = [
        (verb - at if after else claim.trigger.start - source.end, source)
        for verb, after, source in _named(words_around(text, claim.trigger.start), text, start)
        if (verb > at) == after
    ]
    return min(found, key=lambda item: (item[0], item[1].start))[1] if found else None


@lru_cache(maxsize=1024)
def _named(sentence: str, text: str, start: int) -> tuple[tuple[int, bool, Source], ...]:
    """Every source of a sentence: where its verb stands, whether it comes after, the source."""
    return tuple(_each(tokens_of(sentence), text, start))


def _each(tokens: Sequence[Token], text: str, start: int) -> Iterator[tuple[int, bool, Source]]:
    for number, token in enumerate(tokens):
        kind = _kind(token)
        if kind not in {"says", "after"}:
            continue
        follows = kind == "after" or (number > 0 and _as(tokens[number - 1]))
        source = _who(tokens, number + 1, text, start)
        if source is not None:
            yield token.start, follows, source


def _kind(token: Token) -> str:
    word = speaking_word(token.key)
    definite = any(form.startswith(ARTICLE) for form in without_clitics(token.key))
    return "" if word is None or (definite and word.kind == "says") else word.kind


def _as(token: Token) -> bool:
    """«as», «what» before a verb of saying: it comes after what was said."""
    word = speaking_word(token.key)
    return word is not None and word.kind == "as"


def _who(tokens: Sequence[Token], first: int, text: str, start: int) -> Source | None:
    for number in range(first, min(first + SKIPPED + 1, len(tokens))):
        kind = _kind(tokens[number])
        if kind in PASSED_OVER:
            continue
        known = _known(tokens, number)
        if known is not None:
            entity, last = known
            return _source(text, start, tokens[number:last], entity)
        if kind in PEOPLE or _is_body(tokens[number]):
            return _source(text, start, _phrase(tokens[number:], text, start), None)
        return None
    return None


def _is_body(token: Token) -> bool:
    """Whether a noun is that of a body: «the ministry of …», «the command of …»."""
    forms = [bare(form) for form in without_clitics(token.key)]
    return any(heads().get(form) in BODIES for form in forms)


def _phrase(tokens: Sequence[Token], text: str, start: int) -> Sequence[Token]:
    """The first words of a row, as far as nothing but blanks stands between them."""
    taken = list(tokens[:1])
    for token in tokens[1:TAKEN]:
        between = text[start + taken[-1].end : start + token.start]
        if between.strip() or _kind(token) == "particle":
            break
        taken.append(token)
    return taken


def _known(tokens: Sequence[Token], number: int) -> tuple[str, int] | None:
    persons, actors = shipped_persons(), shipped_actors()
    for index in (persons.names, actors.names):
        hit = index.at(tokens, number)
        if hit is not None:
            return hit.value, hit.last
    hit = persons.titles.at(tokens, number)
    if hit is not None and persons.offices[hit.value].body:
        return persons.offices[hit.value].body, hit.last
    return None


def _source(text: str, start: int, tokens: Sequence[Token], entity: str | None) -> Source:
    first, last = tokens[0], tokens[-1]
    hidden = _kind(first) == "hidden" and entity is None
    return Source.of(
        text,
        start + first.start,
        start + last.end,
        kind="anonymous" if hidden else "official",
        named=not hidden,
        entity=entity,
    )


def says_between(text: str, one: int, other: int) -> int:
    """How many verbs of saying stand between two positions of a text: others may speak there."""
    between = text[min(one, other) : max(one, other)]
    return sum(_kind(token) == "says" for token in tokens_of(between))
