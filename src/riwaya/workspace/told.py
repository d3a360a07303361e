"""A workspace's reports as fusion takes them: their claims with people's decisions applied."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from riwaya.fusion.told import ToldReport
from riwaya.records.claim import Claim
from riwaya.store.fusion_tables import fused, judgements
from riwaya.store.tables import claims, decisions, reports, sightings, takes

#: Reports loaded at a time.
AT_ONCE = 300


def told_reports(
    connection: Connection, numbers: Iterable[int]
) -> Iterator[tuple[int, ToldReport]]:
    """Reports by number, without the claims that people rejected."""
    several = list(numbers)
    for start in range(0, len(several), AT_ONCE):
        some = several[start : start + AT_ONCE]
        said = _claims(connection, some)
        seen = _sources(connection, some)
        query = select(reports).where(reports.c.n.in_(some)).order_by(reports.c.n)
        for row in connection.execute(query):
            yield row.n, _told(row, said.get(row.n, []), seen.get(row.n, []))


def _told(row: Row[Any], said: list[Claim], seen: list[str]) -> ToldReport:
    return ToldReport(
        id=row.id,
        sources=tuple(dict.fromkeys(seen)),
        outlet=row.outlet,
        published=row.published,
        text=row.text or "",
        claims=tuple(said),
    )


def _claims(connection: Connection, numbers: list[int]) -> dict[int, list[Claim]]:
    query = select(claims.c.report_n, claims.c.body).where(
        claims.c.report_n.in_(numbers), claims.c.review != "rejected"
    )
    decoder = msgspec.json.Decoder(Claim)
    found: dict[int, list[Claim]] = {}
    for row in connection.execute(query.order_by(claims.c.n)):
        found.setdefault(row.report_n, []).append(decoder.decode(row.body))
    return found


def _sources(connection: Connection, numbers: list[int]) -> dict[int, list[str]]:
    query = (
        select(sightings.c.report_n, takes.c.source)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(sightings.c.report_n.in_(numbers))
        .order_by(takes.c.n)
    )
    found: dict[int, list[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.report_n, []).append(row.source)
    return found


def states(connection: Connection) -> dict[int, str]:
    """What each report's claims rest on: its reading, the last decision, the last judgement."""
    last = select(decisions.c.report_n, func.max(decisions.c.n)).group_by(decisions.c.report_n)
    decided = {row[0]: row[1] for row in connection.execute(last)}
    judged: dict[str, int] = {}
    for row in connection.execute(select(judgements).order_by(judgements.c.n)):
        for key in (row.one, row.other):
            judged[key.partition("/")[0]] = row.n
    query = select(reports.c.n, reports.c.id, reports.c.reading_n)
    return {
        row.n: f"{row.reading_n or 0} {decided.get(row.n, 0)} {judged.get(row.id, 0)}"
        for row in connection.execute(query)
    }


def changed_reports(connection: Connection) -> tuple[list[int], int]:
    """The reports whose claims aren't what was fused, and how many reports there are."""
    known = {
        row.report_n: row.state
        for row in connection.execute(select(fused.c.report_n, fused.c.state))
    }
    now = states(connection)
    return [n for n, state in now.items() if known.get(n) != state], len(now)
