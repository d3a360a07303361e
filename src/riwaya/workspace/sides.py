"""What a judgement is about: an incident or a claim as people name it -> the claims to judge.

An incident may be named as somebody saw it, "ID@MARK": the mark changes with its claims, so that
nobody judges what has become another incident meanwhile.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from riwaya.errors import BadInput
from riwaya.fusion.told import claim_key
from riwaya.store.fusion_tables import incidents, telling_claims, tellings
from riwaya.store.incident_search import incident_named
from riwaya.store.tables import claims, reports

#: Claims of a telling that a judgement names: should a later model miss one, the other stands.
NAMED = 2
MARK = 12


class Changed(BadInput):
    """An incident is no longer what somebody saw: look at it again before judging."""


class Held(msgspec.Struct, frozen=True):
    """A claim of an incident: its key, its name for judgements ("report/anchor"), its telling."""

    key: str
    name: str
    telling: int


def incident_meant(connection: Connection, name: str) -> tuple[Row[Any], list[Held]]:
    """An incident by its id or "ID@MARK", with its claims; raises BadInput, Changed."""
    id_, _, mark = name.partition("@")
    row = incident_named(connection, id_)
    if row is None:
        raise BadInput(f"{id_}: no such incident; `riwaya incidents` lists them")
    held = held_by(connection, row.n)
    if mark and mark != mark_of(held):
        raise Changed(
            f"{id_}: reports, reviews or judgements have changed this incident since you saw it; "
            "look at it again"
        )
    return row, held


def seen_as(row: Row[Any], held: Iterable[Held]) -> str:
    """How to name an incident as it is now."""
    return f"{row.id}@{mark_of(held)}"


def mark_of(held: Iterable[Held]) -> str:
    """A mark of which claims an incident has."""
    content = "\n".join(sorted(f"{one.key} {one.name}" for one in held))
    return sha256(content.encode()).hexdigest()[:MARK]


def held_by(connection: Connection, incident_n: int) -> list[Held]:
    """The claims of an incident: telling by telling, each in the order of its text."""
    query = _held().where(tellings.c.incident_n == incident_n)
    return [_as_held(row) for row in connection.execute(query.order_by(tellings.c.key, claims.c.n))]


def claim_meant(connection: Connection, key: str) -> list[Held]:
    """The claim with a key ("report/claim"), as the only one; raises BadInput."""
    report, _, claim = key.rpartition("/")
    query = _held().where(reports.c.id == report, claims.c.claim == claim)
    found = [_as_held(row) for row in connection.execute(query)]
    if not found:
        raise BadInput(f"{key}: no claim of an incident; `riwaya incident ID` lists an incident's")
    return found


def incidents_with(connection: Connection, names: Iterable[str]) -> list[str]:
    """The ids of the incidents in which claims ("report/anchor") are now, each once."""
    found: dict[str, None] = {}
    for name in names:
        report, _, anchor = name.rpartition("/")
        query = (
            _held()
            .add_columns(incidents.c.id.label("incident"))
            .join(incidents, incidents.c.n == tellings.c.incident_n)
            .where(reports.c.id == report, claims.c.anchor == anchor)
        )
        found |= dict.fromkeys(row.incident for row in connection.execute(query))
    return list(found)


def named_claims(held: Sequence[Held], others: Iterable[Held] = ()) -> list[str]:
    """The claims by which a side is judged: some of each telling, all of a telling that is cut.

    `others` are the claims of the other sides.
    """
    cut = {one.telling for one in others}
    counts: dict[int, int] = {}
    names = []
    for one in held:
        counts[one.telling] = counts.get(one.telling, 0) + 1
        if counts[one.telling] <= NAMED or one.telling in cut:
            names.append(one.name)
    return names


def _held() -> Any:
    return (
        select(claims.c.claim, claims.c.anchor, reports.c.id, tellings.c.n)
        .select_from(claims)
        .join(telling_claims, telling_claims.c.claim_n == claims.c.n)
        .join(tellings, tellings.c.n == telling_claims.c.telling_n)
        .join(reports, reports.c.n == claims.c.report_n)
    )


def _as_held(row: Row[Any]) -> Held:
    return Held(claim_key(row.id, row.claim), f"{row.id}/{row.anchor}", row.n)
