"""Pairs that are alike -> groups that hold together.

A chain of likenesses is not enough: two tolls of two towns must not meet in a third report. The
likeliest pair is joined first; two groups are joined only when their members are alike on average,
and no two of them can't be one happening. The result depends on the tellings only, never on the
order in which they came.

What people put together is one group of several *parts*. A part is what the likenesses alone hold
together, and only parts are compared: so a report that is like one side of two that a person has
merged joins them both, and what is like neither stays outside.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import NamedTuple

import numpy as np

from riwaya.fusion.columns import Numbers

#: A pair from this score on may be one happening (bits).
LINK = 2.0
#: Two groups are joined when the mean over all pairs between them is at least this.
HOLD = 0.0
#: One pair below this keeps two groups apart.
VETO = -9.0

#: Components of so many rows have all their pairs scored at once; two need none.
PAIR, SMALL = 2, 40
#: So many reports that tell members of two groups apart keep them apart; one may be misread.
WITNESSES = 2
#: No report tells anything apart.
NONE_APART: Mapping[int, AbstractSet[int]] = {}

#: The score of what a person puts together.
JUDGED = float("inf")

#: Scores of pairs (row numbers, the smaller first).
Score = Callable[[Numbers, Numbers], Numbers]
#: A pair that joined two groups, with its score.
Join = tuple[int, int, float]


class Group(NamedTuple):
    """A group's rows, in order, and the pairs that made it, in the order in which they did."""

    rows: list[int]
    joins: list[Join]


def groups_of(
    count: int,
    one: Numbers,
    other: Numbers,
    scores: Numbers,
    score: Score,
    *,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
    told_apart: Mapping[int, AbstractSet[int]] = NONE_APART,
) -> list[Group]:
    """The groups of `count` rows, in the order of their first rows.

    `one`, `other` and `scores` are the pairs that were compared; `score` scores further ones.
    `same` and `different` are people's judgements: they stand above every score. `told_apart`
    gives for a row those that its report tells apart from it.
    """
    kept = scores >= LINK
    edges = list(zip(one[kept].tolist(), other[kept].tolist(), scores[kept].tolist(), strict=True))
    edges += [(min(pair), max(pair), JUDGED) for pair in same]
    apart: dict[int, set[int]] = {}
    for a, b in different:
        apart.setdefault(a, set()).add(b)
        apart.setdefault(b, set()).add(a)
    groups: list[Group] = []
    several = list(components(count, edges))
    known = _within(several, score)
    for rows, inside in several:
        groups.extend(_split(rows, inside, score, apart, told_apart, known))
    return sorted(groups)


def components(
    count: int, edges: Sequence[tuple[int, int, float]]
) -> Iterator[tuple[list[int], list[tuple[int, int, float]]]]:
    """The rows that edges connect, directly or not, each with its edges; single rows too."""
    top = list(range(count))

    def find(row: int) -> int:
        while top[row] != row:
            top[row] = top[top[row]]
            row = top[row]
        return row

    for a, b, _ in edges:
        top[find(a)] = find(b)
    rows: dict[int, list[int]] = {}
    for row in range(count):
        rows.setdefault(find(row), []).append(row)
    inside: dict[int, list[tuple[int, int, float]]] = {}
    for edge in edges:
        inside.setdefault(find(edge[0]), []).append(edge)
    for root, several in rows.items():
        yield several, inside.get(root, [])


def _within(
    several: Sequence[tuple[list[int], list[tuple[int, int, float]]]], score: Score
) -> dict[int, dict[tuple[int, int], float]]:
    """The scores of all pairs of small components, by their first rows: made at once."""
    small = [rows for rows, _ in several if PAIR < len(rows) <= SMALL]
    one = np.array([a for rows in small for a, _ in combinations(rows, 2)], np.int64)
    other = np.array([b for rows in small for _, b in combinations(rows, 2)], np.int64)
    scores = iter(score(one, other).tolist() if len(one) else ())
    return {rows[0]: dict(zip(combinations(rows, 2), scores, strict=False)) for rows in small}


def _split(
    rows: list[int],
    edges: list[tuple[int, int, float]],
    score: Score,
    apart: Mapping[int, set[int]],
    told_apart: Mapping[int, AbstractSet[int]],
    scored: Mapping[int, dict[tuple[int, int], float]],
) -> list[Group]:
    """The groups of one component: likeliest pairs first, joined while they hold together."""
    group = {row: [row] for row in rows}
    part = dict(group)
    known = scored.get(rows[0], {})
    known |= {(a, b): value for a, b, value in edges if value != JUDGED}
    joins: list[Join] = []
    for a, b, value in sorted(edges, key=lambda edge: (-edge[2], edge[0], edge[1])):
        if value == JUDGED:
            _unite(group, a, b)
            joins.append((a, b, value))
        elif (
            part[a] is not part[b]
            and not _judged_apart(group[a], group[b], apart)
            and _witnesses(part[a], part[b], told_apart) < WITNESSES
            and _holds(part[a], part[b], known, score)
        ):
            _unite(part, a, b)
            _unite(group, a, b)
            joins.append((a, b, value))
    distinct = {id(several): Group(several, []) for several in group.values()}
    for join in joins:
        distinct[id(group[join[0]])].joins.append(join)
    return list(distinct.values())


def _unite(groups: dict[int, list[int]], a: int, b: int) -> None:
    """Make the lists of two rows one, in order, that all their rows have."""
    if groups[a] is not groups[b]:
        joined = sorted(groups[a] + groups[b])
        for row in joined:
            groups[row] = joined


def _judged_apart(
    ones: Sequence[int], others: Sequence[int], apart: Mapping[int, set[int]]
) -> bool:
    """Whether people keep two groups apart; rows of one group are together by their word."""
    return ones is not others and any(
        not apart[row].isdisjoint(others) for row in ones if row in apart
    )


def _witnesses(
    ones: Sequence[int], others: Sequence[int], told_apart: Mapping[int, AbstractSet[int]]
) -> int:
    """How many reports tell some of the ones apart from some of the others."""
    sides = ((ones, others), (others, ones))
    return min(
        sum(not told_apart[row].isdisjoint(more) for row in several if row in told_apart)
        for several, more in sides
    )


def _holds(
    ones: Sequence[int],
    others: Sequence[int],
    known: dict[tuple[int, int], float],
    score: Score,
) -> bool:
    """Whether two parts are alike on average, and none of their members can't be together."""
    pairs = [(min(a, b), max(a, b)) for a in ones for b in others]
    missing = [pair for pair in pairs if pair not in known]
    if missing:
        scores = score(
            np.array([a for a, _ in missing], np.int64), np.array([b for _, b in missing], np.int64)
        )
        known.update(zip(missing, scores.tolist(), strict=True))
    values = [known[pair] for pair in pairs]
    return min(values) >= VETO and sum(values) / len(values) >= HOLD
