"""Found claims as a page shows them: the passage with the words looked for, chain, incident."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec import UNSET

from riwaya.knowledge.naming import in_english
from riwaya.knowledge.word_cuts import bare_of, cuts_of, words_of
from riwaya.records.claim import Claim
from riwaya.records.mention import Source
from riwaya.store.around_claims import Belonging, incidents_of_claims, texts_of
from riwaya.store.entries import days_of
from riwaya.store.found import Found
from riwaya.store.query import Query
from riwaya.web.desk import Desk

#: Letters of a passage on either side of the trigger.
REACH = 220
#: A sentence ends here, for the eye.
END = re.compile(r"[.!?\N{ARABIC QUESTION MARK}\n]+[\s»\"]*")
#: A word with the marks that are written over and under its letters.
WORD = re.compile(
    "[\\w\N{ARABIC TATWEEL}\N{ARABIC FATHATAN}-\N{ARABIC SUKUN}\N{ARABIC LETTER SUPERSCRIPT ALEF}]+"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage; `hit`: it was looked for, `trigger`: the claim rests on it."""

    text: str
    hit: bool
    trigger: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chain of sources: its words, its English name, its identity."""

    words: str
    name: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """A found claim ready to be shown; `pieces` are empty where the text may not be seen."""

    found: Found
    claim: Claim
    pieces: tuple[Piece, ...]
    cut: tuple[bool, bool]
    chain: tuple[Link, ...]
    days: tuple[str | None, str | None]
    incident: Belonging | None


def results_of(desk: Desk, founds: Sequence[Found], query: Query) -> list[Result]:
    """Found claims with what is shown of them."""
    connection = desk.connection
    texts = {} if desk.public else texts_of(connection, [one.report for one in founds])
    incidents = incidents_of_claims(connection, [(one.report, one.claim) for one in founds])
    wanted = frozenset(word for group in query.words for word in group)
    shown = []
    for one in founds:
        claim = one.decoded()
        text = texts.get(one.report, "")
        first, last = passage(text, claim.trigger.start, claim.trigger.end) if text else (0, 0)
        shown.append(
            Result(
                found=one,
                claim=claim,
                pieces=_pieces(text, first, last, claim, wanted, query.in_text),
                cut=(_goes_on(text, first, -1), _goes_on(text, last, 1)),
                chain=tuple(_link(source) for source in claim.attribution),
                days=days_of(claim),
                incident=incidents.get((one.report, one.claim)),
            )
        )
    return shown


def passage(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around [start, end), at most `REACH` letters on either side, whole words."""
    start, end = min(start, len(text)), min(end, len(text))
    least, most = max(0, start - REACH), min(len(text), end + REACH)
    before = [found.end() for found in END.finditer(text, least, start)]
    after = END.search(text, end, most)
    first = before[-1] if before else _word_edge(text, least, start)
    last = after.end() if after else _word_edge(text, most, end)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _word_edge(text: str, at: int, toward: int) -> int:
    """The nearest blank from a place towards another one; the place where the text ends there."""
    if at in {0, len(text)}:
        return at
    step = 1 if toward > at else -1
    while at != toward and not text[at].isspace():
        at += step
    return at


def _goes_on(text: str, at: int, step: int) -> bool:
    """Whether a passage was cut within a sentence."""
    if not text or at in {0, len(text)}:
        return False
    rest = text[max(0, at - 3) : at] if step < 0 else text[max(0, at - 2) : at + 1]
    return END.search(rest) is None


def _link(source: Source) -> Link:
    name = source.name if source.name is not UNSET and source.name else in_english(source.text)
    return Link(source.text, name, source.entity)


def _pieces(
    text: str, first: int, last: int, claim: Claim, wanted: frozenset[str], letters: str | None
) -> tuple[Piece, ...]:
    hits = [*_hits(text, first, last, wanted), *_exact(text, first, last, letters)]
    trigger = (claim.trigger.start, claim.trigger.end)
    bounds = {first, last, *(edge for span in (*hits, trigger) for edge in span)}
    cuts = sorted(edge for edge in bounds if first <= edge <= last)
    return tuple(
        Piece(
            text[start:end],
            any(a <= start and end <= b for a, b in hits),
            trigger[0] <= start and end <= trigger[1],
        )
        for start, end in pairwise(cuts)
        if start < end
    )


def _hits(text: str, first: int, last: int, wanted: frozenset[str]) -> Iterable[tuple[int, int]]:
    """The words of a stretch that the index finds under one of the words looked for."""
    if not wanted:
        return []
    words = [(found.span(), words_of(found[0])) for found in WORD.finditer(text, first, last)]
    found = [
        span for span, said in words if any(not wanted.isdisjoint(cuts_of(one)) for one in said)
    ]
    for (before, one), (after, other) in pairwise(words):
        if one and other and _together(one[-1], other[0], wanted):
            found.append((before[0], after[1]))
    return found


def _together(first: str, second: str, wanted: frozenset[str]) -> bool:
    backs = bare_of(second)
    return any(front + back in wanted for front in cuts_of(first) for back in backs)


def _exact(text: str, first: int, last: int, letters: str | None) -> Iterable[tuple[int, int]]:
    if not letters:
        return []
    return [
        found.span()
        for found in re.finditer(re.escape(letters), text[:last])
        if found.start() >= first
    ]
