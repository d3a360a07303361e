"""People's judgements on pairs of claims: kept as rows, withdrawn by further rows."""

from collections.abc import Iterable

from sqlalchemy import Connection, Row, select

from riwaya.fusion.fuse import Judged
from riwaya.records.judgement import Judgement
from riwaya.store.fusion_tables import judgements
from riwaya.store.tables import claims, reports
from riwaya.store.writing import insert_new


def put_judgements(connection: Connection, several: Iterable[Judgement]) -> None:
    """Add judgements; one that is there already stays."""
    rows = [
        {
            "id": judgement.id,
            "one": judgement.one,
            "other": judgement.other,
            "verdict": judgement.verdict,
            "withdraws": judgement.withdraws,
            "author": judgement.author,
            "made_at": judgement.made_at,
            "note": judgement.note,
        }
        for judgement in several
    ]
    insert_new(connection, judgements, rows, "id")


def standing(connection: Connection) -> list[Judgement]:
    """The judgements that were not withdrawn, the last one on each pair."""
    every = [
        judgement_of(row) for row in connection.execute(select(judgements).order_by(judgements.c.n))
    ]
    gone: set[str] = set()
    for judgement in reversed(every):
        if judgement.verdict == "withdraw" and judgement.id not in gone and judgement.withdraws:
            gone.add(judgement.withdraws)
    last: dict[frozenset[str], Judgement] = {}
    for judgement in every:
        if judgement.verdict != "withdraw" and judgement.id not in gone:
            last[frozenset((judgement.one, judgement.other))] = judgement
    return list(last.values())


def judgement_of(row: Row[tuple[object, ...]]) -> Judgement:
    """The record of a judgement's row."""
    return Judgement(
        one=row.one,
        other=row.other,
        verdict=row.verdict,
        author=row.author,
        made_at=row.made_at,
        withdraws=row.withdraws,
        note=row.note,
    )


def judged_pairs(connection: Connection) -> Judged:
    """The pairs of claims, by key, that people put together or kept apart."""
    several = standing(connection)
    keys = claim_keys(connection, {key for j in several for key in (j.one, j.other)})
    pairs: dict[str, list[tuple[str, str]]] = {"same": [], "different": []}
    for judgement in several:
        one, other = keys.get(judgement.one), keys.get(judgement.other)
        if judgement.verdict in pairs and one and other:
            pairs[judgement.verdict].append((one, other))
    return Judged(sorted(pairs["same"]), sorted(pairs["different"]))


def claim_keys(connection: Connection, anchored: Iterable[str]) -> dict[str, str]:
    """For claims as judgements name them ("report/anchor"): their keys in the current reading."""
    found: dict[str, str] = {}
    for key in anchored:
        report, _, anchor = key.partition("/")
        query = (
            select(claims.c.claim)
            .join(reports, reports.c.n == claims.c.report_n)
            .where(reports.c.id == report, claims.c.anchor == anchor)
        )
        claim = connection.execute(query).scalar()
        if claim is not None:
            found[key] = f"{report}/{claim}"
    return found
