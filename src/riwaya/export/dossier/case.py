"""What a dossier is made of: an incident, its claims' words, and where the reports came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from riwaya.export.forms.exported import ExportedIncident
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.told import Spot
from riwaya.ingest.chain import Head
from riwaya.records.incident import Incident
from riwaya.records.step import Step

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")


@dataclass(frozen=True, slots=True)
class Custody:
    """A record of the custody log about some bytes; `at` is ISO, UTC; `hash` the record's own."""

    seq: int
    at: str
    by: str
    action: str
    hash: str


@dataclass(frozen=True, slots=True)
class RawBytes:
    """Bytes that a report was found in, by SHA-256: where they came from, what the log says."""

    sha256: str
    source: str
    taken_at: str
    custody: tuple[Custody, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """Where one report came from; `text_sha256` is of its text's UTF-8.

    In public only an address that names nobody is there, and the hash of the model.
    """

    url: str | None
    text_sha256: str | None = None
    raw: tuple[RawBytes, ...] = ()
    model: str | None = None
    riwaya: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One incident of a dossier. `trails` is by the reports' ids.

    Only for those who may see the texts: `gathered` with the reports' texts, `places` besides the
    incident's own with the number of reports that tell them, and the `history` with names.
    """

    exported: ExportedIncident
    trails: Mapping[str, Trail]
    gathered: Gathered | None = None
    places: tuple[tuple[Spot, int], ...] = ()
    history: tuple[Step, ...] = ()

    @property
    def incident(self) -> Incident:
        """The incident itself."""
        return self.exported.incident

    @property
    def texts(self) -> dict[str, str]:
        """The reports' texts by id; none in public."""
        return {one.id: one.text for one in self.gathered.reports} if self.gathered else {}


@dataclass(frozen=True, slots=True)
class Writing:
    """How and when a dossier is written: `written_at` is ISO, UTC; `head` ends the custody log.

    `query` are the filters as they were given; none in public, nor the workspace's id.
    """

    written_at: str
    riwaya: str
    public: bool = False
    reviewed_only: bool = False
    workspace: str | None = None
    head: Head | None = None
    query: Mapping[str, object] = field(default_factory=dict)
