"""Who speaks in each claim of a report: a known body, somebody unnamed, or the outlet itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from riwaya.fusion.bodies import PRESS, WIDE, body_of, is_press, mouthpiece_of, outlet_entity
from riwaya.fusion.said_by import speaker_of
from riwaya.fusion.sentences import words_around
from riwaya.fusion.source_words import (
    content_of,
    is_again,
    is_frame,
    is_hidden,
    is_kind,
    is_loose,
    lemma_of,
    named_in_full,
    speaks,
)
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.actors import shipped_actors
from riwaya.knowledge.folding import fold
from riwaya.knowledge.name_words import LAM, bare, keys_of, tokens_of, without_clitics
from riwaya.records.claim import Claim
from riwaya.records.mention import Source

Kind = Literal["known", "named", "unnamed", "own"]
#: Letters of a text in which it says whose statement it is, and words from «statement» to the body.
OPENING, NEAR_STATEMENT = 120, 3


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks; `key` is the same for the same voice in all reports of an incident.

    `words` are the report's own, `stems` what they say besides «a source», `via` the identities
    of those who pass it on to the report's outlet.
    """

    kind: Kind
    key: str
    entity: str | None = None
    words: str = ""
    head: str = ""
    stems: frozenset[str] = frozenset()
    source: str | None = None
    via: tuple[str, ...] = ()
    #: The sources that a body names which tells what they say in its own voice, as a dataset does.
    cites: tuple[str, ...] = ()
    #: The outlet says that its own people saw or heard it.
    witness: bool = False
    #: The claim was read without a source; its sentence names this one.
    inferred: bool = False
    #: The outlet is named as who says it: «in a statement that Reuters received».
    quoted: bool = False
    #: Its first word only says that somebody speaks: «the media of …», «a spokesman of …».
    loose: bool = False


def outlet_voice(report: ToldReport) -> Voice:
    """The outlet's own voice; the report's, where no outlet is known."""
    if not report.outlet:
        issuer = issuer_of(report.text)
        if issuer is not None:
            return Voice("known", issuer, issuer)
        return Voice("own", f"report:{report.id}", words="")
    entity = outlet_entity(report.outlet)
    if entity is not None:
        # A body that publishes speaks for itself, as it does where others quote it.
        entity = mouthpiece_of(entity) or entity
        kind: Kind = "own" if is_press(entity) else "known"
        return Voice(kind, entity, entity, report.outlet, *content_of(report.outlet))
    key = f"outlet:{fold(report.outlet)}"
    head, stems = content_of(report.outlet)
    return Voice("own", key, words=report.outlet, head=head, stems=stems)


@lru_cache(maxsize=4096)
def issuer_of(text: str) -> str | None:
    """The body whose statement a text without an outlet is by its opening: «a statement by …»."""
    tokens = tokens_of(text[:OPENING])
    for number, token in enumerate(tokens):
        if not is_kind([token.key], "statement"):
            continue
        for first in range(number + 1, min(number + NEAR_STATEMENT + 1, len(tokens))):
            hit = shipped_actors().names.at(tokens, first)
            if hit is not None and not is_press(hit.value):
                return None if shipped_actors()[hit.value].kind in WIDE else hit.value
    return None


@lru_cache(maxsize=500)
def voices_of(report: ToldReport) -> Voices:
    """The voices of a report's claims, found once."""
    return Voices(report)


class Voices:
    """The voices of one report's claims."""

    def __init__(self, report: ToldReport) -> None:
        self._report = report
        self._known: dict[Claim, Voice] = {}
        self.own = outlet_voice(report)
        self._sources = sorted(
            {
                (source.start, source.end): source
                for claim in report.claims
                for source in claim.attribution[:1]
            }.values(),
            key=lambda source: source.start,
        )
        self._bodies = {
            body_of(source.entity)
            for source in self._sources
            if source.entity and not is_hidden(source) and not is_press(source.entity)
        }

    def of(self, claim: Claim) -> Voice:
        """Who speaks in a claim."""
        if claim not in self._known:
            self._known[claim] = (
                self._unsaid(claim)
                if claim.origin is None
                else self._spoken(claim.origin, claim.attribution[1:])
            )
        return self._known[claim]

    def _spoken(self, source: Source, rest: Sequence[Source]) -> Voice:
        """The voice of a source and of those who pass it on."""
        first = self._of_body_before(self._named_before(source))
        if self._is_own(first):
            seen = is_kind(keys_of(first.text), "own")
            cites = tuple(self._passers(rest))
            return replace(self.own, witness=seen, quoted=not (seen or cites), cites=cites)
        via = tuple(dict.fromkeys((*self._passers(rest), *_press_in(first))))
        return self._voice(first, via)

    def _unsaid(self, claim: Claim) -> Voice:
        """The outlet's voice, as a witness's where the sentence names its own correspondent."""
        if self.own.kind != "own":
            return self.own
        words = tokens_of(words_around(self._report.text, claim.trigger.start))
        if any(is_kind([token.key], "own") and token.key[0] != LAM for token in words):
            return replace(self.own, witness=True)
        source = speaker_of(self._report.text, claim)
        if source is None or (source.entity is not None and source.entity == self.own.entity):
            return self.own
        return replace(self._spoken(source, ()), inferred=True)

    def _voice(self, source: Source, via: tuple[str, ...]) -> Voice:
        hidden = is_hidden(source)
        entity = source.entity
        if entity is None and not hidden:
            entity = named_in_full(source.text) or body_in(source.text)
        if entity is not None and hidden and (entity in via or is_press(entity)):
            entity = None
        words = without_press(source.text) if hidden else source.text
        head, stems = content_of(words)
        if entity is not None and (not hidden or body_of(entity) in self._bodies):
            body = body_of(entity)
            passers = tuple(one for one in via if one != body)
            return Voice("known", body, body, words, head, stems, source.kind, passers)
        nobody_else = (hidden or not source.named) and entity in {None, self.own.entity}
        if nobody_else and self.own.kind == "known":
            return self.own  # a body's own people, its own findings
        kind: Kind = "unnamed" if hidden or is_loose(source) else "named"
        key = f"{self._report.id}#{head} {' '.join(sorted(stems))}"
        loose = is_frame(next(iter(keys_of(words)), ""))
        return Voice(kind, key, entity, words, head, stems, source.kind, via, loose=loose)

    def _passers(self, rest: Iterable[Source]) -> list[str]:
        own = {self.own.entity, self.own.key}
        keys = [source.entity or f"outlet:{fold(source.text)}" for source in rest]
        return [key for key in keys if key not in own]

    def _is_own(self, source: Source) -> bool:
        """Whether it is the outlet, or its own correspondent."""
        keys = keys_of(source.text)
        if source.entity is not None and source.entity == self.own.entity:
            return not is_hidden(source) or is_kind(keys, "own")
        return (
            is_kind(keys, "own")
            and (source.entity is None or source.entity == self.own.entity)
            and _tells_nothing(keys[1:], fold(self._report.outlet or ""))
        )

    def _named_before(self, source: Source) -> Source:
        """For «the source», «the spokesman», «the ministry»: whom it was said of before."""
        keys = keys_of(source.text)
        if not is_again(keys) or (source.entity is not None and source.named):
            return source
        earlier = [one for one in self._sources if one.start < source.start]
        fuller = [one for one in earlier if not is_again(keys_of(one.text))]
        head = lemma_of(keys[0])
        same = [one for one in fuller if head in {lemma_of(key) for key in keys_of(one.text)[:3]}]
        if same:
            return same[-1]
        if source.entity is None and fuller and (len(keys) > 1 or speaks(keys[0])):
            return fuller[-1]
        return source

    def _of_body_before(self, source: Source) -> Source:
        """For «a military spokesman»: the body of that kind that was named before."""
        if source.entity is not None or not is_loose(source):
            return source
        earlier = [
            one for one in self._sources
            if one.start < source.start and one.kind == source.kind and one.named
        ]  # fmt: skip
        return earlier[-1] if earlier else source


def _tells_nothing(keys: Sequence[str], outlet: str) -> bool:
    """Whether words after «correspondent» name no other outlet."""
    return all(
        bare(form) in outlet or is_kind([key], "press") or is_kind([key], "area")
        or is_kind([key], "particle")
        for key in keys
        for form in without_clitics(key)[-1:]
    )  # fmt: skip


@lru_cache(maxsize=4096)
def body_in(words: str) -> str | None:
    """The body of whom somebody without an identity speaks: «a commander of …»."""
    tokens = tokens_of(words)
    for hit in shipped_actors().names.all_in(tokens):
        kind = shipped_actors()[hit.value].kind
        if hit.first > 0 and kind not in WIDE and kind not in PRESS:
            return hit.value
    return None


@lru_cache(maxsize=4096)
def _press(words: str) -> tuple[tuple[int, int, str], ...]:
    """The outlets that words name after their first one: where they stand and who they are."""
    tokens = tokens_of(words)
    return tuple(
        (tokens[hit.first].start, tokens[hit.last - 1].end, hit.value)
        for hit in shipped_actors().names.all_in(tokens)
        if hit.first > 0 and is_press(hit.value)
    )


def _press_in(source: Source) -> tuple[str, ...]:
    """The agencies that an unnamed source's words name: «a source to AFP»."""
    if not is_hidden(source):
        return ()
    return tuple(entity for *_, entity in _press(source.text))


def without_press(words: str) -> str:
    """An unnamed source's words without the outlet that it spoke to."""
    for start, end, _ in reversed(_press(words)):
        words = words[:start] + words[end:]
    return words.strip()
