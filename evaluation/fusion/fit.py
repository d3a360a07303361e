"""Weights fitted on the tuning half of the sets: logistic regression drawn to the present weights.

`python -m evaluation.fusion.fit [--write]` prints old and new weights; --write puts the new ones
into src/riwaya/data/fusion/weights.tsv. A level that few pairs show stays near what it was.
"""

import argparse
from itertools import combinations
from pathlib import Path

import numpy as np

from evaluation.fusion.sets import is_test, labelled, pick
from riwaya.fusion.fuse import Fusion
from riwaya.fusion.likeness import found_levels
from riwaya.knowledge.fusion_weights import fusion_weights

TABLE = Path(__file__).parents[2] / "src" / "riwaya" / "data" / "fusion" / "weights.tsv"
#: How strongly weights are held to what they were: as so many pairs would.
PRIOR = 3.0
#: The odds of a compared pair at the start, in bits: most are not one happening.
BASE = -3.0
STEPS, RATE = 4000, 0.5
BITS = np.log(2)


def pairs() -> tuple[Fusion, np.ndarray, np.ndarray, np.ndarray]:
    """Rows of labelled tellings of the tuning half, in pairs, and whether each is one happening."""
    reports = labelled()
    fusion = Fusion.of(report.told for report in reports)
    truth: dict[int, set[str]] = {}
    for report in reports:
        claims = [c for c in report.told.claims if f"{report.told.id}/{c.id}" in fusion.row_of]
        for one in report.tells:
            claim = pick(claims, one)
            if claim is not None and not is_test(one.incident):
                row = fusion.row_of[f"{report.told.id}/{claim.id}"]
                truth.setdefault(row, set()).add(one.incident)
    # A telling that mixes two incidents says nothing of either.
    rows = sorted(row for row, incidents in truth.items() if len(incidents) == 1)
    both = list(combinations(rows, 2))
    one = np.array([a for a, _ in both], np.int64)
    other = np.array([b for _, b in both], np.int64)
    same = np.array([truth[a] == truth[b] for a, b in both])
    # Only pairs that would be compared, and true ones: the far ones teach nothing.
    compared = {
        a * len(fusion.tellings) + b
        for a, b in zip(*map(np.ndarray.tolist, fusion.candidates()), strict=True)
    }
    kept = same | np.array([a * len(fusion.tellings) + b in compared for a, b in both])
    return fusion, one[kept], other[kept], same[kept]


def fitted() -> dict[tuple[str, str], tuple[float, float, int]]:
    """Each level's old and new weight, and how many pairs show it."""
    fusion, one, other, same = pairs()
    a, b = fusion._pair(one, other)  # noqa: SLF001
    share = fusion._between(a, b, one, other)  # noqa: SLF001
    columns: list[np.ndarray] = []
    names: list[tuple[str, str]] = []
    for reason, levels in found_levels(a, b, share).items():
        chosen = np.argmax(np.stack([found for _, found in levels]), axis=0)
        for number, (level, _) in enumerate(levels):
            names.append((reason, level))
            columns.append(chosen == number)
    shown = np.stack(columns, axis=1).astype(np.float64)
    known = {
        (r, level.name): level.weight for r, levels in fusion_weights().items() for level in levels
    }
    old = np.array([known[name] for name in names])
    weights, base = old.copy(), BASE
    # Both classes count the same.
    importance = np.where(same, 0.5 / max(1, same.sum()), 0.5 / max(1, (~same).sum())) * len(same)
    for _ in range(STEPS):
        odds = (shown @ weights + base) * BITS
        error = (1 / (1 + np.exp(-np.clip(odds, -40, 40))) - same) * importance
        weights -= RATE * (shown.T @ error + PRIOR * (weights - old)) / (shown.sum(axis=0) + PRIOR)
        base -= RATE * (error.mean() + 0.05 * (base - BASE))
    print(f"{len(same):,} pairs, {same.sum():,} of one happening; base {base:.2f} bits")
    counts = shown.sum(axis=0).astype(int)
    return {name: (old[k], weights[k], int(counts[k])) for k, name in enumerate(names)}


def main() -> None:
    """Print, and write if asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    found = fitted()
    for (reason, level), (old, new, count) in found.items():
        print(f"{reason:10} {level:14} {old:6.1f} -> {new:6.1f}  {count:6,} pairs")
    if parser.parse_args().write:
        lines = []
        for line in TABLE.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if tuple(cells[:2]) in found:
                cells[2] = f"{found[cells[0], cells[1]][1]:.1f}"
            lines.append("\t".join(cells))
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
