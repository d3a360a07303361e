"""A reviewed sheet -> decisions: what people changed of the claims as they saw them, nothing else.

Each row is compared with the claim that it was written from, which `seen` tells: as it stands now,
or as it stood under earlier readings and decisions. So a row that nobody touched does nothing, a
row whose wish is fulfilled does nothing, and a claim that others changed meanwhile is a conflict.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, select

from riwaya.errors import BadWorkspace
from riwaya.export.review.cells import ANCHOR, EDITABLE, IDENTITY, JUDGEMENT, SEEN
from riwaya.export.review.sheet import SheetRow, read_sheet
from riwaya.ingest.custody import user_and_host
from riwaya.records.claim import Claim
from riwaya.records.decision import Decision
from riwaya.store.decided import digest_of
from riwaya.store.engine import for_people
from riwaya.store.tables import claims, reports
from riwaya.store.turns import take_turn
from riwaya.workspace.keeping import decide
from riwaya.workspace.report_history import ReportHistory, State, state_of
from riwaya.workspace.row_claims import Tables
from riwaya.workspace.row_wishes import Asked, Bench, Refused, Step, is_untouched

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: Rows compared at a time, and reports whose decisions are written at a time: a second's work.
ROWS, REPORTS = 500, 100
#: How often an import starts again when others decide about the same claims meanwhile.
TRIES = 3
KEPT = frozenset([*IDENTITY, *JUDGEMENT, "sentence", *EDITABLE])


class Outcome(msgspec.Struct, kw_only=True):
    """What an import did, or would do: its decisions, rows refused, notes by row.

    `untouched` rows said nothing, `fulfilled` ones nothing new.
    """

    rows: int = 0
    untouched: int = 0
    fulfilled: int = 0
    steps: list[Step] = []
    refused: list[Refused] = []
    notes: list[tuple[int, str]] = []
    #: Whether the decisions were written.
    imported: bool = False


#: Told how far an import is: what it does, how many are done, of how many (None: not known).
Watch = Callable[[str, int, int | None], None]


def import_review(
    workspace: "Workspace",
    path: Path,
    *,
    force: bool = False,
    partial: bool = False,
    dry_run: bool = False,
    watch: Watch = lambda _what, _done, _of: None,
) -> Outcome:
    """Write what a sheet says as decisions: all of it, or nothing while any row is refused.

    With `partial` the good rows count; with `force` a change goes over what others have changed
    since; with `dry_run` nothing is written. Decisions are written some reports at a time, so that
    others can write between; where that stops, importing the sheet again does the rest. Raises
    BadInput for a file that is no review, BadWorkspace.
    """
    asked = Asked(workspace.by or user_and_host(), force=force)
    written: list[Step] = []
    with for_people(str(workspace.folder.path)):
        for _ in range(TRIES):
            with workspace.engine.connect() as connection:
                plan = _Plan(connection, workspace.folder.knowledge, asked, watch)
                outcome = plan.of(read_sheet(path))
            outcome.fulfilled -= len(written)
            if dry_run or not plan.decisions or (outcome.refused and not partial):
                outcome.imported = bool(written)
                outcome.steps = written or outcome.steps
                return outcome
            done = _write(workspace, plan, watch)
            written += [step for step in outcome.steps if step.report in done]
            if len(done) == len(plan.states):
                outcome.imported, outcome.steps = True, written
                return outcome
    raise BadWorkspace(f"{workspace.folder.path}: others decide about the same claims; try again")


class _Plan:
    """What the rows of a sheet come to, without writing anything."""

    def __init__(
        self, connection: Connection, own: Path | None, asked: Asked, watch: Watch
    ) -> None:
        self._connection = connection
        self._tables = Tables(own)
        self._asked = asked
        self._watch = watch
        self.decisions: list[Decision] = []
        #: Of each report that is decided about, by its id, its number and how it stood.
        self.states: dict[str, tuple[int, State]] = {}

    def of(self, rows: Iterable[SheetRow]) -> Outcome:
        """Look at every row; those of one report come together."""
        outcome = Outcome()
        by_report: dict[str, list[SheetRow]] = {}
        remaining = iter(rows)
        while some := list(islice(remaining, ROWS)):
            outcome.rows += len(some)
            touched = list(self._touched(some))
            outcome.untouched += len(some) - len(touched)
            for row in touched:
                by_report.setdefault(row.cells["report"], []).append(row)
            self._watch("Comparing", outcome.rows, None)
        for report, several in by_report.items():
            history = ReportHistory(self._connection, report)
            bench = Bench(history, report, self._asked, self._tables)
            bench.look_at(several)
            self._take(bench, outcome)
            if bench.decisions:
                self.decisions += bench.decisions
                self.states[report] = history.number, history.state
        outcome.steps.sort(key=lambda step: step.row)
        outcome.refused.sort(key=lambda refused: refused.row)
        outcome.notes.sort()
        return outcome

    def _touched(self, rows: list[SheetRow]) -> Iterator[SheetRow]:
        """The rows that differ from their claim as it stands; the rest need no further look."""
        found = self._standing(rows)
        for row in rows:
            key = (row.cells["report"], row.cells["anchor"].removeprefix(ANCHOR))
            if row.problem or key not in found or not _says_nothing(row, found[key]):
                cells = {name: cell for name, cell in row.cells.items() if name in KEPT}
                yield SheetRow(row.number, cells, row.problem)

    def _standing(self, rows: list[SheetRow]) -> dict[tuple[str, str], Claim]:
        wanted = {row.cells["report"] for row in rows}
        anchors = {row.cells["anchor"].removeprefix(ANCHOR) for row in rows}
        query = (
            select(reports.c.id, claims.c.anchor, claims.c.body)
            .join(reports, reports.c.n == claims.c.report_n)
            .where(reports.c.id.in_(wanted), claims.c.anchor.in_(anchors))
        )
        return {
            (row.id, row.anchor): msgspec.json.decode(row.body, type=Claim)
            for row in self._connection.execute(query)
        }

    @staticmethod
    def _take(bench: Bench, outcome: Outcome) -> None:
        outcome.untouched += bench.untouched
        outcome.fulfilled += bench.fulfilled
        outcome.steps += bench.steps
        outcome.refused += bench.refused
        outcome.notes += bench.notes


def _says_nothing(row: SheetRow, claim: Claim) -> bool:
    seen = row.cells.get("seen", "").removeprefix(SEEN)
    return seen == digest_of(claim) and is_untouched(row.cells, claim)


def _write(workspace: "Workspace", plan: _Plan, watch: Watch) -> set[str]:
    """Write the decisions; returns the reports done, short of the first that changed meanwhile."""
    by_report: dict[str, list[Decision]] = {}
    for decision in plan.decisions:
        by_report.setdefault(decision.report, []).append(decision)
    done: set[str] = set()
    remaining = iter(by_report)
    while some := list(islice(remaining, REPORTS)):
        with workspace.engine.begin() as connection:
            take_turn(connection)
            if not all(_still(connection, *plan.states[report]) for report in some):
                return done
            decide(connection, [decision for report in some for decision in by_report[report]])
        done.update(some)
        watch("Deciding", len(done), len(by_report))
    return done


def _still(connection: Connection, number: int, state: State) -> bool:
    """Whether a report is as it was when the rows about it were looked at."""
    return state_of(connection, number) == state
