"""What a person wants of one claim, as a form says it: terms, and words by their offsets."""

from collections.abc import Mapping, Sequence

import msgspec

from riwaya.errors import BadInput
from riwaya.export.review.cells import MENTIONS, TERMS, editable_cells, mentions_of
from riwaya.export.review.mention_cells import Written, braces_of, parse_braces
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention
from riwaya.records.report import Report
from riwaya.resolving.claims import Knowledge
from riwaya.store.decided import Decided, digest_of
from riwaya.store.query_forms import one_of
from riwaya.text.occurrences import Span
from riwaya.workspace.row_claims import (
    USUAL,
    Reported,
    Reworked,
    Tables,
    finished,
    terms_of,
)

#: Letters of a decision's id that tell whether a claim has been decided about since.
TOLD = 12


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """A mention that a form asks for: where it stands, and what it is.

    `start` and `end` are offsets [start, end) into the raw text; without them `words` are looked
    for next to the trigger. `says` is what a review sheet has between braces ("killed 20..99");
    what it leaves out is read again from the words.
    """

    words: str = ""
    start: int | None = None
    end: int | None = None
    says: str = ""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim should say: whatever isn't named stays as it is.

    `terms` are event, polarity, reality, stance and quoted ("yes", "no"); `mentions` hold by column
    (agents, targets, places, time, quantities, attribution) all mentions of the column, in order.
    """

    terms: Mapping[str, str] = {}
    trigger: Words | None = None
    mentions: Mapping[str, Sequence[Words]] = {}
    note: str | None = None


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """A column in which a claim was, is, and should be."""

    column: str
    was: str
    now: str
    wanted: str


def seen_of(one: Decided) -> str:
    """What tells a claim as it stands: changes when it is corrected, or decided about at all."""
    last = f".{one.decisions[-1].id[:TOLD]}" if one.decisions else ""
    return f"{digest_of(one.claim)}{last}"


def corrected(before: Claim, wanted: Wanted, report: Reported, only: frozenset[str]) -> Reworked:
    """A claim as a form has it, as far as the form tells `only` these columns."""
    done = Reworked()
    terms = {name: said for name, said in wanted.terms.items() if name in only & TERMS.keys()}
    values = terms_of(terms, done)
    if wanted.trigger is not None and "trigger" in only:
        trigger = _placed("trigger", wanted.trigger, report, done, before.trigger)
        values["trigger"] = trigger or before.trigger
    mentions = {name: several for name, several in wanted.mentions.items() if name in only}
    parsed = _parsed(mentions, report, done)
    if done.problems:
        return done
    claim = msgspec.structs.replace(before, **values)
    return finished(before, claim, parsed, report, done)


def new_claim(wanted: Wanted, report: Reported) -> Reworked:
    """The claim that a form adds; its id comes with its anchor."""
    done = Reworked()
    values = terms_of({"event": "", **USUAL, **wanted.terms}, done)
    trigger = _placed("trigger", wanted.trigger or Words(), report, done)
    parsed = _parsed(wanted.mentions, report, done)
    if done.problems or trigger is None:
        return done
    return finished(None, Claim(id="", trigger=trigger, **values), parsed, report, done)


def reported(text: str, report: Report, known: Knowledge) -> Reported:
    """A report whose claims are worked on with tables that are loaded already."""
    return Reported(text, report, Tables(None, known))


def _parsed(
    mentions: Mapping[str, Sequence[Words]], report: Reported, done: Reworked
) -> dict[str, list[Written]]:
    parsed: dict[str, list[Written]] = {}
    for column, several in mentions.items():
        kind = MENTIONS[one_of(column, tuple(MENTIONS), "column")]
        for one in several:
            try:
                stands = parse_braces(kind, one.says)
                span = _span(one, report)
            except BadInput as error:
                done.problems.append((column, str(error)))
                continue
            words = report.text[slice(*span)] if span else one.words.strip()
            parsed.setdefault(column, []).append(Written(words, stands, span))
        parsed.setdefault(column, [])
    return parsed


def _span(one: Words, report: Reported) -> Span | None:
    """Where a mention stands, blanks at its ends left out; None where only words are given."""
    if one.start is None or one.end is None:
        if not one.words.strip():
            raise BadInput("select the words in the text, or type them as the report has them")
        return None
    if not 0 <= one.start < one.end <= len(report.text):
        raise BadInput(f"{one.start}-{one.end} is no place in the text; select the words again")
    said = report.text[one.start : one.end]
    start = one.start + len(said) - len(said.lstrip())
    end = one.end - (len(said) - len(said.rstrip()))
    if start >= end:
        raise BadInput("only blanks are selected; select words")
    return start, end


def _placed(
    column: str, one: Words, report: Reported, done: Reworked, near: Mention | None = None
) -> Mention | None:
    """The trigger that a form names."""
    try:
        span = _span(one, report)
    except BadInput as error:
        done.problems.append((column, str(error)))
        return None
    if span is None:
        span = _looked_for(one.words, report, done, near)
    return None if span is None else Mention.of(report.text, *span)


def _looked_for(words: str, report: Reported, done: Reworked, near: Mention | None) -> Span | None:
    if near is not None:
        spans = [report.occurrences.nearest(words, (near.start, near.end))]
    else:
        spans = [*report.occurrences.all(words)]
    if len(spans) == 1 and spans[0] is not None:
        return spans[0]
    message = f"{words!r} isn't in the report's text; type the words as the report has them"
    if len(spans) > 1:
        message = f"{words!r} stands {len(spans)} times in the report; select the one in the text"
    done.problems.append(("trigger", message))
    return None


def as_wanted(claim: Claim) -> Wanted:
    """A claim as the form shows it: what would change nothing."""
    cells = editable_cells(claim)
    return Wanted(
        terms={name: cells[name] for name in TERMS},
        trigger=Words(words=claim.trigger.text, start=claim.trigger.start, end=claim.trigger.end),
        mentions={
            column: [
                Words(words=m.text, start=m.start, end=m.end, says=braces_of(kind, m))
                for m in mentions_of(claim, column)
            ]
            for column, kind in MENTIONS.items()
        },
    )
