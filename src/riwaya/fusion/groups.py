"""Pairs that are alike -> groups that hold together.

A chain of likenesses is not enough: two tolls of two towns must not meet in a third report. The
likeliest pair is joined first; two groups are joined only when their members are alike on average,
and no two of them can't be one happening. The result depends on the tellings only, never on the
order in which they came.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from riwaya.fusion.columns import Numbers

#: A pair from this score on may be one happening (bits).
LINK = 2.0
#: Two groups are joined when the mean over all pairs between them is at least this.
HOLD = 0.0
#: One pair below this keeps two groups apart.
VETO = -9.0

#: Scores of pairs (row numbers, the smaller first).
Score = Callable[[Numbers, Numbers], Numbers]


def groups_of(
    count: int,
    one: Numbers,
    other: Numbers,
    scores: Numbers,
    score: Score,
    *,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """The groups of `count` rows, each sorted, in the order of their first rows.

    `one`, `other` and `scores` are the pairs that were compared; `score` scores further ones.
    `same` and `different` are people's judgements: they stand above every score.
    """
    kept = scores >= LINK
    edges = list(zip(one[kept].tolist(), other[kept].tolist(), scores[kept].tolist(), strict=True))
    edges += [(min(pair), max(pair), float("inf")) for pair in same]
    apart: dict[int, set[int]] = {}
    for a, b in different:
        apart.setdefault(a, set()).add(b)
        apart.setdefault(b, set()).add(a)
    groups: list[list[int]] = []
    for rows, inside in components(count, edges):
        groups.extend(_split(rows, inside, score, apart))
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


def _split(
    rows: list[int],
    edges: list[tuple[int, int, float]],
    score: Score,
    apart: Mapping[int, set[int]],
) -> list[list[int]]:
    """The groups of one component: likeliest pairs first, joined while they hold together."""
    group = {row: [row] for row in rows}
    known = {(a, b): value for a, b, value in edges}
    for a, b, value in sorted(edges, key=lambda edge: (-edge[2], edge[0], edge[1])):
        ones, others = group[a], group[b]
        if ones is others:
            continue
        judged = value == float("inf")
        if not judged and _judged_apart(ones, others, apart):
            continue
        if judged or _holds(ones, others, known, score):
            joined = sorted(ones + others)
            for row in joined:
                group[row] = joined
    distinct = {id(several): several for several in group.values()}
    return list(distinct.values())


def _judged_apart(
    ones: Sequence[int], others: Sequence[int], apart: Mapping[int, set[int]]
) -> bool:
    return any(not apart[row].isdisjoint(others) for row in ones if row in apart)


def _holds(
    ones: Sequence[int],
    others: Sequence[int],
    known: dict[tuple[int, int], float],
    score: Score,
) -> bool:
    """Whether two groups are alike on average, and none of their members can't be together."""
    pairs = [(min(a, b), max(a, b)) for a in ones for b in others]
    missing = [pair for pair in pairs if pair not in known]
    if missing:
        scores = score(
            np.array([a for a, _ in missing], np.int64), np.array([b for _, b in missing], np.int64)
        )
        known.update(zip(missing, scores.tolist(), strict=True))
    values = [known[pair] for pair in pairs if known[pair] != float("inf")]
    return not values or (min(values) >= VETO and sum(values) / len(values) >= HOLD)
