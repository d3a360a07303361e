"""An incident: one happening as several reports tell it, each account with its speaker."""

from typing import Literal

import msgspec

from riwaya.records.terms import Event, Measure


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of an incident: where its report came from, the report's id, the claim's id."""

    source: str
    report: str
    claim: str


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why two things were put together or kept apart: a named reason, a sentence, its weight."""

    name: str
    sentence: str
    weight: float


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """An independent origin of an incident: who said it first, and which reports go back to it.

    `through` names who passed it on; `reasons` say why reports were counted as one origin.
    `rests_on`: a dataset's account whose sources, as it names them, are other origins (by id) of
    the incident; it counts as no independent one.
    """

    id: str
    name: str
    entity: str | None = None
    sources: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    rests_on: tuple[str, ...] = ()


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a toll with its speaker: an origin's id, the claim, the day it was said."""

    low: float | None
    high: float | None
    origin: str
    member: Member
    said: str | None = None
    approximate: bool = False
    subset: bool = False
    joint: bool = False
    #: A later figure of the same origin stands in its place in the views; it stays in the record.
    replaced: bool = False


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of one measure for one side and kind of people, and the views over them.

    `side`: the entity whose people they are, None where nobody says; `people`: civilians,
    fighters, women, children, all. A view is [low, high]: "range", "majority", "most_reliable",
    "latest"; None where it can't be told.
    """

    measure: Measure
    side: str | None
    people: str
    figures: tuple[Figure, ...]
    views: dict[str, tuple[float | None, float | None]]


DisagreementKind = Literal["denial", "blame", "toll", "place", "time", "weapon", "event"]


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """Two sides of an incident that don't go together, with the claims that say so."""

    kind: DisagreementKind
    sentence: str
    one: tuple[Member, ...]
    other: tuple[Member, ...]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What a finding rests on: a claim, and the words [start, end) of its report's text."""

    member: Member
    text: str
    start: int
    end: int


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that doesn't add up, or is worth knowing: it changes no claim.

    `kind` is the name of the check; `numbers` are the figures of the sentence by name; `basis` is
    what a reference fact rests on; `recalled` facts move no grade.
    """

    kind: str
    sentence: str
    numbers: dict[str, float]
    evidence: tuple[Evidence, ...]
    basis: str | None = None
    recalled: bool = False


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """All that one origin says of an incident: the claims, since when, through whom."""

    origin: str
    members: tuple[Member, ...]
    since: str | None = None
    gloss: str | None = None


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """Airwars's grade and the Admiralty pair with their rule; suggested until accepted.

    `accepted` is the grade that a person has accepted last, as Airwars's and the pair, by whom and
    when (ISO): where it isn't this one, this one is a suggestion again.
    """

    airwars: str
    admiralty: str
    rule: str
    status: Literal["suggested", "accepted"] = "suggested"
    reviewed: int = 0
    of: int = 0
    accepted: tuple[str, str] | None = None
    accepted_by: str | None = None
    accepted_at: str | None = None


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """One happening: what, where, when, and everything that is said about it.

    `counts`: reports, outlets, origins. `reviewed` of `of` claims have been reviewed by a person.
    """

    id: str
    title: str
    events: tuple[Event, ...]
    place: str | None = None
    place_entity: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    day_from: str | None = None
    day_to: str | None = None
    claims: tuple[Member, ...]
    origins: tuple[Origin, ...]
    accounts: tuple[Account, ...] = ()
    tolls: tuple[Toll, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    findings: tuple[Finding, ...] = ()
    grade: Grade | None = None
    counts: dict[str, int] = {}
    summary: str = ""
    reviewed: int = 0
    of: int = 0

    def __repr__(self) -> str:
        days = " to ".join(dict.fromkeys(day for day in (self.day_from, self.day_to) if day))
        number = len(self.claims)
        return f"<Incident {self.id}: {self.title} ({days or 'no day'}; {number} claims)>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from riwaya.records.notebook import incident_html  # noqa: PLC0415 (it knows this class)

        return incident_html(self)
