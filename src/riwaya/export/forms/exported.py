"""What exports are made of: claims and incidents with what is known of where they come from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import msgspec

from riwaya.export.forms.provenance import Provenance
from riwaya.export.select import confidence
from riwaya.records.claim import Claim
from riwaya.records.incident import Incident
from riwaya.store.found import Found

DECODER = msgspec.json.Decoder(Claim)
ReviewStatus = Literal["open", "accepted", "corrected", "rejected", "reviewed", "partly"]


@dataclass(frozen=True)
class ExportedClaim:
    """A claim with its report, and the model (its hash) and the Riwaya that read the report.

    `decoded` is its record where somebody has it already. `published` tells that it went through
    the publishing profile: its offsets say nothing. `provenance` is there for the forms that ask
    for it.
    """

    found: Found
    decoded: Claim | None
    model: str | None
    riwaya: str | None
    published: bool = False
    provenance: Provenance | None = None

    @cached_property
    def claim(self) -> Claim:
        """Its record; made when it is asked for, by the process that asks."""
        return self.decoded or DECODER.decode(self.found.body)

    @property
    def key(self) -> str:
        """How the claim is called among those of all reports."""
        return f"{self.found.report}/{self.found.claim}"


@dataclass(frozen=True, slots=True)
class ExportedIncident:
    """An incident with the claims that it stands on."""

    incident: Incident
    claims: tuple[ExportedClaim, ...]

    @property
    def review_status(self) -> ReviewStatus:
        """Whether people have reviewed all of its claims, some, or none ("open")."""
        one = self.incident
        return "open" if not one.reviewed else "reviewed" if one.reviewed == one.of else "partly"

    @property
    def confidence(self) -> float | None:
        """How sure the reader is of the claim that it is least sure of."""
        return least_confidence(self.claims)

    @property
    def models(self) -> tuple[str, ...]:
        """The hashes of the models that read its reports."""
        return tuple(sorted({one.model for one in self.claims if one.model}))


def least_confidence(claims: Sequence[ExportedClaim]) -> float | None:
    """The least of the claims' confidences, 0 to 1; None of no claims."""
    return min((confidence(one.claim) for one in claims), default=None)


@dataclass(slots=True)
class Passed:
    """What passed on its way into a file, counted: reviews, models, versions, confidences."""

    incidents: int = 0
    #: Claims by review, model and Riwaya's version; one look-up a claim, since there are millions.
    seen: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    least: float | None = None

    @property
    def claims(self) -> int:
        """How many claims."""
        return self.seen.total()

    def claims_of(self, several: Iterable[ExportedClaim]) -> Iterator[ExportedClaim]:
        """The same claims, counted."""
        for one in several:
            self._count(one)
            yield one

    def incidents_of(self, several: Iterable[ExportedIncident]) -> Iterator[ExportedIncident]:
        """The same incidents, counted with their claims."""
        for one in several:
            self.incidents += 1
            for claim in one.claims:
                self._count(claim)
            yield one

    def _count(self, one: ExportedClaim) -> None:
        self.seen[one.found.review, one.model or "", one.riwaya or ""] += 1
        sure = one.found.confidence
        if self.least is None or sure < self.least:
            self.least = sure

    def told(self) -> dict[str, Any]:
        """The counts in JSON's plain values; claims that no model read have the model null."""
        reviews, models, versions = (self._by(place) for place in range(3))
        return {
            "claims": self.claims,
            "incidents": self.incidents,
            "review_status": reviews,
            "confidence_least": self.least,
            "models": [{"sha256": k or None, "claims": n} for k, n in models.items()],
            "riwaya_versions": [{"riwaya": k or None, "claims": n} for k, n in versions.items()],
        }

    def _by(self, place: int) -> dict[str, int]:
        """The counts by one part of their key."""
        found: Counter[str] = Counter()
        for key, number in self.seen.items():
            found[key[place]] += number
        return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote: the files (the one asked for first), its rows, what it couldn't carry.

    `losses` are the JSON of the loss report; None where the form carries everything.
    """

    files: tuple[Path, ...]
    rows: int
    losses: dict[str, Any] | None = None
    columns: tuple[str, ...] = ()
