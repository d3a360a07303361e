"""Incidents that a query finds, as pictures know them, with the count of what they stand on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, select

from riwaya.export.forms.exported import Passed
from riwaya.export.pictures.subject import Subject, subject_of
from riwaya.export.shown.language import Language
from riwaya.fusion.assemble import assembled
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.speakers import OUTLET
from riwaya.publishing.profile import REVIEWED, Profile
from riwaya.records.incident import Incident
from riwaya.resolving.claims import Knowledge
from riwaya.store.fusion import chunks
from riwaya.store.incident_pages import incidents_after
from riwaya.store.incident_search import claims_of_incident, count_incidents
from riwaya.store.tables import readings, reports
from riwaya.workspace.exporting import Wish
from riwaya.workspace.incidents import gathered_in
from riwaya.workspace.publishing import Publisher

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: Incidents loaded at a time.
AT_ONCE = 200
#: Told how many incidents were looked at, of how many.
Step = Callable[[int, int], None]


@dataclass(slots=True)
class Pictured:
    """The incidents, by day, and the claims that they stand on, counted."""

    subjects: list[Subject] = field(default_factory=list)
    passed: Passed = field(default_factory=Passed)

    @property
    def reviewed(self) -> int:
        """How many claims have been reviewed."""
        return sum(one.reviewed for one in self.subjects)

    @property
    def of(self) -> int:
        """How many claims there are."""
        return sum(one.of for one in self.subjects)


def pictured(
    workspace: "Workspace",
    wish: Wish,
    known: Knowledge,
    words: Language,
    step: Step = lambda _done, _all: None,
) -> Pictured:
    """The incidents of which a claim fits, in a language; for the public through the profile."""
    found = Pictured()
    with workspace.engine.connect() as connection:
        loader = _Loader(connection, wish, known)
        for row in loader.rows(step):
            if wish.limit is not None and len(found.subjects) >= wish.limit:
                break
            incident = loader.incident(row)
            if incident is not None:
                found.subjects.append(subject_of(incident, words, known, loader.spoken))
                loader.count(row, found.passed)
    return found


class _Loader:
    """Puts incidents together by their rows; without findings, which take longest."""

    def __init__(self, connection: Connection, wish: Wish, known: Knowledge) -> None:
        self._connection, self._wish = connection, wish
        profile = Profile(reviewed_only=not wish.unreviewed)
        self._publisher = Publisher(known, profile) if wish.public else None
        self._readers: dict[int, tuple[str, str]] = {}
        #: What the last incident's origins are called in the reports; nothing of it is published.
        self.spoken: dict[str, str] = {}

    def rows(self, step: Step) -> Iterator[Row[Any]]:
        """The rows of the incidents, by day; the undated come last."""
        query = replace(self._wish.query, limit=AT_ONCE, offset=0)
        count, done, place = count_incidents(self._connection, query), 0, None
        while True:
            rows, place = incidents_after(self._connection, query, "oldest", place)
            for row in rows:
                yield row
                done += 1
                step(done, count)
            if place is None:
                return

    def incident(self, row: Row[Any]) -> Incident | None:
        """The incident; None where nothing of it is shown."""
        if self._publisher is not None:
            return next(self._publisher.incidents(self._connection, [row]), None)
        gathered, several = gathered_in(
            self._connection, row, reviewed_only=self._wish.reviewed_only
        )
        if not gathered.reports:
            return None
        incident = assembled(gathered, several)
        self.spoken = _spoken(incident, gathered)
        return incident

    def count(self, row: Row[Any], passed: Passed) -> None:
        """Count the claims of an incident by review, model and version."""
        passed.incidents += 1
        shown = self._shown(row.n)
        self._read({member.report_n for member in shown})
        for member in shown:
            model, riwaya = self._readers.get(member.report_n, ("", ""))
            passed.seen[member.review, model, riwaya] += 1
            sure = member.confidence
            passed.least = sure if passed.least is None else min(passed.least, sure)

    def _shown(self, incident_n: int) -> list[Row[Any]]:
        """The claims of an incident that the picture stands on."""
        if self._publisher is not None:
            return self._publisher.shown(self._connection, incident_n)
        members = claims_of_incident(self._connection, incident_n)
        alone = self._wish.reviewed_only
        return [one for one in members if one.review in REVIEWED or not alone]

    def _read(self, numbers: set[int]) -> None:
        """Look up who read these reports, where that isn't known yet."""
        wanted = sorted(numbers - self._readers.keys())
        query = select(reports.c.n, readings.c.model, readings.c.riwaya).join(
            readings, readings.c.n == reports.c.reading_n
        )
        for some in chunks(wanted):
            for row in self._connection.execute(query.where(reports.c.n.in_(some))):
                self._readers[row.n] = (row.model, row.riwaya)


def _spoken(incident: Incident, gathered: Gathered) -> dict[str, str]:
    """The words that reports have for an incident's origins, by id: of the first claim of each."""
    said = {
        (report.id, claim.id): claim.attribution[0].text
        for report, claim in gathered
        if claim.attribution
    }
    named: dict[str, str] = {}
    for account in incident.accounts:
        for one in account.members:
            if words := said.get((one.report, one.claim)):
                named.setdefault(account.origin, words)
    outlets = {
        one.id: one.outlets[0] for one in incident.origins
        if one.id.startswith(OUTLET) and one.outlets
    }  # fmt: skip
    return {**named, **outlets}
