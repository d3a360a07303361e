"""Where a claim's words stand: its mentions by role, and the sentences of the raw text."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from riwaya.records.claim import Claim
from riwaya.records.mention import Mention
from riwaya.text.clean import clean
from riwaya.text.sentences import sentences_of
from riwaya.text.words import words_of

Role = Literal["trigger", "agent", "target", "place", "time", "quantity", "source"]
ROLES: tuple[Role, ...] = ("trigger", "agent", "target", "place", "time", "quantity", "source")


def mentions_by_role(claim: Claim) -> Iterator[tuple[Role, Mention]]:
    """Every mention of a claim with its role, the trigger first."""
    yield "trigger", claim.trigger
    for agent in claim.agents:
        yield "agent", agent
    for target in claim.targets:
        yield "target", target
    for place in claim.places:
        yield "place", place
    if claim.time is not None:
        yield "time", claim.time
    for quantity in claim.quantities:
        yield "quantity", quantity
    for source in claim.attribution:
        yield "source", source


class Sentences:
    """The sentences of a raw text as half-open raw offsets, to look up by position."""

    def __init__(self, raw: str) -> None:
        cleaned = clean(raw)
        words = words_of(cleaned.text)
        self.spans = [
            cleaned.raw_span(words[sentence.start].start, words[sentence.stop - 1].end)
            for sentence in sentences_of(words, cleaned.text)
        ]
        self._starts = [start for start, _ in self.spans]

    def around(self, mention: Mention) -> tuple[int, int]:
        """The sentence that a mention begins in; the mention itself where there is none."""
        index = bisect_right(self._starts, mention.start) - 1
        if index >= 0 and mention.start < self.spans[index][1]:
            start, end = self.spans[index]
            return start, max(end, mention.end)
        return mention.start, mention.end
