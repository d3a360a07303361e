"""How far the others of an incident bear an origin out: confirmed in what, contradicted in what.

*Others* are the incident's other independent origins. Copies, passers-on and a body's own
spokesmen are no others: origins have been counted that way already (`fusion.origins`). Beyond
that, two origins are *tied*, and can't confirm each other, when one passes the other on in this
incident: it is named among those through whom the other travels, it is an outlet speaking in its
own voice that also published the other's words, or the other is a dataset that rests on it.

Confirmed, by another origin that isn't tied to it:

- ``event``: both affirm (or both deny) an event of one family, as something that happened;
- ``toll``: both give a current figure for one measure, side and kind of people, and the numbers
  that the two allow meet (parts, replaced figures, and counts of mere things are left out);
- ``blame``: both name who did it, and name the same side.

Contradicted, by any other origin: a disagreement of the incident (`fusion.disagreements`) has the
two on its two sides. ``denial``, ``blame`` and ``toll`` count as contradicted; ``event``,
``weapon``, ``place`` and ``time`` as differing in a detail.

An origin may be confirmed in one thing and contradicted in another; that is counted as both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from riwaya.fusion.assertions import BLAMED, Assertion, assertions_of, by_origin, sides_of
from riwaya.fusion.differing_tolls import ANYTHING, figures_by_origin, span_of
from riwaya.fusion.gathered import Gathered, key_of
from riwaya.fusion.passers import outlet_key
from riwaya.fusion.tolls import counted
from riwaya.records.incident import Disagreement, DisagreementKind, Member, Origin, Toll

Aspect = Literal["event", "toll", "blame"]
ASPECTS: tuple[Aspect, ...] = ("event", "toll", "blame")
#: Disagreements that contradict; the others are about details.
CONTRADICTING: tuple[DisagreementKind, ...] = ("denial", "blame", "toll")
Pair = tuple[str, str]


class Outcome(msgspec.Struct, frozen=True):
    """What the others of one incident make of one origin.

    `others` is how many other origins could have confirmed it. The two mappings give, by what is
    confirmed or in what kind of disagreement, the names of those who do so.
    """

    origin: str
    others: int
    confirmed: dict[str, tuple[str, ...]]
    disputed: dict[str, tuple[str, ...]]

    @property
    def contradicted(self) -> bool:
        """Whether somebody says the opposite, and doesn't just differ in a detail."""
        return any(kind in self.disputed for kind in CONTRADICTING)

    @property
    def differs(self) -> bool:
        """Whether somebody differs in a detail: place, day, weapon."""
        return any(kind not in CONTRADICTING for kind in self.disputed)


def outcomes_of(
    gathered: Gathered,
    origin_of: Mapping[str, str],
    origins: Sequence[Origin],
    tolls: Sequence[Toll],
    disagreements: Sequence[Disagreement],
) -> dict[str, Outcome]:
    """The outcome of each origin of an incident, by its id."""
    assertions = assertions_of(gathered, origin_of)
    tied = _tied(gathered, origin_of, origins)
    agreed = {
        "event": set(_same_event(assertions)),
        "toll": set(_meeting(tolls)),
        "blame": set(_same_side(assertions, gathered.top_of)),
    }
    disputed = _disputes(disagreements, origin_of)
    names = {origin.id: origin.name for origin in origins}
    return {
        one: Outcome(
            origin=one,
            others=sum(other != one and _pair(one, other) not in tied for other in names),
            confirmed=_named(one, names, {k: pairs - tied for k, pairs in agreed.items()}),
            disputed=_named(one, names, disputed),
        )
        for one in names
    }


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _named(
    one: str, names: Mapping[str, str], pairs: Mapping[str, Iterable[Pair]]
) -> dict[str, tuple[str, ...]]:
    """Who stands in a pair with an origin, by kind of pair; kinds with nobody are left out."""
    found = {
        kind: tuple(sorted(names[a if b == one else b] for a, b in several if one in {a, b}))
        for kind, several in pairs.items()
    }
    return {kind: others for kind, others in found.items() if others}


def _tied(gathered: Gathered, origin_of: Mapping[str, str], origins: Sequence[Origin]) -> set[Pair]:
    """Pairs of origins of which one passes the other on."""
    own: dict[str, set[str]] = {}
    carried: dict[str, set[str]] = {}
    for report, claim in gathered:
        outlet, origin = outlet_key(report), origin_of.get(key_of(report, claim))
        if outlet is not None and origin is not None:
            carried.setdefault(origin, set()).add(outlet)
            if claim.origin is None:
                own.setdefault(origin, set()).add(outlet)
    return {
        _pair(one.id, other.id)
        for one in origins
        for other in origins
        if one.id != other.id
        and (
            one.name in other.through
            or one.id in other.rests_on
            or own.get(one.id, set()) & carried.get(other.id, set())
        )
    }


def _pairs(several: Iterable[str]) -> Iterator[Pair]:
    ordered = sorted(set(several))
    return ((one, other) for k, one in enumerate(ordered) for other in ordered[k + 1 :])


def _same_event(assertions: Sequence[Assertion]) -> Iterator[Pair]:
    told: dict[tuple[str, bool], set[str]] = {}
    for one in assertions:
        if one.family.happening and (one.affirmed or one.denied):
            told.setdefault((one.family.name, one.denied), set()).add(one.origin)
    for several in told.values():
        yield from _pairs(several)


def _meeting(tolls: Iterable[Toll]) -> Iterator[Pair]:
    for toll in tolls:
        if toll.people in ANYTHING:
            continue
        spans = {
            origin: span_of(figures)
            for origin, figures in figures_by_origin(counted(toll.figures, toll.people)).items()
        }
        for one, other in _pairs(spans):
            (low, high), (least, most) = spans[one], spans[other]
            if low <= most and least <= high:
                yield one, other


def _same_side(assertions: Sequence[Assertion], top_of: Callable[[str], str]) -> Iterator[Pair]:
    blaming = [a for a in assertions if a.affirmed and a.agents and a.claim.event in BLAMED]
    sides = {
        origin: sides_of((entity for a in several for entity in a.agents), top_of)
        for origin, several in by_origin(blaming).items()
    }
    return ((one, other) for one, other in _pairs(sides) if sides[one] & sides[other])


def _disputes(
    disagreements: Iterable[Disagreement], origin_of: Mapping[str, str]
) -> dict[str, set[Pair]]:
    found: dict[str, set[Pair]] = {}
    for one in disagreements:
        here, there = _origins(one.one, origin_of), _origins(one.other, origin_of)
        pairs = {_pair(a, b) for a in here - there for b in there - here}
        found.setdefault(one.kind, set()).update(pairs)
    return found


def _origins(members: Iterable[Member], origin_of: Mapping[str, str]) -> set[str]:
    keys = (f"{member.report}/{member.claim}" for member in members)
    return {origin for key in keys if (origin := origin_of.get(key))}
