"""A report as people look at it: its text, its claims as they stand, where it was seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from riwaya.ingest.archive import Archive
from riwaya.ingest.chain import Record
from riwaya.ingest.custody import CustodyLog
from riwaya.records.decision import Decision
from riwaya.records.withdrawing import withdrawn
from riwaya.store.decided import Decided
from riwaya.store.report_list import incidents_by_claim
from riwaya.store.reports import sources_of_report, versions_of
from riwaya.store.tables import redactions
from riwaya.workspace.report_history import ReportHistory
from riwaya.workspace.wishes import seen_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it stands; `seen` is what a decision about it must say that it has seen."""

    one: Decided
    seen: str
    #: The incident that it belongs to: its row in the index of incidents.
    incident: Row[Any] | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting: the take's row, the part of it that held the report, its size in bytes."""

    take: Row[Any]
    part: str
    #: None where the bytes are gone: redacted, or missing from the archive.
    size: int | None
    redacted: str | None


@dataclass(frozen=True, slots=True)
class ReportInFull:
    """A report; `text` is None once it was redacted. Its claims come in the order of the text."""

    row: Row[Any]
    notes: tuple[str, ...]
    claims: tuple[Standing, ...]
    sightings: tuple[Seen, ...]
    versions: tuple[Row[Any], ...]
    #: Every decision about it, those taken back too, the first first; and the ids of those.
    decisions: tuple[Decision, ...]
    withdrawn: frozenset[str]

    @property
    def text(self) -> str | None:
        """The raw text."""
        text: str | None = self.row.text
        return text

    def claim(self, anchor: str) -> Standing | None:
        """The claim at an anchor."""
        return next((claim for claim in self.claims if claim.one.anchor == anchor), None)

    def about(self, anchor: str) -> list[tuple[Decision, bool]]:
        """The decisions about a claim, the latest first, and whether each stands."""
        return [
            (made, made.id not in self.withdrawn)
            for made in reversed(self.decisions)
            if made.anchor == anchor
        ]


def report_in_full(connection: Connection, archive: Archive, id_: str) -> ReportInFull | None:
    """A report by its id; None where the workspace doesn't have it."""
    history = ReportHistory(connection, id_)
    if history.row is None:
        return None
    standing = history.standing if history.row.reading_n is not None else {}
    happenings = incidents_by_claim(connection, history.number)
    claims = [
        Standing(one, seen_of(one), happenings.get(anchor)) for anchor, one in standing.items()
    ]
    claims.sort(key=lambda claim: (claim.one.claim.trigger.start, claim.one.claim.id))
    return ReportInFull(
        row=history.row,
        notes=msgspec.json.decode(history.row.notes, type=tuple[str, ...]),
        claims=tuple(claims),
        sightings=tuple(_sightings(connection, archive, history.number)),
        versions=tuple(versions_of(connection, history.number)),
        decisions=tuple(history.made),
        withdrawn=frozenset(withdrawn(history.made)),
    )


def custody_of(log: CustodyLog, several: Iterable[str]) -> list[Record]:
    """What the custody log says about some bytes (by SHA-256), in order; raises BadWorkspace."""
    found = {record.seq: record for sha in several for record in log.about(sha)}
    return [found[seq] for seq in sorted(found)]


def _sightings(connection: Connection, archive: Archive, number: int) -> list[Seen]:
    takes = sources_of_report(connection, number)
    shas = {take.raw_sha256 for take in takes}
    query = select(redactions.c.raw_sha256, redactions.c.reason)
    found = connection.execute(query.where(redactions.c.raw_sha256.in_(shas)))
    gone: dict[str, str] = {row.raw_sha256: row.reason for row in found}
    sizes = {sha: _size(archive, sha) for sha in shas}
    return [
        Seen(take, take.part, sizes[take.raw_sha256], gone.get(take.raw_sha256)) for take in takes
    ]


def _size(archive: Archive, sha: str) -> int | None:
    try:
        return archive.path(sha).stat().st_size
    except OSError:
        return None
