"""What fusion is given: reports with their claims; and what it compares: tellings."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from riwaya.records.claim import Claim
from riwaya.records.terms import Event


class ToldReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its claims, and all that fusion needs to know of it.

    `sources` are the paths or URLs that it came from; `published` is ISO, None where unknown.
    `row` says of which dataset it is a row, and which one: ("acled", "id SYR1").
    """

    id: str
    sources: tuple[str, ...]
    outlet: str | None
    published: str | None
    text: str
    claims: tuple[Claim, ...]
    row: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: an identity where it is known, a point with its uncertainty in km."""

    entity: str | None
    name: str | None
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Count:
    """How many, with inclusive bounds; infinite where there is none."""

    low: float
    high: float


@dataclass(slots=True)
class Telling:
    """What one report says of one happening: several claims (a strike, its dead, its damage).

    `key` is report and first claim; days are ordinals (`date.toordinal`), both included, None
    where nothing is known; `stated` tells whether the day was said and not inferred.
    """

    key: str
    report: str
    claims: tuple[str, ...]
    events: frozenset[Event]
    families: frozenset[str]
    spots: tuple[Spot, ...]
    first_day: int | None
    last_day: int | None
    stated: bool
    agents: frozenset[str]
    targets: frozenset[str]
    #: Words of agents and targets without an identity, folded: what was struck.
    things: frozenset[str]
    killed: Count | None
    injured: Count | None
    strikes: Count | None
    origins: tuple[str, ...] = ()
    denied: bool = False
    #: The place is taken from elsewhere in the report.
    implied: bool = False
    #: The words of each place that is named, folded: what other texts may name as well.
    place_names: tuple[tuple[str, ...], ...] = ()
    #: Its number among its report's tellings, and the numbers of those that the report tells apart.
    number: int = 0
    apart: frozenset[int] = frozenset()
    #: The dataset that its report is a row of, and which row; None for other reports.
    row: tuple[str, str] | None = None


def claim_key(report: str, claim: str) -> str:
    """How a claim is called among those of all reports."""
    return f"{report}/{claim}"


def keys_of(telling: Telling) -> Sequence[str]:
    """The keys of a telling's claims."""
    return [claim_key(telling.report, claim) for claim in telling.claims]
