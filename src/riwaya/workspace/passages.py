"""What a claim is found by: the words of its sentence, its mentions, and its entities' names."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import UNSET

from riwaya.knowledge.search_words import index_words
from riwaya.reading.passage import passage_of
from riwaya.records.claim import Claim
from riwaya.records.mention import Party, Place, Source


def indexed_words(text: str, claims: Sequence[Claim]) -> list[str]:
    """For each claim its folded words, blanks between, as the index takes them."""
    if not claims:
        return []
    sentences = sentence_spans(text)
    starts = [start for start, _ in sentences]
    return [
        index_words(
            _said(text, claim, sentences, starts),
            origin=_called(claim.attribution[:1]),
            further=_called(claim.attribution[1:]),
        )
        for claim in claims
    ]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The raw [start, end) of each sentence of a text."""
    passage = passage_of(text)
    return [
        passage.clean.raw_span(passage.words[s.start].start, passage.words[s.stop - 1].end)
        for s in passage.sentences
        if len(s)
    ]


def _said(
    text: str, claim: Claim, sentences: Sequence[tuple[int, int]], starts: Sequence[int]
) -> Iterator[str]:
    at = bisect_right(starts, claim.trigger.start) - 1
    if at >= 0:
        start, end = sentences[at]
        yield text[start:end]
    for mention in claim.mentions():
        yield mention.text
    yield from _names(claim)


def _names(claim: Claim) -> Iterator[str]:
    """What a claim's entities are called in English, and their ids."""
    yield from _called((*claim.agents, *claim.targets, *claim.places, *claim.attribution))


def _called(several: Iterable[Party | Place | Source]) -> Iterator[str]:
    for named in several:
        if isinstance(named, Source):
            yield named.text
        if named.name is not UNSET and named.name:
            yield named.name
        if named.romanised is not UNSET:
            yield named.romanised
        if named.entity:
            yield named.entity
