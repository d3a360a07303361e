"""Pieces and texts -> kept reports and readings, by a pool, in steps that stand for themselves.

A killed run loses at most the jobs under way: takes that are not finished are opened again, and
reports without a reading are read, whenever the workspace next takes something in.
"""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from riwaya.ingest.piece import Limits
from riwaya.processes import Pool
from riwaya.store.readings import Read
from riwaya.store.reports import put_reports
from riwaya.store.takes import finish
from riwaya.store.turns import turn
from riwaya.workspace.keeping import keep
from riwaya.workspace.work import Opened, Opening, Text, open_pieces, read_texts

#: Pieces, and texts, in one job: few enough that a kill costs little, enough to be worth sending.
OPENED_AT_ONCE, READ_AT_ONCE = 16, 8
#: Texts that wait to be read; beyond it no more pieces are opened.
WAITING = 64


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    opened: int = 0
    new: int = 0
    read: int = 0
    claims: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """A production line: pieces in, kept reports and readings out."""

    engine: Engine
    pool: Pool
    knowledge: str | None
    limits: Limits
    watch: Callable[[Tally], None]
    tally: Tally = field(default_factory=Tally)
    #: Takes that this run has begun to open.
    begun: set[int] = field(default_factory=set)
    _texts: deque[Text] = field(default_factory=deque)
    _pieces: list[Opening] = field(default_factory=list)
    #: Pieces of each take that are still under way, and what was wrong with others.
    _open: Counter[int] = field(default_factory=Counter)
    _whole: set[int] = field(default_factory=set)
    _problems: dict[int, list[str]] = field(default_factory=dict)

    def put_piece(self, opening: Opening) -> None:
        """Take a piece; it is opened with others."""
        self._open[opening.take_n] += 1
        self._pieces.append(opening)
        if len(self._pieces) >= OPENED_AT_ONCE:
            self._open_pieces()

    def put_text(self, text: Text) -> None:
        """Take a text that is to be read."""
        self._texts.append(text)
        self._give_texts(READ_AT_ONCE)

    def problem(self, take_n: int, message: str) -> None:
        """Note what is wrong with a part of a take."""
        self._problems.setdefault(take_n, []).append(message)
        self.tally.problems.append(message)

    def end_of(self, take_n: int) -> None:
        """Say that no more pieces of a take will come."""
        self._whole.add(take_n)
        if not self._open[take_n]:
            with turn(self.engine) as connection:
                self._finish(connection, take_n)

    def drain(self) -> None:
        """Finish all that is under way."""
        self._open_pieces()
        while True:
            self._give_texts(1)
            if not self._collect() and not self._texts:
                return

    def _open_pieces(self) -> None:
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return
        while not self.pool.free or len(self._texts) > WAITING:
            self._give_texts(READ_AT_ONCE)
            self._collect()
        self.pool.give(open_pieces, pieces, self.limits)

    def _give_texts(self, least: int) -> None:
        while len(self._texts) >= least and self._texts:
            while not self.pool.free:
                self._collect()
            several = [self._texts.popleft() for _ in range(min(READ_AT_ONCE, len(self._texts)))]
            self.pool.give(read_texts, several, self.knowledge)

    def _collect(self) -> bool:
        """Keep what is done; False when nothing was under way."""
        results = self.pool.done()
        for result in results:
            if result and isinstance(result[0], Opened):
                self._keep_reports(result)
            elif result:
                self._keep_readings(result)
        if results:
            self.watch(self.tally)
        return bool(results)

    def _keep_reports(self, several: list[Opened]) -> None:
        found = [(one.take_n, one.taken) for one in several if one.taken is not None]
        with turn(self.engine) as connection:
            numbers = put_reports(connection, found)
            for one in several:
                self._open[one.take_n] -= 1
                if one.taken is None:
                    self.problem(one.take_n, one.problem)
            for take_n in {one.take_n for one in several}:
                if take_n in self._whole and not self._open[take_n]:
                    self._finish(connection, take_n)
        self.tally.opened += len(several)
        coded = {one.taken.report.id: one.coded for one in several if one.taken is not None}
        for _, taken in found:
            number, new = numbers.pop(taken.report.id, (0, False))
            if new and number:
                self.tally.new += 1
                self._texts.append(Text(taken.report, taken.text, coded[taken.report.id]))

    def _finish(self, connection: Connection, take_n: int) -> None:
        finish(connection, take_n, self._problems.pop(take_n, ()))
        self._whole.discard(take_n)
        del self._open[take_n]

    def _keep_readings(self, several: list[Read]) -> None:
        with turn(self.engine) as connection:
            keep(connection, several, now())
        self.tally.read += len(several)
        self.tally.claims += sum(len(read.entries.claims) for read in several)


def now() -> str:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
