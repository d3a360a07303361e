"""What the rows about one report ask for: decisions, nothing new, or a refusal that says why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import msgspec

from riwaya.errors import BadInput
from riwaya.export.review.cells import (
    ANCHOR,
    EDITABLE,
    SEEN,
    VERDICTS,
    editable_cells,
    meaning,
    same_cell,
)
from riwaya.export.review.sheet import SheetRow
from riwaya.ingest.custody import user_and_host
from riwaya.records.claim import Claim
from riwaya.records.decision import Decision
from riwaya.store.decided import Decided, added_anchor, digest_of
from riwaya.store.patches import patch_between
from riwaya.store.query_forms import one_of
from riwaya.store.reports import report_of
from riwaya.workspace.report_history import ReportHistory
from riwaya.workspace.row_claims import Reported, Reworked, Tables, added, reworked

GONE = "the claim isn't there any more: it was read again or undone; export again"
SINCE = "the claim has changed since the sheet was written"
EITHER = "; export again, or put your row over it with --force"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One decision that a row makes: about which claim, and in words what it changes."""

    row: int
    report: str
    anchor: str
    verdict: str
    says: str


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A row that makes no decision: what is wrong with it, and in which column."""

    row: int
    message: str
    column: str | None = None
    #: Whether it is right by itself, but others have changed the claim since.
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Who decides, when (one moment for all rows), and whether over what others changed.

    Moments are told to the millisecond, so that what is decided, undone and decided again at once
    makes three decisions.
    """

    by: str = field(default_factory=user_and_host)
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))
    force: bool = False


class _No(Exception):
    """A row is refused."""

    def __init__(self, message: str, column: str | None = None, *, conflict: bool = False) -> None:
        super().__init__(message)
        self.column, self.conflict = column, conflict


def is_untouched(cells: Mapping[str, str], claim: Claim) -> bool:
    """Whether a row says nothing that its claim doesn't."""
    if cells.get("verdict") or cells.get("note"):
        return False
    was = editable_cells(claim)
    return all(same_cell(cells[name], was[name]) for name in EDITABLE if name in cells)


class Bench:
    """Where the rows about one report are looked at, and what has come of them."""

    def __init__(self, history: ReportHistory, report: str, asked: Asked, tables: Tables) -> None:
        self._history = history
        self._report = report
        self._asked = asked
        self._tables = tables
        #: The rows that decide about a claim, by its anchor, and the claims that rows add.
        self._claimed: dict[str, SheetRow] = {}
        self._new: list[Claim] = []
        self.untouched = self.fulfilled = 0
        self.decisions: list[Decision] = []
        self.steps: list[Step] = []
        self.refused: list[Refused] = []
        self.notes: list[tuple[int, str]] = []

    def look_at(self, rows: Sequence[SheetRow]) -> None:
        """Look at the rows one by one."""
        for row in rows:
            try:
                self._look_at(row)
            except _No as no:
                self._refuse(row, str(no), no.column, conflict=no.conflict)
            except BadInput as error:
                self._refuse(row, str(error), "verdict")

    def _refuse(
        self, row: SheetRow, message: str, column: str | None = None, *, conflict: bool = False
    ) -> None:
        refused = Refused(row=row.number, message=message, column=column, conflict=conflict)
        self.refused.append(refused)

    def _look_at(self, row: SheetRow) -> None:
        if row.problem:
            raise _No(row.problem)
        self._check_report()
        said = row.cells.get("verdict", "").strip()
        verdict = one_of(said, VERDICTS, "verdict") if said else ""
        anchor = row.cells["anchor"].removeprefix(ANCHOR)
        if anchor:
            self._about_claim(row, verdict, anchor)
        elif verdict in {"", "add"}:
            self._new_claim(row)
        else:
            raise _No(f"no claim to {verdict}: the cell is empty", "anchor")

    def _check_report(self) -> None:
        if not self._report:
            raise _No("is empty; say which report the claim is from", "report")
        row = self._history.row
        if row is None:
            raise _No(f"no report {self._report} in this workspace", "report")
        if row.text is None:
            raise _No("the report was redacted; nothing can be decided about it", "report")
        if row.reading_n is None:
            raise _No("the report hasn't been read yet; run `riwaya add` or `reread`", "report")

    @cached_property
    def _reported(self) -> Reported:
        row = self._history.row
        return Reported(row.text, report_of(row), self._tables)

    def _about_claim(self, row: SheetRow, verdict: str, anchor: str) -> None:
        """A row about a claim that was there when the sheet was written."""
        if verdict == "add":
            raise _No("a claim that is added has no anchor yet; empty the cell", "anchor")
        cells = row.cells
        seen = self._history.as_seen(anchor, cells.get("seen", "").removeprefix(SEEN))
        now = self._history.standing.get(anchor)
        if seen is not None and is_untouched(cells, seen):
            self.untouched += 1
        elif now is None:
            self._about_gone(verdict, anchor)
        elif seen is None and is_untouched(cells, now.claim):
            self.untouched += 1
        else:
            self._about_standing(row, verdict, now, seen)

    def _about_gone(self, verdict: str, anchor: str) -> None:
        if verdict != "undo" or not any(made.anchor == anchor for made in self._history.made):
            raise _No(GONE, conflict=True)
        self.fulfilled += 1

    def _about_standing(
        self, row: SheetRow, verdict: str, now: Decided, seen: Claim | None
    ) -> None:
        done = self._reworked(row, seen or now.claim, row.cells)
        wish = _wish(verdict, done, row.cells.get("note", ""))
        if not wish:  # spelled otherwise, but the same
            self.untouched += 1
        elif self._is_fulfilled(wish, now, done) or self._is_said_before(row, now.anchor):
            self.fulfilled += 1
        else:
            if (conflict := _conflict(seen, now)) and not self._asked.force:
                raise _No(conflict, conflict=True)
            if wish == "correct" and seen != now.claim:
                done = self._reworked(row, now.claim, {n: row.cells[n] for n in done.changed})
            self._claimed[now.anchor] = row
            self._decide(row, wish, now, done)

    def _reworked(self, row: SheetRow, claim: Claim, cells: Mapping[str, str]) -> Reworked:
        done = reworked(claim, cells, self._reported)
        self._check(row, done)
        return done

    def _check(self, row: SheetRow, done: Reworked) -> None:
        """Raise the last problem of a row, the others noted before."""
        for column, message in done.problems[:-1]:
            self._refuse(row, message, column)
        if done.problems:
            column, message = done.problems[-1]
            raise _No(message, column)

    def _is_fulfilled(self, wish: str, now: Decided, done: Reworked) -> bool:
        """Whether things are as the row asks already: the same sheet can come twice."""
        if wish == "undo":
            return not now.decisions
        if wish == "correct" and done.claim is not None:
            wanted = done.claim
            return all(meaning(wanted, n) == meaning(now.claim, n) for n in done.changed)
        latest = _latest(now.decisions)
        return any(d.verdict == wish and d.author == self._asked.by for d in latest)

    def _is_said_before(self, row: SheetRow, anchor: str) -> bool:
        """Whether a row above says the same of the claim; raises where it says otherwise."""
        before = self._claimed.get(anchor)
        if before is None:
            return False
        if all(row.cells.get(n, "") == before.cells.get(n, "") for n in ("verdict", *EDITABLE)):
            return True
        raise _No(f"row {before.number} decides about the same claim; leave one of them out")

    def _decide(self, row: SheetRow, wish: str, now: Decided, done: Reworked) -> None:
        common = {"seen": digest_of(now.claim), "note": row.cells.get("note") or None}
        if wish == "undo":
            for made in reversed(now.decisions):
                self._put("withdraw", now.anchor, **common, withdraws=made.id)
            says = ", ".join(f"{made.verdict} of {made.author}" for made in now.decisions)
        elif wish == "correct" and done.claim is not None:
            patch = patch_between(now.claim, done.claim)
            self._put("correct", now.anchor, **common, patch=patch)
            says = differences(now.claim, done.claim, done.changed)
        else:
            self._put(wish, now.anchor, **common)
            says = str(now.claim.gloss or now.claim.event)
        self._step(row, wish, now.anchor, says, done)

    def _put(self, verdict: Any, anchor: str, **more: Any) -> None:
        decision = Decision(
            report=self._report, anchor=anchor, verdict=verdict, author=self._asked.by,
            made_at=self._asked.at, **more,
        )  # fmt: skip
        self.decisions.append(decision)

    def _step(self, row: SheetRow, verdict: str, anchor: str, says: str, done: Reworked) -> None:
        step = Step(row=row.number, report=self._report, anchor=anchor, verdict=verdict, says=says)
        self.steps.append(step)
        self.notes += [(row.number, note) for note in done.notes]

    def _new_claim(self, row: SheetRow) -> None:
        """A row without an anchor: a claim that the reader missed."""
        done = added(row.cells, self._reported)
        self._check(row, done)
        if done.claim is None:
            return
        claim = done.claim
        if any(same_claim(claim, other) for other in (*self._history.added(), *self._new)):
            self.fulfilled += 1
            return
        for other in self._history.standing.values():
            if same_claim(claim, other.claim):
                raise _No(f"the report has this very claim already ({other.claim.id})")
        self._new.append(claim)
        claim = msgspec.structs.replace(claim, id=f"a{digest_of(claim)[:7]}")
        patch = msgspec.json.decode(msgspec.json.encode(claim))
        anchor = added_anchor(patch)
        self._put("add", anchor, patch=patch, note=row.cells.get("note") or None)
        self._step(row, "add", anchor, str(claim.gloss or claim.event), done)


def _wish(verdict: str, done: Reworked, note: str) -> str:
    """What a row comes to: a verdict, or nothing; raises where it contradicts itself."""
    if done.changed:
        if verdict in {"reject", "undo"}:
            raise _No(f"{verdict} with changed cells: put the cells back, or correct", "verdict")
        return "correct"
    if verdict == "correct":
        raise _No("no cell was changed; change one, or write accept", "verdict")
    if note and not verdict:
        raise _No("a note needs a verdict beside it: accept, reject or correct", "note")
    return verdict


def _conflict(seen: Claim | None, now: Decided) -> str:
    """How a claim differs from what a person saw of it; empty where it says the same."""
    if seen is None:
        return f"the column seen doesn't tell in which state the claim was seen{EITHER}"
    fields = [name for name in EDITABLE if meaning(seen, name) != meaning(now.claim, name)]
    if not fields:
        return ""
    who = f", last decided by {now.decisions[-1].author}" if now.decisions else ", read again"
    return f"{SINCE} ({', '.join(fields)}{who}){EITHER}"


def _latest(made: Sequence[Decision]) -> Iterator[Decision]:
    """The decisions at the end that all say the same."""
    for decision in reversed(made):
        if decision.verdict != made[-1].verdict:
            return
        yield decision


def same_claim(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same, whatever they are called."""
    return all(meaning(one, name) == meaning(other, name) for name in EDITABLE)


def differences(before: Claim, after: Claim, columns: Sequence[str]) -> str:
    """What a correction changes, column by column."""
    was, now = editable_cells(before), editable_cells(after)
    return "; ".join(f"{name}: {was[name] or '-'} → {now[name] or '-'}" for name in columns)
