"""The claims of answers -> claims of the text, with what was left out, counted by reason."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast

from msgspec.structs import replace

from riwaya.llm.answers import MOST
from riwaya.llm.quotes import CODE, Quotes, is_one_of, listed, spans_of
from riwaya.llm.windows import Span, Window
from riwaya.reading.passage import Passage
from riwaya.records.claim import Claim, Link
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.terms import (
    EVENTS,
    LINK_RELATIONS,
    MEASURES,
    PLACE_RELATIONS,
    POLARITIES,
    REALITIES,
    SOURCE_KINDS,
    STANCES,
)

CODES = {"event": EVENTS, "polarity": POLARITIES, "reality": REALITIES, "stance": STANCES}
#: Why something of an answer is left out (see also `llm.quotes`).
SENTENCE = "claims of no sentence of the text"
TRIGGER = "claims whose trigger isn't in their sentence"
LINK = "links to no claim"
TWICE = "claims made twice"
BEYOND = f"claims beyond {MOST} of one answer"
Said = Mapping[str, Any]


class Grounded:
    """The claims of one text so far; nothing in them is resolved yet."""

    def __init__(self, passage: Passage) -> None:
        self.rejected: Counter[str] = Counter()
        self._passage = passage
        self._raw = passage.clean.raw
        self._starts = [word.start for word in passage.words]
        self._claims: dict[tuple[Span, str], Claim] = {}
        #: By the id of a claim: the relation and the id of another.
        self._links: dict[str, dict[tuple[str, str], None]] = {}

    def take(self, window: Window, several: Sequence[Said]) -> None:
        """Take the claims of an answer about a window."""
        self.rejected[BEYOND] += max(0, len(several) - MOST)
        ids: dict[int, str] = {}
        for number, said in enumerate(several[:MOST], 1):
            claim = self._claim(said, window, f"{window.number}.{number}")
            if claim is not None:
                ids[number] = self._kept(claim)
        for number, id_ in ids.items():
            self._link(id_, several[number - 1], ids)

    def claims(self) -> list[Claim]:
        """The claims in text order, numbered from c1 on."""
        ordered = sorted(self._claims.values(), key=lambda claim: claim.trigger.start)
        names = {claim.id: f"c{number}" for number, claim in enumerate(ordered, 1)}
        return [
            replace(
                claim,
                id=names[claim.id],
                links=tuple(
                    Link(relation=cast(Any, relation), claim=names[other])
                    for relation, other in self._links.get(claim.id, ())
                ),
            )
            for claim in ordered
        ]

    def _kept(self, claim: Claim) -> str:
        """The id of a claim, or of the one before it that is the same."""
        key = ((claim.trigger.start, claim.trigger.end), claim.event)
        if key in self._claims:
            self.rejected[TWICE] += 1
        return self._claims.setdefault(key, claim).id

    def _claim(self, said: Said, window: Window, id_: str) -> Claim | None:
        """The claim, if its codes are known and its trigger stands in its sentence."""
        if not all(is_one_of(said.get(name), known) for name, known in CODES.items()):
            self.rejected[CODE] += 1
            return None
        number = said.get("sentence")
        if not isinstance(number, int) or not 0 < number <= len(window.sentences):
            self.rejected[SENTENCE] += 1
            return None
        sentence = window.sentences[number - 1]
        triggers = spans_of(self._raw, said.get("trigger"), sentence)
        if not triggers:
            self.rejected[TRIGGER] += 1
            return None
        quotes = Quotes(self._raw, window, sentence, triggers[0], self.rejected)
        return self._with_roles(said, quotes, id_)

    def _with_roles(self, said: Said, quotes: Quotes, id_: str) -> Claim:
        raw, find = self._raw, quotes.mentions
        time = [said["time"]] if said.get("time") is not None else []
        times = find(time, lambda span, _: Time.of(raw, *span))
        return Claim(
            id=id_,
            **{name: cast(Any, said[name]) for name in CODES},
            trigger=Mention.of(raw, *quotes.trigger),
            agents=find(said.get("agents"), lambda span, _: Party.of(raw, *span)),
            targets=find(said.get("targets"), lambda span, _: Party.of(raw, *span)),
            places=find(
                said.get("places"),
                lambda span, one: Place.of(raw, *span, relation=one["relation"]),
                relation=PLACE_RELATIONS,
            ),
            time=times[0] if times else None,
            quantities=find(
                said.get("quantities"),
                lambda span, one: Quantity.of(
                    raw, *span, measure=one["measure"], low=None, high=None, unit=None
                ),
                measure=MEASURES,
            ),
            attribution=find(
                said.get("attribution"),
                lambda span, one: Source.of(
                    raw, *span, kind=one["kind"], named=one.get("named") is True
                ),
                kind=SOURCE_KINDS,
            ),
            quoted=self._is_quoted(quotes.trigger[0]),
        )

    def _link(self, here: str, said: Said, ids: Mapping[int, str]) -> None:
        """Note the links of a claim to others of its answer that are kept."""
        for link in listed(said.get("links")):
            given = link if isinstance(link, dict) else {}
            number = given.get("claim")
            there = ids.get(number) if isinstance(number, int) else None
            if not is_one_of(given.get("relation"), LINK_RELATIONS):
                self.rejected[CODE] += 1
            elif there is None or there == here:
                self.rejected[LINK] += 1
            else:
                self._links.setdefault(here, {})[given["relation"], there] = None

    def _is_quoted(self, start: int) -> bool:
        """Whether a raw position stands inside quotation marks."""
        at = bisect_right(self._starts, self._passage.clean.clean_index(start)) - 1
        return at >= 0 and self._passage.quoted[at]
