"""Mentions typed into cells -> mentions of the report: each found in its text, nearest the trigger.

One that was there before stays as it was; of one whose braces were changed the rest is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from riwaya.errors import BadInput
from riwaya.export.review.cells import MENTIONS, mentions_of
from riwaya.export.review.mention_cells import FLAGS, Written, stands_of
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Party, Place, Quantity, Source, Time
from riwaya.records.report import Report
from riwaya.records.resolution import Resolution, When
from riwaya.resolving.claims import Knowledge, quantity_read, resolve_claims
from riwaya.resolving.equivalents import with_equivalent
from riwaya.text.occurrences import Occurrences, Span, folded
from riwaya.workspace.identities import BY_HAND, Identified, party_of, placed

#: What a record needs besides its words before the cell's own fields are filled in.
BLANKS: Mapping[str, dict[str, Any]] = {
    "party": {},
    "place": {"relation": "in"},
    "time": {},
    "quantity": {"measure": "items", "low": None, "high": None, "unit": None},
    "source": {"kind": "anonymous", "named": False},
}
RECORDS: Mapping[str, type[Mention]] = {
    "party": Party, "place": Place, "time": Time, "quantity": Quantity, "source": Source,
}  # fmt: skip


@dataclass(slots=True)
class Typed:
    """The values of a claim's columns; `problems` are (column, message).

    `when` are the days of a time that was left to be read.
    """

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    when: When | None = None


def typed_mentions(
    claim: Claim,
    parsed: Mapping[str, Sequence[Written]],
    occurrences: Occurrences,
    report: Report,
    known: Knowledge,
) -> Typed:
    """The mentions of the columns that were typed into."""
    typed = Typed()
    desk = _Desk(claim, occurrences, known, typed)
    for column, several in parsed.items():
        typed.values[column] = desk.column(column, several)
    if desk.asked and not typed.problems:
        _look_up(claim, desk, report)
    if "time" in typed.values:
        typed.values["time"] = next(iter(typed.values["time"]), None)
    return typed


@dataclass(slots=True)
class _Desk:
    """Where the cells of one row are worked on."""

    claim: Claim
    occurrences: Occurrences
    known: Knowledge
    typed: Typed
    #: Mentions whose identity or days were left to be looked up: column and offsets.
    asked: set[tuple[str, int, int]] = field(default_factory=set)

    def column(self, column: str, several: Sequence[Written]) -> tuple[Mention, ...]:
        """The mentions of one column, in the order of its cell."""
        olds = _partners(column, several, mentions_of(self.claim, column))
        found = []
        for written, old in zip(several, olds, strict=True):
            try:
                found.append(self._mention(column, written, old))
            except BadInput as error:
                self.typed.problems.append((column, str(error)))
        return tuple(found)

    def _mention(self, column: str, written: Written, old: Mention | None) -> Mention:
        kind = MENTIONS[column]
        if old is not None and written.stands == stands_of(kind, old):
            return old
        if old is not None:
            return self._standing(column, old, written.stands)
        if kind in {"source", "quantity"} and not written.stands:
            example = "{official ? named}" if kind == "source" else "{killed 12}"
            raise BadInput(f"{written.words!r}: say what it is in braces, such as {example}")
        span = written.span or self._found(written.words)
        new = RECORDS[kind].of(self.occurrences.raw, *span, **BLANKS[kind])
        return self._standing(column, new, written.stands, new=True)

    def _found(self, words: str) -> Span:
        trigger = self.claim.trigger
        span = self.occurrences.nearest(words, (trigger.start, trigger.end))
        if span is None:
            raise BadInput(
                f"{words!r} isn't in the report's text; type the words as the report has them"
            )
        return span

    def _standing(
        self, column: str, mention: Any, stands: Mapping[str, Any], *, new: bool = False
    ) -> Mention:
        """The mention with what its braces say, and what follows from that."""
        match MENTIONS[column]:
            case "quantity":
                return self._quantity(mention, stands)
            case "time":
                return self._time(column, mention, stands)
            case "place":
                plain = replace(mention, relation=stands.get("relation", mention.relation))
                return self._identified(column, plain, stands, placed, new=new)
            case "source":
                own = {name: stands[name] for name in ("kind", "named") if name in stands}
                return self._identified(column, replace(mention, **own), stands, party_of, new=new)
        return self._identified(column, mention, stands, party_of, new=new)

    def _identified(
        self,
        column: str,
        mention: Any,
        stands: Mapping[str, Any],
        identify: Callable[[str | None, str, Knowledge], Identified],
        *,
        new: bool,
    ) -> Mention:
        if "entity" not in stands:
            self.asked.add((column, mention.start, mention.end))
            return self._with(mention, identify(None, mention.text, self.known))
        if stands["entity"] == mention.entity and not new:
            return self._with(mention, Identified({}))  # another relation, the same identity
        found = identify(stands["entity"], mention.text, self.known)
        if found.note:
            self.typed.notes.append(f"{column}: {found.note}")
        return self._with(mention, found)

    @staticmethod
    def _with(mention: Mention, found: Identified) -> Mention:
        return replace(mention, **found.fields)

    def _time(self, column: str, time: Time, stands: Mapping[str, Any]) -> Time:
        if not stands:
            self.asked.add((column, time.start, time.end))
            return time
        why = Resolution(reason=BY_HAND)
        return replace(time, **stands, precision=UNSET, resolution=why)

    def _quantity(self, quantity: Quantity, stands: Mapping[str, Any]) -> Quantity:
        raw = self.occurrences.raw
        measure = stands.get("measure", quantity.measure)
        bare = Quantity(
            text=quantity.text, start=quantity.start, end=quantity.end,
            measure=measure, low=None, high=None, unit=None,
        )  # fmt: skip
        if "low" not in stands:
            flags = {name: True for name in FLAGS.values() if stands.get(name)}
            return replace(quantity_read(raw, bare), **flags)
        flags = {name: True for name in FLAGS.values() if stands[name]}
        own = {name: stands[name] for name in ("low", "high", "unit")}
        return with_equivalent(raw, replace(bare, **own, **flags))


def _partners(
    column: str, several: Sequence[Written], olds: Sequence[Mention]
) -> list[Mention | None]:
    """For each typed mention the one of the claim that it is: the same words, at best all alike.

    Words whose place is known are the mention at that place.
    """
    kind, free = MENTIONS[column], list(olds)
    found: list[Mention | None] = [None] * len(several)
    for whole in (True, False):
        for at, written in enumerate(several):
            if found[at] is not None:
                continue
            for old in free:
                if _are_its_words(written, old) and (
                    not whole or written.stands == stands_of(kind, old)
                ):
                    found[at] = old
                    free.remove(old)
                    break
    return found


def _are_its_words(written: Written, old: Mention) -> bool:
    if written.span is not None:
        return written.span == (old.start, old.end)
    return folded(old.text) == folded(written.words)


def _look_up(claim: Claim, desk: _Desk, report: Report) -> None:
    """Let Riwaya's own rules say what the mentions without braces stand for."""
    values = desk.typed.values
    time = next(iter(values["time"]), None) if "time" in values else claim.time
    draft = replace(claim, **{**values, "time": time})
    read = resolve_claims(desk.occurrences.raw, [draft], report, desk.known)[0]
    for column in values:
        answers = mentions_of(read, column)
        values[column] = tuple(
            answer
            for mention in values[column]
            for answer in (
                _answers(mention, answers)
                if (column, mention.start, mention.end) in desk.asked
                else [mention]
            )
        )
        for mention in values[column]:
            if (column, mention.start, mention.end) in desk.asked:
                desk.typed.notes.append(f"{column}: {_answered(mention)}")
    if any(column == "time" for column, _, _ in desk.asked) and read.when is not UNSET:
        desk.typed.when = read.when


def _answers(mention: Mention, answers: Sequence[Mention]) -> list[Mention]:
    """What was read at a mention: itself, or the places of a list in it."""
    inside = [a for a in answers if mention.start <= a.start and a.end <= mention.end]
    return [a for a in inside if (a.start, a.end) == (mention.start, mention.end)][:1] or inside


def _answered(mention: Any) -> str:
    if isinstance(mention, Time):
        days = f"{mention.from_ or '…'} to {mention.to or '…'}"
        return f"{mention.text!r} was read as {days}"
    return f"{mention.text!r} was looked up: {mention.entity or 'unknown'}"
