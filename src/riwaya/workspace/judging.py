"""People's judgements on pairs of claims: kept as rows, withdrawn by further rows."""

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Row, select

from riwaya.fusion.fuse import Judged
from riwaya.fusion.told import claim_key
from riwaya.fusion.verdicts import settle
from riwaya.records.judgement import Judgement
from riwaya.records.withdrawing import withdrawn
from riwaya.store.fusion_tables import judgements
from riwaya.store.tables import claims, reports
from riwaya.store.writing import CHUNK, insert_new

#: An anchor: a trigger's offsets, perhaps with its event.
OFFSETS = re.compile(r"(\d+)-(\d+)(?:-|$)")


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
    """The judgements that were not withdrawn, the last one on each pair, in their order."""
    every = all_judgements(connection)
    gone = withdrawn(every)
    last: dict[frozenset[str], Judgement] = {}
    for judgement in every:
        if judgement.verdict != "withdraw" and judgement.id not in gone:
            pair = frozenset((judgement.one, judgement.other))
            last.pop(pair, None)
            last[pair] = judgement
    return list(last.values())


def all_judgements(connection: Connection) -> list[Judgement]:
    """Every judgement and withdrawal, in the order in which they were made."""
    query = select(judgements).order_by(judgements.c.n)
    return [judgement_of(row) for row in connection.execute(query)]


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


def judged_of(connection: Connection) -> Judged:
    """People's word on the claims of the current readings, by key ("report/claim")."""
    settled = settle(standing(connection))
    keys = claim_keys(connection, (claim for side in settled.together for claim in side))
    sides = [_known(side, keys) for side in settled.together]
    different = [(sides[a], sides[b]) for a, b in settled.apart]
    return Judged(
        [side for side in sides if len(side) > 1],
        [(one, other) for one, other in different if one and other],
    )


def _known(side: Iterable[str], keys: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys[claim] for claim in side if claim in keys))


def apart_in_reports(judged: Judged) -> dict[str, dict[str, frozenset[str]]]:
    """For reports of which people keep claims apart: by claim, the ids of those it isn't one with.

    Both are of one report: they can't be in one telling.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for one, other in judged.different:
        ones, others = _by_report(one), _by_report(other)
        for report in ones.keys() & others.keys():
            apart = found.setdefault(report, {})
            for a in ones[report]:
                for b in others[report]:
                    apart.setdefault(a, set()).add(b)
                    apart.setdefault(b, set()).add(a)
    return {
        report: {claim: frozenset(several - {claim}) for claim, several in apart.items()}
        for report, apart in sorted(found.items())
    }


def _by_report(keys: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        report, _, claim = key.rpartition("/")
        found.setdefault(report, []).append(claim)
    return found


def claim_keys(connection: Connection, anchored: Iterable[str]) -> dict[str, str]:
    """For claims as judgements name them ("report/anchor"): their keys in the current reading.

    Another model may mark a word more or less: then the claim counts whose trigger covers most of
    the anchor's letters.
    """
    wanted: dict[str, list[str]] = {}
    for name in dict.fromkeys(anchored):
        report, _, anchor = name.rpartition("/")
        wanted.setdefault(report, []).append(anchor)
    found: dict[str, str] = {}
    for report, known in _claims_by_anchor(connection, wanted).items():
        for anchor in wanted[report]:
            claim = known.get(anchor) or _covering(anchor, known)
            if claim is not None:
                found[f"{report}/{anchor}"] = claim_key(report, claim)
    return found


def _claims_by_anchor(connection: Connection, wanted: Iterable[str]) -> dict[str, dict[str, str]]:
    """The ids of the claims of reports (by id), by anchor, in the order of the text."""
    found: dict[str, dict[str, str]] = {}
    ids = list(wanted)
    for start in range(0, len(ids), CHUNK):
        query = (
            select(reports.c.id, claims.c.anchor, claims.c.claim)
            .join(reports, reports.c.n == claims.c.report_n)
            .where(reports.c.id.in_(ids[start : start + CHUNK]))
            .order_by(claims.c.n)
        )
        for row in connection.execute(query):
            found.setdefault(row.id, {})[row.anchor] = row.claim
    return found


def _covering(anchor: str, known: Mapping[str, str]) -> str | None:
    """The claim whose trigger shares most letters with an anchor's, the first of equals."""
    place = OFFSETS.match(anchor)
    if place is None:  # a claim that a person added
        return None
    start, end = int(place[1]), int(place[2])
    shared: dict[str, int] = {}
    for other, claim in known.items():
        if its := OFFSETS.match(other):
            shared.setdefault(claim, min(end, int(its[2])) - max(start, int(its[1])))
    best = max(shared, key=lambda claim: shared[claim], default=None)
    return best if best is not None and shared[best] > 0 else None
