"""What a group of tellings agrees on: kinds of event, place, days, the dead."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.fusion.told import Spot, Telling
from riwaya.knowledge.families import families
from riwaya.records.terms import Event


@dataclass(frozen=True, slots=True)
class Outline:
    """The cheap part of an incident, for lists: made of tellings alone."""

    events: tuple[Event, ...]
    spot: Spot | None
    first_day: int | None
    last_day: int | None
    killed: tuple[float, float] | None


def outline_of(tellings: Sequence[Telling]) -> Outline:
    """What most tellings say; the narrowest place, the days that most of them share."""
    first, last = _days(tellings)
    return Outline(_events(tellings), _spot(tellings), first, last, _killed(tellings))


def _events(tellings: Sequence[Telling]) -> tuple[Event, ...]:
    """The events by how many tell them, deeds before what came of them."""
    told = Counter(event for telling in tellings for event in telling.events)
    order = {"deed": 0, "own": 1, "harm": 2}
    kinds = {event: order[family.part] for event, family in families().items()}
    return tuple(sorted(told, key=lambda event: (kinds[event], -told[event], event)))


def _spot(tellings: Sequence[Telling]) -> Spot | None:
    """The place that most tell, the narrowest of those."""
    told = Counter(spot for telling in tellings for spot in telling.spots[:1])
    return min(
        told,
        key=lambda s: (-told[s], s.radius_km, s.entity or "", s.lat, s.lon),
        default=None,
    )


def _days(tellings: Sequence[Telling]) -> tuple[int | None, int | None]:
    """The days that stated ones cover; else those that all inferred ones allow, else any does."""
    dated = [t for t in tellings if t.first_day is not None and t.last_day is not None]
    stated = [t for t in dated if t.stated]
    spans = [(t.first_day or 0, t.last_day or 0) for t in (stated or dated)]
    if not spans:
        return None, None
    if stated:
        # Most tellings' word: one report that has the day wrong moves nothing.
        (first, last), _ = max(Counter(spans).items(), key=lambda item: (item[1], -item[0][0]))
        return first, last
    latest, earliest = max(first for first, _ in spans), min(last for _, last in spans)
    if latest <= earliest:
        return latest, earliest
    return min(first for first, _ in spans), max(last for _, last in spans)


def _killed(tellings: Sequence[Telling]) -> tuple[float, float] | None:
    counts = [telling.killed for telling in tellings if telling.killed and not telling.denied]
    if not counts:
        return None
    highs = [count.high for count in counts if count.high != float("inf")]
    return min(count.low for count in counts), max([*highs, *(count.low for count in counts)])
