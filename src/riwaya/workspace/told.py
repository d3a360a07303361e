"""A workspace's reports as fusion takes them: their claims with people's decisions applied."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from riwaya.fusion.told import ToldReport
from riwaya.records.claim import Claim
from riwaya.records.dataset import is_coded
from riwaya.store.datasets import replaced_rows
from riwaya.store.fusion_tables import fused, judgements
from riwaya.store.tables import claims, decisions, reports, sightings, takes
from riwaya.workspace.judging import apart_in_reports, judged_of

#: A change of how reports are compared makes a new form: all are fused anew, once.
FORM = 2
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


def _told(row: Row[Any], said: list[Claim], seen: list[Any]) -> ToldReport:
    return ToldReport(
        id=row.id,
        sources=tuple(dict.fromkeys(take.source for take in seen)),
        outlet=row.outlet,
        published=row.published,
        text=row.text or "",
        claims=tuple(said),
        row=next(((take.kind, take.part) for take in seen if is_coded(take.kind)), None),
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


def _sources(connection: Connection, numbers: list[int]) -> dict[int, list[Any]]:
    query = (
        select(sightings.c.report_n, sightings.c.part, takes.c.source, takes.c.kind)
        .join(takes, takes.c.n == sightings.c.take_n)
        .where(sightings.c.report_n.in_(numbers))
        .order_by(takes.c.n)
    )
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row.report_n, []).append(row)
    return found


def states(connection: Connection) -> dict[int, str]:
    """What each report's claims rest on: its reading, the last decision, the last judgement."""
    last = select(decisions.c.report_n, func.max(decisions.c.n)).group_by(decisions.c.report_n)
    decided = {row[0]: row[1] for row in connection.execute(last)}
    judged: dict[str, int] = {}
    for row in connection.execute(select(judgements).order_by(judgements.c.n)):
        for key in (row.one, row.other):
            judged[key.rpartition("/")[0]] = row.n
    # A judgement on two other reports can tell as well that a report's own claims are two.
    apart = apart_in_reports(judged_of(connection)) if judged else {}
    query = select(reports.c.n, reports.c.id, reports.c.reading_n)
    replaced = replaced_rows(connection)
    return {
        row.n: f"{FORM} {row.reading_n or 0} {decided.get(row.n, 0)} {judged.get(row.id, 0)}"
        + (" replaced" if row.n in replaced else "")
        + (f" {_digest(apart[row.id])}" if row.id in apart else "")
        for row in connection.execute(query)
    }


def _digest(apart: Mapping[str, frozenset[str]]) -> str:
    said = {claim: sorted(others) for claim, others in sorted(apart.items())}
    return sha256(msgspec.json.encode(said)).hexdigest()[:16]


def changed_reports(connection: Connection) -> tuple[list[int], int]:
    """The reports whose claims aren't what was fused, and how many reports there are."""
    known = {
        row.report_n: row.state
        for row in connection.execute(select(fused.c.report_n, fused.c.state))
    }
    now = states(connection)
    return [n for n, state in now.items() if known.get(n) != state], len(now)
