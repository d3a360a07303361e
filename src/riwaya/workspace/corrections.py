"""One claim decided about from a form: accept, reject, correct, add, undo; nothing is lost.

The rules are those of a review sheet (`workspace.row_wishes`). A decision says in which state the
person saw the claim (`seen`, of `workspace.wishes.seen_of`); where others have changed it since,
it raises `Conflict`, which holds what the claim was, what it is and what was wanted.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection

from riwaya.errors import BadInput, RiwayaError
from riwaya.export.review.cells import EDITABLE, editable_cells, meaning
from riwaya.records.claim import Claim
from riwaya.records.decision import Decision, Review, Verdict
from riwaya.resolving.claims import Knowledge
from riwaya.store.decided import Decided, added_anchor, digest_of
from riwaya.store.patches import patch_between
from riwaya.store.reports import report_of
from riwaya.workspace.keeping import decide
from riwaya.workspace.report_history import ReportHistory
from riwaya.workspace.row_claims import Reported, Reworked
from riwaya.workspace.row_wishes import differences, same_claim
from riwaya.workspace.wishes import (
    Differing,
    Wanted,
    corrected,
    new_claim,
    reported,
    seen_of,
)

GONE = "the claim isn't there any more: the report was read again, or its adding was undone"


class Conflict(RiwayaError):
    """Others have changed a claim since the person saw it; nothing was written."""

    def __init__(
        self, message: str, *, was: Claim | None, now: Decided | None, mine: Claim | None,
        verdict: Verdict,
    ) -> None:  # fmt: skip
        super().__init__(message)
        #: The claim as the person saw it (None: that can't be told), and as it is (None: gone).
        self.was, self.now = was, now
        #: The claim as the person wants it, where they correct it; and their verdict.
        self.mine, self.verdict = mine, verdict

    @property
    def seen(self) -> str:
        """What a decision must say that it has seen, to go over the change."""
        return seen_of(self.now) if self.now else ""

    @property
    def last(self) -> Decision | None:
        """The latest decision about the claim that stands."""
        return self.now.decisions[-1] if self.now and self.now.decisions else None

    @property
    def differing(self) -> list[Differing]:
        """The columns in which the claim was changed, or should be."""
        versions = [self.was, self.now.claim if self.now else None, self.mine]
        known = next((one for one in versions if one is not None), None)
        if known is None:
            return []
        was, now, mine = (editable_cells(one) if one else {} for one in versions)
        rows = [
            Differing(
                column=name, was=was.get(name, ""), now=now.get(name, ""),
                wanted=mine.get(name, now.get(name, "")),
            )
            for name in EDITABLE
        ]  # fmt: skip
        return [row for row in rows if len({row.was, row.now, row.wanted}) > 1]


class NotCorrected(BadInput):
    """A form that makes no claim; `problems` are (column, message)."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{column}: {message}" for column, message in problems))
        self.problems = list(problems)


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided: `ids` are the decisions made (none where all was so already)."""

    report: str
    anchor: str
    verdict: Verdict
    ids: tuple[str, ...] = ()
    says: str = ""
    notes: tuple[str, ...] = ()
    #: The claim after it, and what tells it (None: it is no more).
    now: Claim | None = None
    seen: str = ""
    review: Review = "open"


class Corrections:
    """Decisions about the claims of one report, by one person, inside a transaction that writes.

    The connection has taken its turn (`store.turns.turn`). Raises BadInput for a report that isn't
    there, was redacted, or was never read.
    """

    def __init__(self, connection: Connection, report: str, *, by: str, known: Knowledge) -> None:
        self._connection = connection
        self._report = report
        self._by = by
        self._history = ReportHistory(connection, report)
        self._reported = _about(self._history, report, known)

    def accept(self, anchor: str, seen: str, *, note: str | None = None) -> Done:
        """Say that a claim is in the text as it stands."""
        return self._judged("accept", anchor, seen, note)

    def reject(self, anchor: str, seen: str, *, note: str | None = None) -> Done:
        """Say that the text makes no such claim."""
        return self._judged("reject", anchor, seen, note)

    def correct(self, anchor: str, seen: str, wanted: Wanted, *, over: str = "") -> Done:
        """Make a claim say what a form says; what it doesn't name stays.

        `over` is the state that the person has since been shown and puts theirs over: then only
        what they changed of what they first saw is changed. Raises NotCorrected for a form that
        makes no claim, Conflict, BadInput where nothing was changed.
        """
        first = self._as_seen(anchor, seen)
        now = self._history.standing.get(anchor)
        if first is None and now is not None and over == seen_of(now):
            first = now.claim
        if first is None or now is None:
            raise self._conflict(anchor, "correct", None, None)
        done = self._checked(corrected(first, wanted, self._reported, frozenset(EDITABLE)))
        mine, changed = _claim(done), frozenset(done.changed)
        if all(meaning(mine, name) == meaning(now.claim, name) for name in changed):
            return self._correct_already(now, changed)
        if not self._is_as_seen(now, over or seen):
            raise self._conflict(anchor, "correct", first, mine)
        if first != now.claim:
            done = self._checked(corrected(now.claim, wanted, self._reported, changed))
        patch = patch_between(now.claim, _claim(done))
        decision = self._made("correct", now, note=wanted.note, patch=patch)
        says = differences(now.claim, _claim(done), done.changed)
        return self._decided(anchor, "correct", [decision], says, done.notes)

    def add(self, wanted: Wanted) -> Done:
        """Add a claim that the reader missed; raises NotCorrected, BadInput where it is there."""
        done = self._checked(new_claim(wanted, self._reported))
        claim = _claim(done)
        for other in self._history.standing.values():
            if same_claim(claim, other.claim):
                raise BadInput(f"the report has this very claim already ({other.claim.id})")
        claim = msgspec.structs.replace(claim, id=f"a{digest_of(claim)[:7]}")
        patch = msgspec.json.decode(msgspec.json.encode(claim))
        anchor = added_anchor(patch)
        decision = Decision(
            report=self._report, anchor=anchor, verdict="add", author=self._by, made_at=_moment(),
            patch=patch, note=wanted.note or None,
        )  # fmt: skip
        return self._decided(anchor, "add", [decision], str(claim.gloss or claim.event), done.notes)

    def undo(self, id_: str, seen: str = "") -> Done:
        """Take one decision about this report back; with an added claim all that hangs on it.

        With `seen` the claim must be as it was right after the decision. Raises BadInput where
        there is no such decision, Conflict.
        """
        made = next((one for one in self._history.made if one.id == id_), None)
        if made is None:
            raise BadInput("there is no such decision about this report")
        now = self._history.standing.get(made.anchor)
        if now is None or all(one.id != id_ for one in now.decisions):
            return self._already(made.anchor, "withdraw", now)
        if seen and not self._is_as_seen(now, seen):
            raise self._conflict(made.anchor, "withdraw", None, None)
        gone = now.decisions if made.verdict == "add" else (made,)
        several = [self._made("withdraw", now, withdraws=one.id) for one in reversed(gone)]
        return self._decided(made.anchor, "withdraw", several, made.verdict)

    def undo_all(self, anchor: str, seen: str) -> Done:
        """Take back all that stands about a claim, so that it is open again."""
        now = self._history.standing.get(anchor)
        if now is None or not now.decisions:
            return self._already(anchor, "withdraw", now)
        if not self._is_as_seen(now, seen):
            raise self._conflict(anchor, "withdraw", None, None)
        several = [self._made("withdraw", now, withdraws=one.id) for one in reversed(now.decisions)]
        return self._decided(anchor, "withdraw", several, "")

    def _judged(self, verdict: Verdict, anchor: str, seen: str, note: str | None) -> Done:
        now = self._history.standing.get(anchor)
        if now is None:
            raise self._conflict(anchor, verdict, self._as_seen(anchor, seen), None)
        last = now.decisions[-1] if now.decisions else None
        if last is not None and (last.verdict, last.author) == (verdict, self._by) and not note:
            return self._already(anchor, verdict, now)
        agreed = last is not None and last.verdict == verdict
        same = digest_of(now.claim) == seen.partition(".")[0]
        if not self._is_as_seen(now, seen) and not (same and agreed):
            raise self._conflict(anchor, verdict, self._as_seen(anchor, seen), None)
        decision = self._made(verdict, now, note=note)
        return self._decided(anchor, verdict, [decision], str(now.claim.gloss or now.claim.event))

    def _as_seen(self, anchor: str, seen: str) -> Claim | None:
        return self._history.as_seen(anchor, seen.partition(".")[0])

    @staticmethod
    def _is_as_seen(now: Decided, seen: str) -> bool:
        """Whether nobody has changed a claim, or decided about it, since a person saw it."""
        return seen == seen_of(now)

    def _conflict(
        self, anchor: str, verdict: Verdict, was: Claim | None, mine: Claim | None
    ) -> Conflict:
        now = self._history.standing.get(anchor)
        last = now.decisions[-1] if now and now.decisions else None
        message = GONE
        if now is not None:
            who = f"by {last.author}, {last.made_at}" if last else "when it was read again"
            message = f"the claim was changed meanwhile, {who}"
        return Conflict(message, was=was, now=now, mine=mine, verdict=verdict)

    def _correct_already(self, now: Decided, changed: frozenset[str]) -> Done:
        if not changed:
            raise BadInput("nothing was changed; change something, or accept the claim as it is")
        return self._already(now.anchor, "correct", now)

    def _checked(self, done: Reworked) -> Reworked:
        if done.problems:
            raise NotCorrected(done.problems)
        return done

    def _made(self, verdict: Verdict, now: Decided, **more: Any) -> Decision:
        more["note"] = more.get("note") or None
        return Decision(
            report=self._report, anchor=now.anchor, verdict=verdict, author=self._by,
            made_at=_moment(), seen=digest_of(now.claim), **more,
        )  # fmt: skip

    def _already(self, anchor: str, verdict: Verdict, now: Decided | None) -> Done:
        return _done(self._report, anchor, verdict, now)

    def _decided(
        self, anchor: str, verdict: Verdict, several: Sequence[Decision], says: str,
        notes: Sequence[str] = (),
    ) -> Done:  # fmt: skip
        decide(self._connection, several)
        self._history = ReportHistory(self._connection, self._report)
        done = _done(self._report, anchor, verdict, self._history.standing.get(anchor))
        ids = tuple(one.id for one in several)
        return msgspec.structs.replace(done, ids=ids, says=says, notes=tuple(notes))


def _about(history: ReportHistory, report: str, known: Knowledge) -> Reported:
    row = history.row
    if row is None:
        raise BadInput(f"no report {report} in this workspace")
    if row.text is None:
        raise BadInput("the report was redacted; nothing can be decided about it")
    if row.reading_n is None:
        raise BadInput("the report hasn't been read yet; run `riwaya reread`")
    return reported(row.text, report_of(row), known)


def _claim(done: Reworked) -> Claim:
    if done.claim is None:
        raise NotCorrected(done.problems)
    return done.claim


def _done(report: str, anchor: str, verdict: Verdict, now: Decided | None) -> Done:
    if now is None:
        return Done(report=report, anchor=anchor, verdict=verdict)
    return Done(
        report=report, anchor=anchor, verdict=verdict, now=now.claim, seen=seen_of(now),
        review=now.review,
    )  # fmt: skip


def _moment() -> str:
    """Now, to the microsecond: the same verdict given, undone and given again is two decisions."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
