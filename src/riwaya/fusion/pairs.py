"""Rows with keys -> pairs of rows that have a key in common."""

import numpy as np

from riwaya.fusion.columns import Numbers

#: Keys that more rows have tell nothing of who said what of whom: copies are found all the same.
CROWD = 3000


def pairs_of(
    keys: Numbers, rows: Numbers, count: int, crowd: int = CROWD
) -> tuple[Numbers, Numbers]:
    """The pairs of different rows (of `count`) with a common key, each once, the smaller first.

    `keys[i]` is a key of row `rows[i]`; keys of more than `crowd` rows are passed over.
    """
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order].astype(np.int64)
    kept = sizes_of(keys) <= crowd
    keys, rows = keys[kept], rows[kept]
    found: list[Numbers] = []
    at = np.arange(len(keys))
    step = 1
    while len(at):
        at = at[at + step < len(keys)]
        at = at[keys[at + step] == keys[at]]
        found.append(coded(rows[at], rows[at + step], count))
        step += 1
    return decoded(found, count)


def pairs_between(
    keys: Numbers, rows: Numbers, few_keys: Numbers, few_rows: Numbers, count: int
) -> tuple[Numbers, Numbers]:
    """The pairs of a row of the few with any other row that has its key; crowds passed over."""
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order].astype(np.int64)
    first = np.searchsorted(keys, few_keys, "left")
    sizes = np.searchsorted(keys, few_keys, "right") - first
    kept = sizes <= CROWD
    first, sizes, few_rows = first[kept], sizes[kept], few_rows[kept].astype(np.int64)
    begins = np.repeat(first - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    others = rows[begins + np.arange(len(begins))] if len(begins) else rows[:0]
    return decoded([coded(np.repeat(few_rows, sizes), others, count)], count)


def sizes_of(keys: Numbers) -> Numbers:
    """For each of some sorted keys, how many are equal to it."""
    if not len(keys):
        return np.zeros(0, np.int64)
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    sizes = np.diff(np.concatenate([begins, [len(keys)]]))
    return np.repeat(sizes, sizes)


def coded(one: Numbers, other: Numbers, count: int) -> Numbers:
    """Pairs of different rows as one number each, the smaller row first."""
    different = one != other
    one, other = one[different], other[different]
    codes: Numbers = np.minimum(one, other) * count + np.maximum(one, other)
    return codes


def decoded(codes: list[Numbers], count: int) -> tuple[Numbers, Numbers]:
    """The pairs behind numbers, each once."""
    several = distinct(np.concatenate([*codes, np.zeros(0, np.int64)]))
    return several // max(1, count), several % max(1, count)


def distinct(numbers: Numbers) -> Numbers:
    """The different numbers in ascending order (by sorting: hashing is slow on these)."""
    numbers = np.sort(numbers)
    if not len(numbers):
        return numbers
    kept: Numbers = numbers[np.concatenate([[True], numbers[1:] != numbers[:-1]])]
    return kept
