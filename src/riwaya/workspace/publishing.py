"""What of a workspace is published: its claims and incidents through the publishing profile."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace as replaced
from functools import partial
from typing import Any, TypeVar, get_args

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Row, func, select

from riwaya.checks.checked import checked
from riwaya.export.gloss import with_gloss
from riwaya.fusion.gathered import gathered_of
from riwaya.fusion.told import ToldReport, claim_key
from riwaya.knowledge.name_words import tokens_of
from riwaya.knowledge.outlets import shipped_outlets
from riwaya.knowledge.search_words import query_words
from riwaya.publishing.addresses import skeleton
from riwaya.publishing.claims import Claims, without_offsets
from riwaya.publishing.incidents import Incidents, Told
from riwaya.publishing.outlines import Outlined
from riwaya.publishing.places import Places
from riwaya.publishing.profile import Profile
from riwaya.publishing.reports import (
    Private,
    is_sensitive,
    private_of,
    published_outlet,
    published_source,
)
from riwaya.publishing.screen import Screen, key_forms
from riwaya.publishing.words import sort_of
from riwaya.records.claim import Claim
from riwaya.records.decision import Review
from riwaya.records.incident import Incident
from riwaya.resolving.claims import Knowledge
from riwaya.store.datasets import datasets_of, ids_of_datasets
from riwaya.store.found import Found
from riwaya.store.fusion_tables import telling_claims, tellings
from riwaya.store.incident_search import claims_of_incident
from riwaya.store.query import Query
from riwaya.store.search import search
from riwaya.store.tables import claims, reports
from riwaya.workspace.incidents import with_grade
from riwaya.workspace.told import told_reports

Value = TypeVar("Value")
EVERY: tuple[Review, ...] = get_args(Review)
#: Claims that are looked at for a word of an outlet's name, and reports of that outlet.
SAYING, REPORTS = 20, 50
#: Remembers what is asked for again: a key, and what makes the value.
Recall = Callable[[Hashable, Callable[[], Any]], Any]


def _anew(_key: Hashable, make: Callable[[], Value]) -> Value:
    return make()


class Publisher:
    """The publishing profile over a workspace's rows; safe to share between threads."""

    def __init__(self, known: Knowledge, profile: Profile | None = None) -> None:
        self.profile = profile or Profile()
        self.screen = Screen(known)
        self.places = Places(self.screen)
        #: What of outlets' names is private, and as of which claim, by outlet: see `_called`.
        self._outlets: dict[str, tuple[Private | None, int]] = {}
        self._claims = Claims(self.screen, self.places, self.profile)
        self._incidents = Incidents(self.screen, self.places, self._claims, with_gloss, checked)

    def claim(self, claim: Claim, private: Private, *, coarse: bool) -> Claim:
        """A claim's published form with its gloss; without offsets unless texts are published."""
        covered = with_gloss(self._claims.covered(claim, private, coarse=coarse))
        return covered if self.profile.text else without_offsets(covered)

    def founds(
        self, connection: Connection, several: Sequence[Found], recall: Recall = _anew
    ) -> list[Found]:
        """The published ones of the claims that a search found, in their order."""
        admitted = [found for found in several if self.profile.admits(found.review)]
        held = self._imported(connection, [found.report for found in admitted], recall)
        admitted = [found for found in admitted if found.report not in held]
        if recall is not _anew:
            return [
                recall(
                    ("found", found.report, found.claim),
                    partial(self._one, connection, found, recall),
                )
                for found in admitted
            ]
        private = self.privates(connection, {found.report for found in admitted}, recall)
        sensitive = self._sensitive(connection, admitted, recall)
        return [
            self._found(
                found, private[found.report],
                coarse=(found.report, found.claim) in sensitive,
            )
            for found in admitted
        ]  # fmt: skip

    def _imported(
        self, connection: Connection, ids: Sequence[str], recall: Recall = _anew
    ) -> frozenset[str]:
        """The rows of datasets among reports (by id), where those aren't published."""
        if self.profile.imported or not ids:
            return frozenset()
        some = tuple(sorted(set(ids)))
        found: frozenset[str] = recall(
            ("imported", some), partial(ids_of_datasets, connection, some)
        )
        return found

    def shown(self, connection: Connection, incident_n: int) -> list[Row[Any]]:
        """The claims of an incident (its row's number) that are published."""
        members = claims_of_incident(connection, incident_n)
        admitted = [member for member in members if self.profile.admits(member.review)]
        numbers = sorted({member.report_n for member in admitted})
        held = {} if self.profile.imported else datasets_of(connection, numbers)
        return [member for member in admitted if member.report_n not in held]

    def _one(self, connection: Connection, found: Found, recall: Recall) -> Found:
        """One claim as it is published, for those who remember it."""
        private = self.privates(connection, [found.report], recall)[found.report]
        sensitive = self._sensitive(connection, [found], recall)
        return self._found(found, private, coarse=bool(sensitive))

    def incidents(
        self, connection: Connection, rows: Iterable[Row[Any]], recall: Recall = _anew
    ) -> Iterator[Incident]:
        """The published ones of incidents by their rows; of which nothing is, are left out."""
        for row in rows:
            told = self._told(connection, row, recall)
            if told is not None:
                yield _unsigned(with_grade(connection, row, self._incidents.published(told)))

    def outlines(
        self, connection: Connection, rows: Sequence[Row[Any]], recall: Recall = _anew
    ) -> list[Outlined]:
        """Incidents for a list or a map, by their rows: of which nothing is published, left out."""
        found = (recall(("outlined", row.n), partial(self._outlined, connection, row, recall))
                 for row in rows)  # fmt: skip
        return [one for one in found if one is not None]

    def privates(
        self, connection: Connection, ids: Iterable[str], recall: Recall = _anew
    ) -> dict[str, Private]:
        """The private names of reports by their ids: of all their claims, rejected ones too."""
        return {
            id_: recall(("private", id_), partial(self._private, connection, id_)) for id_ in ids
        }

    def _private(self, connection: Connection, report: str) -> Private:
        own = self._private_of(connection, reports.c.id == report)
        outlet = connection.execute(select(reports.c.outlet).where(reports.c.id == report)).scalar()
        called = self._called(connection, outlet) if outlet else None
        if called is None:
            return own
        return replaced(own, names=own.names | called.names, latin=own.latin | called.latin)

    def _private_of(self, connection: Connection, which: ColumnElement[bool]) -> Private:
        query = select(claims.c.body).join(reports, reports.c.n == claims.c.report_n)
        decoder = msgspec.json.Decoder(Claim)
        bodies = connection.execute(query.where(which)).scalars()
        return private_of([decoder.decode(body) for body in bodies], self.screen, self.places)

    def is_public_outlet(self, connection: Connection, outlet: str) -> bool:
        """Whether an outlet's name is published as it stands, whichever report has it."""
        called = self._called(connection, outlet) or Private()
        return published_outlet(outlet, self.screen, called) == outlet

    def _called(self, connection: Connection, outlet: str) -> Private | None:
        """What of an outlet's name some report calls a private person; None: nothing.

        One who is named by a report of others is named by the outlet that is called so, too.
        """
        last = connection.execute(select(func.max(claims.c.n))).scalar() or 0
        if self._outlets.get(outlet, (None, -1))[1] != last:  # claims have come, or were reviewed
            self._outlets[outlet] = self._looked_up(connection, outlet), last
        return self._outlets[outlet][0]

    def _looked_up(self, connection: Connection, outlet: str) -> Private | None:
        if shipped_outlets().named(outlet) is not None:
            return None
        some = select(reports.c.id).where(reports.c.outlet == outlet).limit(REPORTS)
        own = self._private_of(connection, reports.c.id.in_(some))
        bones = {skeleton(token.key) for token in tokens_of(outlet) if token.key.isascii()} - {""}
        latin = frozenset(name for name in own.latin if skeleton(name) in bones)
        names: set[str] = set()
        for token in tokens_of(outlet):
            word = outlet[token.start : token.end]
            if sort_of(word) not in {"unknown", "name"}:
                continue
            query = Query(words=query_words(word), reviews=EVERY, limit=SAYING)
            numbers = {found.report for found in search(connection, query)}
            held = self._private_of(connection, reports.c.id.in_(numbers)) if numbers else Private()
            names |= key_forms(token.key) & (held.names | own.names)
        return Private(frozenset(names), latin) if names or latin else None

    def _found(self, found: Found, private: Private, *, coarse: bool) -> Found:
        whole = found.decoded()
        coarse = coarse or is_sensitive(whole, self.places)
        claim = self.claim(whole, private, coarse=coarse)
        url = published_source(found.url, private) or None
        sources = (published_source(source, private) for source in found.sources)
        shown = tuple(dict.fromkeys(source for source in sources if source))
        return replace(
            found,
            claim=claim.id,
            anchor="",
            outlet=published_outlet(found.outlet, self.screen, private),
            title=None,
            url=url,
            source=shown[0] if shown else None,
            sources=shown,
            body=msgspec.json.encode(claim),
        )

    def _sensitive(
        self, connection: Connection, several: Sequence[Found], recall: Recall
    ) -> set[tuple[str, str]]:
        """Those of the claims whose incident speaks of a sensitive place anywhere."""
        wanted = {(found.report, found.claim) for found in several}
        found: set[tuple[str, str]] = set()
        for some in chunks_of(sorted({report for report, _ in wanted})):
            query = (
                select(reports.c.id, claims.c.claim, tellings.c.incident_n)
                .join(claims, claims.c.report_n == reports.c.n)
                .join(telling_claims, telling_claims.c.claim_n == claims.c.n)
                .join(tellings, tellings.c.n == telling_claims.c.telling_n)
                .where(reports.c.id.in_(some), tellings.c.incident_n.is_not(None))
            )
            for row in connection.execute(query).all():
                if (row.id, row.claim) in wanted and self._is_sensitive(
                    connection, row.incident_n, recall
                ):
                    found.add((row.id, row.claim))
        return found

    def _is_sensitive(self, connection: Connection, incident_n: int, recall: Recall) -> bool:
        def make() -> bool:
            decoder = msgspec.json.Decoder(Claim)
            rows = claims_of_incident(connection, incident_n)
            return any(is_sensitive(decoder.decode(row.body), self.places) for row in rows)

        return bool(recall(("sensitive", incident_n), make))

    def _outlined(self, connection: Connection, row: Row[Any], recall: Recall) -> Outlined | None:
        decoder = msgspec.json.Decoder(Claim)
        held: dict[int, list[Claim]] = {}
        for member in self.shown(connection, row.n):
            held.setdefault(member.report_n, []).append(decoder.decode(member.body))
        if not held:
            return None
        query = select(reports.c.n, reports.c.id).where(reports.c.n.in_(list(held)))
        ids = {found.n: found.id for found in connection.execute(query)}
        claims_by_id = {ids[n]: several for n, several in held.items()}
        return self._incidents.outlined(
            row.n, row.id, claims_by_id, self.privates(connection, claims_by_id, recall),
            sensitive=self._is_sensitive(connection, row.n, recall),
        )  # fmt: skip

    def _told(self, connection: Connection, row: Row[Any], recall: Recall) -> Told | None:
        shown = self.shown(connection, row.n)
        if not shown:
            return None
        decoder = msgspec.json.Decoder(Claim)
        told: dict[int, ToldReport] = dict(
            told_reports(connection, sorted({member.report_n for member in shown}))
        )
        held: dict[str, list[Claim]] = {}
        reviews: dict[str, Review] = {}
        for member in shown:
            report = told[member.report_n]
            held.setdefault(report.id, []).append(decoder.decode(member.body))
            reviews[claim_key(report.id, member.claim)] = member.review
        # What a report claims besides isn't published, nor is anything that follows from it.
        restricted = [replace(report, claims=tuple(held[report.id])) for report in told.values()]
        return Told(
            id=row.id,
            gathered=gathered_of(restricted, held, reviews),
            private=self.privates(connection, held, recall),
            sensitive=self._is_sensitive(connection, row.n, recall),
        )


def chunks_of(values: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """The values in stretches of a query's size."""
    return (values[start : start + size] for start in range(0, len(values), size))


def _unsigned(incident: Incident) -> Incident:
    """An incident whose accepted grade doesn't name the person who accepted it."""
    if incident.grade is None or not incident.grade.accepted_by:
        return incident
    return replace(incident, grade=replace(incident.grade, accepted_by=None))
