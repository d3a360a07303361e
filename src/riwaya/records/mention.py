"""Mentions: stretches of the raw text that name something. None exists outside the text."""

from typing import Any, Self

import msgspec
from msgspec import UNSET, UnsetType

from riwaya.errors import BadSpan
from riwaya.records.resolution import Equivalent, PlacePrecision, Resolution, TimePrecision
from riwaya.records.terms import Measure, PlaceRelation, SourceKind


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A half-open stretch [start, end) of the raw text, in code points, with its words."""

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise BadSpan(f"[{self.start}, {self.end}) can't hold {self.text!r}")

    @classmethod
    def of(cls, raw: str, start: int, end: int, **more: Any) -> Self:
        """The mention at raw[start:end]; raises BadSpan when that is no stretch of the text."""
        if not 0 <= start < end <= len(raw):
            raise BadSpan(f"[{start}, {end}) is no stretch of a text of {len(raw)} characters")
        return cls(text=raw[start:end], start=start, end=end, **more)

    def verify(self, raw: str) -> None:
        """Raise BadSpan unless the raw text has these words at these offsets."""
        if raw[self.start : self.end] != self.text:
            found = raw[self.start : self.end]
            raise BadSpan(f"[{self.start}, {self.end}): expected {self.text!r}, found {found!r}")


class Party(Mention, frozen=True, kw_only=True):
    """An agent or a target; `entity` is its identity where it is known, `name` its English name."""

    entity: str | None = None
    name: str | UnsetType = UNSET
    romanised: str | UnsetType = UNSET
    resolution: Resolution | UnsetType = UNSET


class Place(Mention, frozen=True, kw_only=True):
    """Where, with the relation of the event to it; degrees north and east where known."""

    relation: PlaceRelation
    entity: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | UnsetType = UNSET
    precision: PlacePrecision | UnsetType = UNSET
    romanised: str | UnsetType = UNSET
    resolution: Resolution | UnsetType = UNSET


class Time(Mention, frozen=True, kw_only=True, rename={"from_": "from"}):
    """When; ISO dates, both ends included, null while they are not resolved."""

    from_: str | None = None
    to: str | None = None
    precision: TimePrecision | UnsetType = UNSET
    resolution: Resolution | UnsetType = UNSET


class Quantity(Mention, frozen=True, kw_only=True):
    """How many or how much: low and high are inclusive bounds, null where there is none."""

    measure: Measure
    low: int | float | None
    high: int | float | None
    unit: str | None
    approximate: bool | UnsetType = UNSET
    subset: bool | UnsetType = UNSET
    joint: bool | UnsetType = UNSET
    equivalent: Equivalent | UnsetType = UNSET


class Source(Mention, frozen=True, kw_only=True):
    """A link of an attribution chain."""

    kind: SourceKind
    named: bool
    entity: str | None = None
    name: str | UnsetType = UNSET
    romanised: str | UnsetType = UNSET
    resolution: Resolution | UnsetType = UNSET
