"""A report's claims as they stand and as they stood, under each reading and each decision."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from riwaya.records.claim import Claim
from riwaya.records.decision import Decision
from riwaya.records.report import Document
from riwaya.store.decided import Decided, decided, digest_of
from riwaya.store.decisions import decisions_of
from riwaya.store.readings import readings_of, unpacked
from riwaya.store.reports import find_report
from riwaya.store.tables import decisions, reports

#: A report's current reading, and how many decisions there are about it.
State = tuple[int | None, int]


class ReportHistory:
    """One report by its id; `row` is None where the workspace doesn't have it."""

    def __init__(self, connection: Connection, report: str) -> None:
        self._connection = connection
        self.row: Any = find_report(connection, report)
        self.number: int = self.row.n if self.row else 0
        self.made: list[Decision] = decisions_of(connection, [self.number]).get(self.number, [])

    @property
    def state(self) -> State:
        """What tells whether anything was read or decided since."""
        return (self.row.reading_n if self.row else None), len(self.made)

    @cached_property
    def standing(self) -> dict[str, Decided]:
        """The claims as they are now, by anchor."""
        return {one.anchor: one for one in decided(self._documents[0], self.made)}

    def as_seen(self, anchor: str, digest: str) -> Claim | None:
        """The claim that had a digest, under whatever reading and decisions of its time."""
        now = self.standing.get(anchor)
        if now is not None and digest_of(now.claim) == digest:
            return now.claim
        about = [at + 1 for at, made in enumerate(self.made) if made.anchor == anchor]
        for document in self._documents if digest else ():
            for count in (*reversed(about), 0):
                for one in decided(document, self.made[:count]):
                    if one.anchor == anchor and digest_of(one.claim) == digest:
                        return one.claim
        return None

    def added(self) -> Iterator[Claim]:
        """The claims that people have added, as they added them."""
        for one in self.standing.values():
            for made in one.decisions:
                if made.verdict == "add":
                    yield msgspec.convert(made.patch, Claim)

    @cached_property
    def _documents(self) -> list[Document]:
        """The report's readings, the current one first."""
        kept = readings_of(self._connection, self.number)
        ordered = sorted(kept, key=lambda one: (one.n != self.row.reading_n, -one.n))
        return [unpacked(one.document) for one in ordered]


def state_of(connection: Connection, number: int) -> State:
    """The state of a report by its number, as the database has it now."""
    reading = select(reports.c.reading_n).where(reports.c.n == number)
    count = select(func.count()).select_from(decisions).where(decisions.c.report_n == number)
    return connection.execute(reading).scalar(), connection.execute(count).scalar_one()
