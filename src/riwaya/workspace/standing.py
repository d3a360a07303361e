"""A source's standing: of how many of its happenings others confirm, or contradict, what it said.

What counts as either is said in `fusion.borne_out`: only independent origins count, never one's
own passers-on. Counted are incidents, each once: *alone* where no other independent origin speaks;
else *compared*, and then confirmed, contradicted, both or neither. At most `LOOKED_AT` incidents
are looked at, the newest first; those of a single claim can't be compared, and aren't.

An incident is looked at once for all its origins and kept in memory until its claims change.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import Any

import msgspec
from sqlalchemy import Connection, Row

from riwaya.fusion.bodies import body_of
from riwaya.fusion.borne_out import CONTRADICTING, Outcome, outcomes_of
from riwaya.fusion.disagreements import disagreements_of
from riwaya.fusion.gathered import key_of
from riwaya.fusion.origins import origins_of
from riwaya.fusion.outline import outline_of
from riwaya.fusion.title import title_of
from riwaya.fusion.tolls import tolls_of
from riwaya.store import sources as stored
from riwaya.workspace.incidents import gathered_in
from riwaya.workspace.sources import Source, source_key

#: Incidents that are looked at for one source.
LOOKED_AT = 200
#: Incidents whose outcomes are kept in memory.
KEPT = 5_000


class Heard(msgspec.Struct, frozen=True):
    """An origin of an incident: its identity, the sources whose claims it has, its outcome."""

    entity: str | None
    sources: frozenset[str]
    outcome: Outcome


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a source's words in one incident: who confirms what, who disputes what."""

    incident: str
    title: str
    day: str | None
    confirmed: dict[str, tuple[str, ...]]
    disputed: dict[str, tuple[str, ...]]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The counts; `aspects` and `kinds` count incidents by what is confirmed, and how disputed.

    `incidents` are all of the source's, `several` those with more than one claim, `looked_at` those
    that were compared or found alone.
    """

    incidents: int
    several: int
    looked_at: int
    compared: int
    confirmed: int
    contradicted: int
    both: int
    differing: int
    aspects: dict[str, int]
    kinds: dict[str, int]
    cases: tuple[Case, ...]

    @property
    def alone(self) -> int:
        """Incidents of which no other independent origin speaks."""
        return self.looked_at - self.compared

    @property
    def neither(self) -> int:
        """Compared incidents in which nobody confirms and nobody contradicts."""
        return self.compared - self.confirmed - self.contradicted + self.both


class _Memory:
    """Outcomes by incident and what it rests on."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, ...], tuple[str, tuple[Heard, ...]]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> tuple[str, tuple[Heard, ...]] | None:
        with self._lock:
            return self._kept.get(key)

    def put(self, key: tuple[str, ...], value: tuple[str, tuple[Heard, ...]]) -> None:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


_memory = _Memory()


def standing_of(
    connection: Connection,
    source: Source,
    *,
    limit: int = LOOKED_AT,
    reviewed_only: bool = False,
) -> Standing:
    """A source's standing, from its newest incidents; with `reviewed_only`, on reviewed claims."""
    count, several = stored.count_incidents_of(connection, source.voices)
    rows = stored.shared_incidents(connection, source.voices, limit)
    found = [
        (row, title, [one.outcome for one in heard if _is(one, source)])
        for row, title, heard in _heard(connection, rows, reviewed_only=reviewed_only)
    ]
    cases = [_case(row, title, outcomes) for row, title, outcomes in found if outcomes]
    alone = sum(
        not any(one.others or one.disputed for one in outcomes)
        for _, _, outcomes in found
        if outcomes
    )
    confirmed = {case.incident for case in cases if case.confirmed}
    contradicted = {
        case.incident for case in cases if any(kind in case.disputed for kind in CONTRADICTING)
    }
    return Standing(
        incidents=count,
        several=several,
        looked_at=len(cases),
        compared=len(cases) - alone,
        confirmed=len(confirmed),
        contradicted=len(contradicted),
        both=len(confirmed & contradicted),
        differing=sum(
            any(kind not in CONTRADICTING for kind in case.disputed) for case in cases
        ),
        aspects=_counts(case.confirmed for case in cases),
        kinds=_counts(case.disputed for case in cases),
        cases=tuple(case for case in cases if case.confirmed or case.disputed),
    )  # fmt: skip


def _is(heard: Heard, source: Source) -> bool:
    """Whether an origin is the source: by its identity, else by the words of its claims."""
    if heard.entity is not None:
        return body_of(heard.entity) == source.key
    return source.key in heard.sources


def _case(row: Row[Any], title: str, outcomes: Sequence[Outcome]) -> Case:
    return Case(
        incident=row.id,
        title=title,
        day=row.day_from,
        confirmed=_joined(one.confirmed for one in outcomes),
        disputed=_joined(one.disputed for one in outcomes),
    )


def _joined(several: Iterable[dict[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for one in several:
        for kind, names in one.items():
            found.setdefault(kind, {}).update(dict.fromkeys(names))
    return {kind: tuple(names) for kind, names in found.items()}


def _counts(several: Iterable[dict[str, tuple[str, ...]]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in several:
        for kind in one:
            found[kind] = found.get(kind, 0) + 1
    return found


def _heard(
    connection: Connection, rows: Sequence[Row[Any]], *, reviewed_only: bool
) -> Iterator[tuple[Row[Any], str, tuple[Heard, ...]]]:
    """The origins of incidents with their outcomes, kept from earlier where nothing changed."""
    states = stored.states_of_incidents(connection, [row.n for row in rows])
    for row in rows:
        digest = hashlib.sha256(states.get(row.n, "").encode()).hexdigest()
        key = (str(connection.engine.url), row.id, digest, str(reviewed_only))
        kept = _memory.get(key)
        if kept is None:
            kept = _looked_at(connection, row, reviewed_only=reviewed_only)
            _memory.put(key, kept)
        yield row, *kept


def _looked_at(
    connection: Connection, row: Row[Any], *, reviewed_only: bool
) -> tuple[str, tuple[Heard, ...]]:
    gathered, several = gathered_in(connection, row, reviewed_only=reviewed_only)
    if not gathered.reports:
        return "", ()
    origins, origin_of = origins_of(gathered)
    tolls = tolls_of(gathered, origin_of)
    disagreements = disagreements_of(gathered, origin_of, tolls, origins)
    outcomes = outcomes_of(gathered, origin_of, origins, tolls, disagreements)
    spoken: dict[str, set[str]] = {}
    for report, claim in gathered:
        said = claim.origin
        words = (said.entity or said.text) if said else None
        origin = origin_of.get(key_of(report, claim), "")
        spoken.setdefault(origin, set()).add(source_key(words, report.outlet))
    heard = tuple(
        Heard(one.entity, frozenset(spoken.get(one.id, ())), outcomes[one.id]) for one in origins
    )
    return title_of(outline_of(several), tolls), heard
