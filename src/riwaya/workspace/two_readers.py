"""How far first and second readers agree, and what an editor says where they don't."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal, NamedTuple

from sqlalchemy import Connection, func, select

from riwaya.errors import BadInput
from riwaya.export.review.cells import EDITABLE, editable_cells, meaning
from riwaya.records.claim import Claim
from riwaya.records.decision import Decision
from riwaya.records.withdrawing import standing
from riwaya.store.decided import digest_of, patched
from riwaya.store.decisions import decisions_of
from riwaya.store.desk_tables import second_readings
from riwaya.store.patches import patch_between
from riwaya.store.readings import current_document
from riwaya.store.tables import reports
from riwaya.workspace.agreement import alpha, kappa, observed
from riwaya.workspace.keeping import decide
from riwaya.workspace.report_history import ReportHistory
from riwaya.workspace.second import machine_claims, reading_of

#: Second readings that the agreement is worked out of: the latest.
MOST_PAIRS = 20_000
#: What two readers may say of a claim.
VERDICTS = ("accept", "correct", "reject")
Whose = Literal["first", "second"]


class Pair:
    """What two people said of one claim; `settled` is a decision made after both, if any."""

    def __init__(
        self, machine: Claim, first: Decision, second: Decision, before: Sequence[Decision],
        settled: Decision | None,
    ) -> None:  # fmt: skip
        self.machine, self.first, self.second, self.settled = machine, first, second, settled
        self._before = before

    @cached_property
    def claims(self) -> tuple[Claim | None, Claim | None]:
        """The claim as each wants it; None where they reject it."""
        return _wanted(self.machine, self._before), _wanted(self.machine, [self.second])

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """The columns in which the two differ, where neither rejects."""
        one, other = self.claims
        if one is None or other is None:
            return ()
        return tuple(n for n in EDITABLE if meaning(one, n) != meaning(other, n))

    @property
    def agrees(self) -> bool:
        """Whether both said the same."""
        rejected = (self.first.verdict == "reject", self.second.verdict == "reject")
        return rejected[0] == rejected[1] and not self.differing

    def cells(self) -> list[tuple[str, str, str, str]]:
        """Of each column that differs: its name, and what machine, first and second reader say."""
        one, other = self.claims
        if one is None or other is None:
            return []
        machine, first, second = map(editable_cells, (self.machine, one, other))
        return [(name, machine[name], first[name], second[name]) for name in self.differing]


class Measured(NamedTuple):
    """How far two readers agree in one respect: n pairs, the share the same, both coefficients."""

    name: str
    n: int
    same: float | None
    kappa: float | None
    alpha: float | None


class Agreement(NamedTuple):
    """All pairs, what they come to by verdict and field, and how often each pair of verdicts."""

    pairs: tuple[Pair, ...]
    verdicts: Measured
    fields: tuple[Measured, ...]
    table: dict[tuple[str, str], int]

    @property
    def open(self) -> tuple[Pair, ...]:
        """Disagreements that nobody has settled, the latest first."""
        return tuple(p for p in reversed(self.pairs) if not p.agrees and p.settled is None)


def agreement(connection: Connection) -> Agreement:
    """How far first and second readers agree."""
    pairs = tuple(_pairs(connection))
    verdicts = [(p.first.verdict, p.second.verdict) for p in pairs]
    both = [p.claims for p in pairs]
    fields = []
    for name in EDITABLE:
        values = [
            (repr(meaning(one, name)), repr(meaning(other, name)))
            for one, other in both
            if one is not None and other is not None
        ]
        fields.append(_measured(name, values))
    table: dict[tuple[str, str], int] = {}
    for verdict in verdicts:
        table[verdict] = table.get(verdict, 0) + 1
    return Agreement(pairs, _measured("verdict", verdicts), tuple(fields), table)


def _measured(name: str, pairs: Sequence[tuple[str, str]]) -> Measured:
    return Measured(name, len(pairs), observed(pairs), kappa(pairs), alpha(pairs))


def _pairs(connection: Connection, report_n: int | None = None) -> Iterator[Pair]:
    """The pairs of all reports, or of one (by number), in the order of second readings."""
    newest = select(func.max(second_readings.c.n)).scalar_subquery()
    query = (
        select(second_readings, reports.c.id.label("report"))
        .join(reports, reports.c.n == second_readings.c.report_n)
        .where(second_readings.c.n > newest - MOST_PAIRS)
        .order_by(second_readings.c.n)
    )
    if report_n is not None:
        query = query.where(second_readings.c.report_n == report_n)
    rows = connection.execute(query).all()
    numbers = {row.report: row.report_n for row in rows}
    seconds = standing([reading_of(row) for row in rows])
    made = decisions_of(connection, numbers.values())
    machine: dict[str, dict[str, Claim]] = {}
    for second in seconds:
        number = numbers[second.report]
        if second.report not in machine:
            machine[second.report] = machine_claims(current_document(connection, number))
        claim = machine[second.report].get(second.anchor)
        about = [d for d in standing(made.get(number, [])) if d.anchor == second.anchor]
        before = [d for d in about if d.made_at <= second.made_at]
        if claim is None or not before:  # read again otherwise, or the first took it back
            continue
        later = [d for d in about if d.made_at > second.made_at]
        yield Pair(claim, before[-1], second, before, later[-1] if later else None)


def _wanted(claim: Claim, several: Sequence[Decision]) -> Claim | None:
    """The claim as decisions, in order, leave it; None where the last rejects it."""
    if several[-1].verdict == "reject":
        return None
    for one in several:
        if one.verdict == "correct" and one.patch is not None:
            claim = patched(claim, one.patch)
    return claim


def settle(
    connection: Connection, second: str, whose: Whose, *, by: str, note: str
) -> Decision | None:
    """Decide a disagreement as the first or the second reader has it, with a note that says why.

    `second` is the second reading's id. Returns None where others have settled it meanwhile; raises
    BadInput without a note, and where there is no such disagreement.
    """
    if not note.strip():
        raise BadInput("write in a few words why: the note stays with the decision")
    query = select(reports.c.id, reports.c.n).join(
        second_readings, second_readings.c.report_n == reports.c.n
    )
    found = connection.execute(query.where(second_readings.c.id == second)).one_or_none()
    pairs = [] if found is None else list(_pairs(connection, found.n))
    pair = next((one for one in pairs if one.second.id == second), None)
    if pair is None:
        raise BadInput("there is no such second reading any more")
    if pair.settled is not None:
        return None
    now = ReportHistory(connection, pair.second.report).standing.get(pair.second.anchor)
    if now is None:
        raise BadInput("the claim isn't there any more: the report was read again")
    wanted = pair.claims[0 if whose == "first" else 1]
    patch = None if wanted is None else patch_between(now.claim, wanted)
    made = Decision(
        report=pair.second.report,
        anchor=now.anchor,
        verdict="reject" if wanted is None else "correct" if patch else "accept",
        patch=patch or None,
        seen=digest_of(now.claim),
        author=by,
        made_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        note=note.strip(),
    )
    decide(connection, [made])
    return made
