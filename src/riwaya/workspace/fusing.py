"""Fusion of a workspace: all of it, or only what a change touches, with the same result.

What is compared with what, and how alike it was, is kept; a changed report is compared with its
neighbours alone, and the groups that it is connected with are made anew.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, func, select

from riwaya.fusion.copies import SMALLEST
from riwaya.fusion.fuse import Fusion, Text
from riwaya.fusion.keys import keys_of, loose_keys
from riwaya.fusion.names import incident_id, telling_id
from riwaya.fusion.outline import outline_of
from riwaya.fusion.sides import top_of
from riwaya.fusion.told import Telling
from riwaya.fusion.within import tellings_of
from riwaya.store import fusion as kept
from riwaya.store.fusion_tables import (
    fused,
    incidents,
    stretch_keys,
    telling_claims,
    telling_keys,
    tellings,
)
from riwaya.store.settings import touch
from riwaya.store.tables import claims, reports
from riwaya.store.turns import turn
from riwaya.workspace.comparing import (
    compare,
    keep_pairs,
    signed,
    signed_key,
    tellings_of_reports,
)
from riwaya.workspace.settling import settled
from riwaya.workspace.told import Standing, told_reports

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: More changed reports than this share of all: everything is made anew.
MANY = 0.2
Step = Callable[[int, int], None]
log = logging.getLogger(__name__)


class Fused(msgspec.Struct, frozen=True):
    """What fusion did: reports looked at anew, tellings and incidents in all."""

    reports: int
    tellings: int
    incidents: int


def fuse(workspace: "Workspace", *, again: bool = False, step: Step = lambda *_: None) -> Fused:
    """Bring the incidents up to date; with `again`, make them all anew."""
    with workspace.writing(), turn(workspace.engine) as connection:
        standing = Standing(connection)
        changed, count = standing.changed()
        if again or len(changed) > max(MANY * count, 1):
            kept.clear(connection)
            _fuse_all(connection, standing, step)
        elif changed:
            _fuse_some(connection, changed, standing, step)
        if again or changed:
            touch(connection)
        done = Fused(len(changed), _count(connection, tellings), _count(connection, incidents))
    log.info("%d reports looked at, %d incidents", done.reports, done.incidents)
    return done


def _count(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _fuse_all(connection: Connection, standing: Standing, step: Step) -> None:
    every = connection.execute(select(reports.c.n).order_by(reports.c.n)).scalars().all()
    told, texts, owners = _tell(connection, every, standing, step)
    fusion = Fusion(told, texts, top_of)
    numbers = _keep_tellings(connection, fusion.tellings, owners)
    one, other = fusion.candidates()
    scores = fusion.score(one, other)
    keep_pairs(connection, numbers, one, other, scores)
    groups = fusion.grouped(one, other, scores, standing.judged)
    _keep_incidents(connection, fusion, numbers, groups, set())


def _fuse_some(
    connection: Connection, changed: Sequence[int], standing: Standing, step: Step
) -> None:
    gone = tellings_of_reports(connection, changed)
    old = kept.incidents_of(connection, gone)
    kept.forget_reports(connection, changed)
    told, texts, owners = _tell(connection, changed, standing, step)
    new = sorted(told, key=lambda telling: telling.key)
    numbers = _keep_tellings(connection, new, owners)
    compare(connection, dict(zip(numbers, new, strict=True)), texts)
    left = {n for several in kept.by_incident(connection, old).values() for n in several}
    moved = settled(connection, left | set(numbers), standing.judged)
    _keep_incidents(connection, moved.fusion, moved.numbers, moved.groups, old)


def _tell(
    connection: Connection, numbers: Sequence[int], standing: Standing, step: Step
) -> tuple[list[Telling], dict[str, Text], dict[str, int]]:
    """The tellings of reports, their texts' stretches, and the numbers of the reports by id."""
    told: list[Telling] = []
    texts: dict[str, Text] = {}
    owners: dict[str, int] = {}
    for done, (number, report) in enumerate(told_reports(connection, numbers), 1):
        if number not in standing.replaced:
            told += tellings_of(report, standing.apart.get(report.id))
        texts[report.id] = Text.of(report)
        owners[report.id] = number
        step(done, len(numbers))
    _keep_texts(connection, texts, owners, standing.states(numbers))
    return told, texts, owners


def _keep_texts(
    connection: Connection, texts: dict[str, Text], owners: dict[str, int], now: dict[int, str]
) -> None:
    """Write what is compared of reports' texts, and what their claims rest on."""
    rows = (
        {
            "report_n": owners[id_],
            "state": now[owners[id_]],
            "stretches": text.stretches.tobytes(),
            "words": text.words.tobytes(),
        }
        for id_, text in texts.items()
    )
    keys = (
        {"key": k, "report_n": owners[id_]}
        for id_, text in texts.items()
        for k in signed(text.stretches[:SMALLEST])
    )
    kept.write(connection, fused, rows)
    kept.write(connection, stretch_keys, keys)


def _keep_tellings(
    connection: Connection, several: Sequence[Telling], owners: dict[str, int]
) -> list[int]:
    """Write tellings with their keys; returns their numbers, in order."""
    first = (connection.execute(select(func.max(tellings.c.n))).scalar() or 0) + 1
    numbers = list(range(first, first + len(several)))
    kept.write(connection, tellings, map(_telling_row, numbers, several, repeat(owners)))
    keys = (row for n, told in zip(numbers, several, strict=True) for row in _key_rows(n, told))
    kept.write(connection, telling_keys, keys)
    for some in kept.chunks(zip(numbers, several, strict=True), kept.ROWS):
        claim_numbers = _claim_numbers(connection, {owners[told.report] for _, told in some})
        held = (
            {"claim_n": claim_numbers[owners[told.report], claim], "telling_n": number}
            for number, told in some
            for claim in told.claims
        )
        kept.write(connection, telling_claims, held)
    return numbers


def _telling_row(number: int, telling: Telling, owners: dict[str, int]) -> dict[str, Any]:
    return {
        "n": number,
        "key": telling.key,
        "name": telling_id(telling.key),
        "report_n": owners[telling.report],
        "incident_n": None,
        "body": msgspec.msgpack.encode(telling),
    }


def _key_rows(number: int, telling: Telling) -> list[dict[str, Any]]:
    """What a telling is found by, see `riwaya.fusion.keys`."""
    several = {signed_key(key): True for key in keys_of(telling, top_of)}
    several |= {signed_key(key): few for key, few in loose_keys(telling, top_of)}
    return [{"key": k, "telling_n": number, "few": few} for k, few in several.items()]


def _claim_numbers(connection: Connection, numbers: Iterable[int]) -> dict[tuple[int, str], int]:
    """The number of each claim by its report's number and its id."""
    found: dict[tuple[int, str], int] = {}
    for some in kept.chunks(sorted(numbers)):
        query = select(claims.c.n, claims.c.report_n, claims.c.claim)
        for row in connection.execute(query.where(claims.c.report_n.in_(some))):
            found[row.report_n, row.claim] = row.n
    return found


def _keep_incidents(
    connection: Connection,
    fusion: Fusion,
    numbers: Sequence[int],
    groups: Iterable[Sequence[int]],
    old: set[int],
) -> None:
    """Write the incidents of groups in the place of those that had any of their tellings."""
    new = [
        (_row([fusion.tellings[row] for row in rows]), [numbers[row] for row in rows])
        for rows in groups
    ]
    kept.replace_incidents(connection, numbers, new, old)


def _row(several: Sequence[Telling]) -> dict[str, Any]:
    outline = outline_of(several)
    spot = outline.spot
    return {
        "id": incident_id(telling.key for telling in several),
        "events": f" {' '.join(outline.events)} ",
        "place_entity": spot.entity if spot else None,
        "place": spot.name if spot else None,
        "lat": spot.lat if spot else None,
        "lon": spot.lon if spot else None,
        "radius_km": spot.radius_km if spot else None,
        "day_from": _iso(outline.first_day),
        "day_to": _iso(outline.last_day),
        "killed_low": outline.killed[0] if outline.killed else None,
        "killed_high": outline.killed[1] if outline.killed else None,
        "reports": len({telling.report for telling in several}),
        "claims": sum(len(telling.claims) for telling in several),
    }


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
