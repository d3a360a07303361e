"""Sources: every origin that a workspace's claims go back to, and the record of one.

A source is a body (an identity of the tables; whoever speaks for it counts as it), an outlet that
no table has, speaking for itself, or words in which a report names somebody whom no table has.
Words are compared folded. They are not always one and the same source: «a security source» is
many.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from sqlalchemy import Connection

from riwaya.fusion.bodies import body_of, outlet_entity
from riwaya.fusion.sides import top_of
from riwaya.knowledge.folding import fold
from riwaya.records.terms import EVENTS
from riwaya.resolving.claims import Knowledge
from riwaya.store import sources as stored
from riwaya.store.sources import Counted, Tally, Voices
from riwaya.workspace.asking import ID

Kind = Literal["actor", "person", "outlet", "words", "unsigned"]
#: Before the folded words, or the folded name of an outlet, of a source without an identity.
SAID, OUTLET, UNSIGNED = "said:", "outlet:", "unsigned"
PRESS = frozenset(("agency", "outlet"))
ORDER: dict[str, int] = {event: place for place, event in enumerate(EVENTS)}


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A source with what it said in all; `name` is English, or its words where it has no identity.

    `first` and `last` are days of publication.
    """

    key: str
    kind: Kind
    name: str
    arabic: str | None = None
    entity: str | None = None
    voices: Voices
    claims: int
    first: str | None = None
    last: str | None = None


class Side(msgspec.Struct, frozen=True):
    """A side that a source speaks of: in how many claims it does something, and suffers it."""

    entity: str
    name: str
    arabic: str | None
    agent: int
    target: int


class Named(msgspec.Struct, frozen=True):
    """Somebody who passes on, or is passed on: a source's key, its name, claims."""

    key: str
    name: str
    arabic: str | None
    count: int


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What a source said: how much, of what, of whom, when; through whom; whom it passes on."""

    reports: int
    events: tuple[Counted, ...]
    stances: tuple[Counted, ...]
    reviews: tuple[Counted, ...]
    months: tuple[Counted, ...]
    sides: tuple[Side, ...]
    outlets: tuple[Counted, ...]
    passers: tuple[Named, ...]
    passes_on: tuple[Named, ...]


def source_key(origin: str | None, outlet: str | None) -> str:
    """The source of a claim by its origin (identity or words), else by its report's outlet."""
    if origin is not None:
        return body_of(origin) if ID.fullmatch(origin) else SAID + fold(origin)
    if outlet is None:
        return UNSIGNED
    return outlet_entity(outlet) or OUTLET + fold(outlet)


def sources_of(
    connection: Connection, known: Knowledge, reviews: Sequence[str] = ()
) -> dict[str, Source]:
    """Every source by its key, most claims first; with `reviews`, of claims so reviewed alone."""
    told: dict[str, list[Tally]] = {}
    for tally in stored.tallies(connection, reviews):
        told.setdefault(source_key(tally.origin, tally.outlet), []).append(tally)
    several = [_source(key, tallies, known) for key, tallies in told.items()]
    return {one.key: one for one in sorted(several, key=lambda one: (-one.claims, one.key))}


def _source(key: str, tallies: Sequence[Tally], known: Knowledge) -> Source:
    most = max(tallies, key=lambda tally: (tally.claims, tally.origin or tally.outlet or ""))
    own = [tally for tally in tallies if tally.origin is None]
    days = [day for tally in tallies for day in (tally.first, tally.last) if day]
    entity = key if ID.fullmatch(key) and key != UNSIGNED else None
    name, arabic = names_of(entity, known) if entity else (most.origin or most.outlet or "", None)
    return Source(
        key=key,
        kind=_kind(key, entity, known),
        name=name,
        arabic=arabic,
        entity=entity,
        voices=Voices(
            tuple(sorted(tally.origin for tally in tallies if tally.origin is not None)),
            tuple(sorted(tally.outlet for tally in own if tally.outlet is not None)),
        ),
        claims=sum(tally.claims for tally in tallies),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def names_of(entity: str, known: Knowledge) -> tuple[str, str | None]:
    """An identity's English and Arabic name; the identity itself where no table has it."""
    found = known.who.actors.get(entity) or known.who.persons.persons.get(entity)
    return (found.name, found.names[0]) if found else (entity, None)


def _kind(key: str, entity: str | None, known: Knowledge) -> Kind:
    if key == UNSIGNED:
        return "unsigned"
    if entity is None:
        return "outlet" if key.startswith(OUTLET) else "words"
    if entity in known.who.persons.persons:
        return "person"
    actor = known.who.actors.get(entity)
    return "outlet" if actor is not None and actor.kind in PRESS else "actor"


def record_of(
    connection: Connection, source: Source, known: Knowledge, reviews: Sequence[str] = ()
) -> Record:
    """What a source said, counted."""
    voices = source.voices
    events = {one.value: one for one in stored.said_events(connection, voices, reviews)}
    passed = stored.passes_on(connection, source.entity, voices.outlets, reviews)
    return Record(
        reports=stored.count_reports(connection, voices, reviews),
        events=tuple(sorted(events.values(), key=lambda one: (-one.count, _place(one.value)))),
        stances=tuple(stored.said_stances(connection, voices, reviews)),
        reviews=tuple(stored.said_reviews(connection, voices, reviews)),
        months=tuple(stored.said_months(connection, voices, reviews)),
        sides=_sides(stored.spoken_of(connection, voices, reviews), known),
        outlets=tuple(stored.published_by(connection, voices, reviews)),
        passers=_named(stored.passed_on_by(connection, voices, reviews), known),
        passes_on=tuple(
            one for one in _named(passed, known) if one.key != source.key
        ),
    )  # fmt: skip


def _place(event: str | None) -> int:
    return ORDER.get(event or "", len(ORDER))


def _sides(spoken: Iterable[tuple[int, str, str]], known: Knowledge) -> tuple[Side, ...]:
    found: dict[str, dict[str, set[int]]] = {}
    for claim, entity, role in spoken:
        found.setdefault(top_of(entity), {}).setdefault(role, set()).add(claim)
    sides = [
        Side(
            entity,
            *names_of(entity, known),
            len(roles.get("agent", ())),
            len(roles.get("target", ())),
        )
        for entity, roles in found.items()
    ]
    return tuple(sorted(sides, key=lambda side: (-side.agent - side.target, side.entity)))


def _named(several: Iterable[Counted], known: Knowledge) -> tuple[Named, ...]:
    found: dict[str, tuple[str, int]] = {}
    for one in several:
        if one.value is not None:
            key = source_key(one.value, None)
            words, count = found.get(key, (one.value, 0))
            found[key] = (words, count + one.count)
    named = [
        Named(key, *(names_of(key, known) if not key.startswith(SAID) else (words, None)), count)
        for key, (words, count) in found.items()
    ]
    return tuple(sorted(named, key=lambda one: (-one.count, one.key)))
