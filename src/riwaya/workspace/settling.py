"""The kept incidents around tellings that are new or have lost their neighbours, made anew."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, select

from riwaya.fusion.columns import Numbers
from riwaya.fusion.fuse import Fusion, Judged
from riwaya.fusion.groups import Group
from riwaya.fusion.settling import Settled, settle
from riwaya.fusion.told import claim_key
from riwaya.store import fusion as kept
from riwaya.store.fusion_tables import telling_claims
from riwaya.store.tables import claims, reports
from riwaya.workspace.comparing import loaded


class Moved(NamedTuple):
    """A fusion of some tellings, their numbers by its rows, and its groups of rows."""

    fusion: Fusion
    numbers: list[int]
    groups: list[list[int]]


def settled(connection: Connection, loose: AbstractSet[int], judged: Judged) -> Moved:
    """The groups of all tellings that the loose ones may have moved."""
    around = _Kept(connection, loose, judged)
    groups = settle(loose, around, around.form)
    row_of = {n: row for row, n in enumerate(around.numbers)}
    rows = [sorted(row_of[n] for n in group.rows) for group in groups]
    return Moved(around.fusion, around.numbers, sorted(rows))


class _Kept:
    """What the store keeps around some tellings: an `Around` that forms groups as well."""

    def __init__(self, connection: Connection, loose: AbstractSet[int], judged: Judged) -> None:
        self._connection = connection
        self._loose = loose
        self._judged = judged
        self._sides = _sides(connection, judged)
        self._groups: set[frozenset[int]] = set()
        self._scores: dict[tuple[int, int], float] = {}
        self.fusion, self.numbers = loaded(connection, [])

    def beside(self, rows: AbstractSet[int]) -> set[int]:
        """See `Around`."""
        return kept.beside(self._connection, rows)

    def together(self, rows: AbstractSet[int]) -> set[int]:
        """See `Around`."""
        found: set[int] = set(rows)
        edge = set(rows)
        while edge:
            incidents = kept.incidents_of(self._connection, edge)
            several = kept.by_incident(self._connection, incidents).values()
            self._groups.update(map(frozenset, several))
            further = {n for group in several for n in group}
            further |= {n for side in self._sides if side & (edge | further) for n in side}
            edge = further - found
            found |= edge
        return found

    def form(self, held: AbstractSet[int]) -> tuple[Iterable[Settled], list[Settled]]:
        """See `Form`; groups that aren't the ones that were kept count as moved."""
        self.fusion, self.numbers = loaded(self._connection, sorted(held))
        row_of = {n: row for row, n in enumerate(self.numbers)}
        pairs = _pairs(self._connection, row_of)
        alone = frozenset(row_of[n] for n in self._loose)
        before = self.fusion.formed(*pairs, self._judged, without=alone, score=self._score)
        after = self.fusion.formed(*pairs, self._judged, score=self._score)
        as_kept = [one for one in self._named(before) if one.rows in self._groups]
        return as_kept, self._named(after)

    def _score(self, one: Numbers, other: Numbers) -> Numbers:
        """Scores of rows, each pair of tellings scored once, however often groups are formed."""
        number, known = self.numbers, self._scores
        pairs = [(number[a], number[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
        new = np.array([pair not in known for pair in pairs], np.bool_)
        if new.any():
            scores = self.fusion.score(one[new], other[new]).tolist()
            fresh = (pair for pair in pairs if pair not in known)
            known.update(zip(list(fresh), scores, strict=True))
        return np.array([known[pair] for pair in pairs], np.float32)

    def _named(self, groups: Sequence[Group]) -> list[Settled]:
        number = self.numbers
        return [
            Settled(
                frozenset(number[row] for row in group.rows),
                tuple((number[a], number[b], score) for a, b, score in group.joins),
            )
            for group in groups
        ]


def _pairs(connection: Connection, row_of: dict[int, int]) -> tuple[Numbers, Numbers, Numbers]:
    """The kept pairs among some tellings, as rows, with their scores."""
    pairs = [
        (row_of[a], row_of[b], score)
        for a, b, score in kept.pairs_among(connection, row_of)
        if a in row_of and b in row_of
    ]
    one = np.array([min(a, b) for a, b, _ in pairs], np.int64)
    other = np.array([max(a, b) for a, b, _ in pairs], np.int64)
    return one, other, np.array([score for _, _, score in pairs], np.float32)


def _sides(connection: Connection, judged: Judged) -> list[set[int]]:
    """The tellings that people put together, a set for each happening."""
    telling_of = _tellings_with(connection, {key for side in judged.same for key in side})
    return [{telling_of[key] for key in side if key in telling_of} for side in judged.same]


def _tellings_with(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The tellings that claims (by key) are part of; claims of no happening are left out."""
    ids = sorted({key.rpartition("/")[0] for key in keys})
    found: dict[str, int] = {}
    for some in kept.chunks(ids):
        query = (
            select(telling_claims.c.telling_n, claims.c.claim, reports.c.id)
            .join(claims, claims.c.n == telling_claims.c.claim_n)
            .join(reports, reports.c.n == claims.c.report_n)
            .where(reports.c.id.in_(some))
        )
        for row in connection.execute(query):
            found[claim_key(row.id, row.claim)] = row.telling_n
    return found
