"""What the API says and is told: records whose JSON Schema is the OpenAPI's."""

from typing import Any, Generic, Literal, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from riwaya.publishing.profile import Why
from riwaya.records.claim import Claim
from riwaya.records.decision import Review, Verdict
from riwaya.workspace.change_stream import Change
from riwaya.workspace.wishes import Wanted

Item = TypeVar("Item")


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Page(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """A page of a list; `next` is the address of the one behind it, null at the end."""

    items: list[Item]
    next: str | None


class ReportItem(msgspec.Struct, frozen=True, kw_only=True):
    """A report; `text` only where it is one report that is asked for, by who may read it.

    `sha256` is of the text's UTF-8; null where the text isn't published, for it would tell whether
    a text that somebody has is this one.
    """

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    language: str
    sha256: str | None
    read: bool
    redacted: bool
    text: str | UnsetType | None = UNSET


class ClaimItem(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as it stands, with its report.

    `seen` tells the claim as it stands: a decision about it says it. `hidden` says what isn't
    published and why; then offsets count nothing.
    """

    key: str
    report: str
    anchor: str | None
    review: Review
    outlet: str | None
    published: str | None
    url: str | None
    claim: Claim
    seen: str | UnsetType = UNSET
    hidden: dict[str, Why] | UnsetType = UNSET


class IncidentItem(msgspec.Struct, frozen=True, kw_only=True):
    """An incident in a list: degrees, kilometres, ISO days; numbers are bounds."""

    id: str
    events: list[str]
    place: str | None
    place_entity: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    day_from: str | None
    day_to: str | None
    killed_low: float | None
    killed_high: float | None
    reports: int
    claims: int


class Point(msgspec.Struct, frozen=True, kw_only=True, tag="Point"):
    """A GeoJSON point: [east, north] in degrees."""

    coordinates: tuple[float, float]


class Feature(msgspec.Struct, frozen=True, kw_only=True, tag="Feature"):
    """A GeoJSON feature; no geometry where nobody knows the place."""

    id: str
    geometry: Point | None
    properties: IncidentItem


class FeatureCollection(msgspec.Struct, frozen=True, kw_only=True, tag="FeatureCollection"):
    """GeoJSON (RFC 7946); `next` is the address of the features behind these."""

    features: list[Feature]
    next: str | None


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """So many claims have a value; null are those without one, of sources the outlet itself."""

    value: str | None
    name: str | None
    count: int


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """How the claims of a query divide up."""

    by: str
    claims: int
    values: list[FacetValue]


class DecisionItem(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about a claim; `standing` is false once it was taken back."""

    id: str
    report: str
    anchor: str
    verdict: Verdict
    author: str
    made_at: str
    standing: bool
    note: str | None = None
    patch: dict[str, Any] | None = None
    withdraws: str | None = None


class NewDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision to make.

    `seen` is the claim's, as it was when the person looked at it; it may be said by `If-Match`
    instead. `wanted` is needed to correct and to add.
    """

    report: str
    verdict: Literal["accept", "reject", "correct", "add"]
    anchor: str | None = None
    seen: str | None = None
    wanted: Wanted | None = None
    note: str | None = None


class Undo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Taking a decision back; `seen` as the claim was right after it, where that matters."""

    seen: str | None = None


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided: `ids` are the decisions made, none where all was so already."""

    report: str
    anchor: str
    verdict: Verdict
    ids: list[str]
    review: Review
    seen: str
    claim: Claim | None
    notes: list[str]


class JudgementItem(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said of incidents: which claims ("report/anchor") are together."""

    id: str
    verdict: Literal["same", "different", "unsure", "withdraw"]
    author: str
    made_at: str
    sides: list[list[str]]
    standing: bool
    note: str | None = None
    withdraws: str | None = None


class NewJudgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A judgement to make: of two incidents ("ID" or "ID@MARK") or claims, or a split.

    To split, `one` is the incident and `out` are the claims ("report/claim") that go out of it.
    """

    verdict: Literal["same", "different", "unsure", "split"]
    one: str
    other: str | None = None
    out: list[str] = []
    note: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a name stands for; `others` are what else it could be, likeliest first."""

    kind: Literal["actor", "place"]
    entity: str | None
    name: str | None
    reason: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    others: list[str] = []


class SourceItem(msgspec.Struct, frozen=True, kw_only=True):
    """An origin: how many claims are its own."""

    key: str
    kind: str
    name: str
    entity: str | None
    claims: int


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, in order; `cursor` is what to ask with next, also where nothing did."""

    changes: list[Change]
    cursor: str
    next: str
