"""A row's cells -> the claim that they make of the one it was: words found, ids looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from riwaya.errors import BadInput
from riwaya.export.gloss import gloss
from riwaya.export.review.cells import (
    EDITABLE,
    MENTIONS,
    TERMS,
    editable_cells,
    meaning,
    same_cell,
    without_marks,
)
from riwaya.export.review.mention_cells import Written, parse_cell, unescaped
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Time
from riwaya.records.report import Report
from riwaya.records.resolution import When
from riwaya.resolving.claims import Knowledge, tense_of
from riwaya.resolving.happened import when_of
from riwaya.resolving.stretches import Stretch
from riwaya.resolving.time_precision import precision_of
from riwaya.store.query_forms import one_of
from riwaya.text.occurrences import Occurrences, Span
from riwaya.workspace.identities import BY_HAND
from riwaya.workspace.typed_mentions import Typed, typed_mentions

#: How a claim is told where a row that adds one says nothing else.
USUAL = {"polarity": "affirmed", "reality": "actual", "stance": "states", "quoted": "no"}
#: What "yes" and "no" become in the hands of spreadsheets.
YES, NO = frozenset(["yes", "true", "1", "y"]), frozenset(["no", "false", "0", "n"])


class Tables:
    """The tables that a workspace reads with, loaded when a row first needs them."""

    def __init__(self, own: Path | None, known: Knowledge | None = None) -> None:
        self._own = own
        self._known = known

    @cached_property
    def known(self) -> Knowledge:
        """Actors, persons, places; raises BadTable for a user's own that is wrong."""
        if self._known is not None:
            return self._known
        from riwaya.pipeline import known_with  # noqa: PLC0415 (brings the reader's libraries)

        return known_with(self._own)


@dataclass(frozen=True)
class Reported:
    """A report that rows are about: its text, what is known of it, the tables to look up in."""

    text: str
    report: Report
    tables: Tables

    @cached_property
    def occurrences(self) -> Occurrences:
        """Where words stand in it."""
        return Occurrences(self.text)


@dataclass(slots=True)
class Reworked:
    """What a row makes of a claim; `claim` is None where `problems` (column, message) say why.

    `changed` are the columns whose meaning differs from the claim before.
    """

    claim: Claim | None = None
    changed: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def reworked(before: Claim, cells: Mapping[str, str], report: Reported) -> Reworked:
    """A claim as a row has it; columns that the sheet lacks stay as they are."""
    was = editable_cells(before)
    wanted = {
        name: cells[name]
        for name in EDITABLE
        if name in cells and not same_cell(cells[name], was[name])
    }
    done = Reworked()
    values = terms_of(wanted, done)
    if "trigger" in wanted:
        values["trigger"] = _trigger(wanted["trigger"], before.trigger, report, done)
    if done.problems:
        _check_mentions(wanted, done)
        return done
    claim = replace(before, **values)
    return finished(before, claim, _parsed(wanted, done), report, done)


def added(cells: Mapping[str, str], report: Reported) -> Reworked:
    """The claim that a row without an anchor adds; its id comes with its anchor."""
    done = Reworked()
    told = {name: cells.get(name) or USUAL.get(name, "") for name in TERMS}
    values = terms_of(told, done)
    trigger = _new_trigger(cells, report, done)
    if done.problems or trigger is None:
        _check_mentions(cells, done)
        return done
    blank = Claim(id="", trigger=trigger, **values)
    wanted = {name: cells[name] for name in MENTIONS if cells.get(name)}
    return finished(None, blank, _parsed(wanted, done), report, done)


def terms_of(cells: Mapping[str, str], done: Reworked) -> dict[str, Any]:
    """Event, polarity, reality, stance, quoted, as far as the cells have them."""
    values: dict[str, Any] = {}
    for name in TERMS:
        if name not in cells:
            continue
        try:
            values[name] = _yes(cells[name]) if name == "quoted" else _term(name, cells[name])
        except BadInput as error:
            done.problems.append((name, str(error)))
    return values


def _term(name: str, cell: str) -> str:
    if not cell.strip():
        raise BadInput(f"is empty; write one of {', '.join(TERMS[name])}")
    return one_of(cell, TERMS[name], name)


def _yes(cell: str) -> bool:
    said = cell.strip().lower()
    if said not in YES | NO:
        raise BadInput(f"write yes or no, not {cell!r}")
    return said in YES


def _trigger(cell: str, before: Mention, report: Reported, done: Reworked) -> Mention | None:
    words = unescaped(cell.strip())
    if not words:
        done.problems.append(("trigger", "is empty; to drop the claim, write the verdict reject"))
        return None
    span = report.occurrences.nearest(words, (before.start, before.end))
    if span is None:
        done.problems.append(("trigger", _not_there(words)))
        return None
    return Mention.of(report.text, *span)


def _new_trigger(cells: Mapping[str, str], report: Reported, done: Reworked) -> Mention | None:
    """The trigger of a claim that is added: the only one in the report, or in its sentence."""
    words = unescaped(cells.get("trigger", "").strip())
    if not words:
        done.problems.append(("trigger", "is empty; a new claim needs the word of its event"))
        return None
    spans = _within(report.occurrences.all(words), cells.get("sentence", ""), report)
    if len(spans) == 1:
        return Mention.of(report.text, *spans[0])
    message = _not_there(words)
    if spans:
        message = (
            f"{words!r} stands {len(spans)} times in the report; put its sentence into the "
            "column sentence, the word in double brackets: [[…]]"
        )
    done.problems.append(("trigger", message))
    return None


def _within(spans: Sequence[Span], sentence: str, report: Reported) -> Sequence[Span]:
    """The occurrences inside a sentence that a person named; all of them where it isn't there."""
    found = report.occurrences.all(without_marks(sentence)) if sentence.strip() else []
    if len(spans) < 2 or not found:
        return spans
    inside = [s for s in spans if any(start <= s[0] and s[1] <= end for start, end in found)]
    marked = [s for s in inside if any(_is_marked(s, at, sentence, report) for at in found)]
    return marked if len(marked) == 1 else inside or spans


def _is_marked(span: Span, at: Span, sentence: str, report: Reported) -> bool:
    """Whether an occurrence has as many words of the sentence before it as the brackets do."""
    before = sentence.partition("[[")[0]
    return len(report.text[at[0] : span[0]].split()) == len(before.split())


def _not_there(words: str) -> str:
    return f"{words!r} isn't in the report's text; type the words as the report has them"


def _check_mentions(cells: Mapping[str, str], done: Reworked) -> None:
    """Say what is wrong with the other cells too, though no claim can be made."""
    for name, kind in MENTIONS.items():
        try:
            parse_cell(kind, cells.get(name, ""))
        except BadInput as error:
            done.problems.append((name, str(error)))


def _parsed(cells: Mapping[str, str], done: Reworked) -> dict[str, list[Written]]:
    """The mentions of the columns that the cells have."""
    parsed: dict[str, list[Written]] = {}
    for name, kind in MENTIONS.items():
        if name in cells:
            try:
                parsed[name] = parse_cell(kind, cells[name])
            except BadInput as error:
                done.problems.append((name, str(error)))
    return parsed


def finished(
    before: Claim | None,
    claim: Claim,
    parsed: Mapping[str, Sequence[Written]],
    report: Reported,
    done: Reworked,
) -> Reworked:
    """The claim with its mentions, and with what follows from them: its days and its gloss."""
    if len(parsed.get("time", ())) > 1:
        done.problems.append(("time", "a claim has one time; a range is {2015-11-20..2015-11-21}"))
    typed = Typed()
    if parsed:
        known = report.tables.known
        typed = typed_mentions(claim, parsed, report.occurrences, report.report, known)
    done.problems += typed.problems
    done.notes += typed.notes
    if done.problems:
        return done
    claim = replace(claim, **typed.values)
    if before is not None:
        done.changed = [n for n in EDITABLE if meaning(before, n) != meaning(claim, n)]
        claim = replace(
            claim, **{n: getattr(before, n) for n in typed.values.keys() - done.changed}
        )
    if before is None or done.changed:
        when = _when(before, claim, typed, report.report.published, done.changed)
        claim = replace(claim, when=when, gloss=UNSET)
        claim = replace(claim, gloss=gloss(claim))
    done.claim = claim
    return done


def _when(
    before: Claim | None, claim: Claim, typed: Typed, published: str | None, changed: Sequence[str]
) -> When | UnsetType:
    """The days of a claim: those that its time says now, else inferred as a reading does."""
    if before is not None and "time" not in changed:
        stays = claim.time is not None or tense_of(before) == tense_of(claim)
        return before.when if stays else when_of(None, published, tense_of(claim))
    if typed.when is not None:
        return typed.when
    if claim.time is None:
        return when_of(None, published, tense_of(claim))
    return _said(claim.time)


def _said(time: Time) -> When:
    """The days of a time that a person has written down."""
    if time.from_ is None and time.to is None:
        return When(from_=None, to=None, inferred=False, reason=BY_HAND)
    first, last = (day and date.fromisoformat(day[:10]) for day in (time.from_, time.to))
    precision = precision_of(Stretch(first or None, last or None, "range", BY_HAND))
    return When(from_=time.from_, to=time.to, inferred=False, reason=BY_HAND, precision=precision)
