"""What makes two tellings worth comparing: keys that both must have one of.

Place and day; for a telling without a day, place and the dead, or place and kind of event; for one
without a place, day, side and the dead. Copied texts are found by themselves (`copies`).
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

import numpy as np

from riwaya.fusion.columns import Numbers
from riwaya.fusion.pairs import coded, decoded, pairs_between, pairs_of
from riwaya.fusion.summed_up import WIDE_KM
from riwaya.fusion.told import Spot, Telling
from riwaya.fusion.within import LONGEST

#: Cells of places that are known narrowly, and of regions, in degrees.
CELL, REGION = 0.3, 2.0
#: How far two places of one happening may lie apart besides their uncertainty, in km.
REACH_KM = 15.0
KM_PER_DEGREE = 111.2
#: Days by which two reports of the same dead may be apart.
SOON = 16
#: Fewer dead are too common to look for.
TELLING = 3


def compared_pairs(
    tellings: Sequence[Telling], side_of: Callable[[str], str]
) -> tuple[Numbers, Numbers]:
    """The pairs of rows worth comparing, by their keys, each once, the smaller row first."""
    count = len(tellings)
    keys, rows, _ = _keyed(tellings, lambda told: ((key, True) for key in keys_of(told, side_of)))
    close = pairs_of(keys, rows, count)
    keys, rows, few = _keyed(tellings, lambda told: loose_keys(told, side_of))
    loose = pairs_between(keys, rows, keys[few], rows[few], count)
    return decoded([coded(*close, count), coded(*loose, count)], count)


def _keyed(
    tellings: Sequence[Telling], keys_of_one: Callable[[Telling], Iterable[tuple[str, bool]]]
) -> tuple[Numbers, Numbers, Numbers]:
    """All keys of all tellings, as numbers, with the row that each is of, and its flag."""
    keys: list[int] = []
    rows: list[int] = []
    flags: list[bool] = []
    for row, telling in enumerate(tellings):
        several = {number_of(key): flag for key, flag in keys_of_one(telling)}
        keys.extend(several)
        rows.extend([row] * len(several))
        flags.extend(several.values())
    return np.array(keys, np.uint64), np.array(rows, np.int64), np.array(flags, bool)


def keys_of(telling: Telling, side_of: Callable[[str], str]) -> Iterator[str]:
    """The keys of one telling, as text."""
    days = _days(telling)
    cells = sorted({cell for spot in telling.spots[:2] for cell in _cells(spot)})
    dead = telling.killed.low if telling.killed and telling.killed.low >= TELLING else None
    for cell in cells:
        for day in days:
            yield f"{cell} {day}"
        for stretch in _stretches(days) if dead is not None else ():
            yield f"{cell} {stretch} dead {dead:g}"
    for day in days:
        for word in sorted(_words(telling)):
            yield f"{day} word {word}"
    if dead is not None:
        for side in sorted({side_of(party) for party in telling.agents | telling.targets}):
            for day in days:
                yield f"{side} {day} dead {dead:g}"


def loose_keys(telling: Telling, side_of: Callable[[str], str]) -> Iterator[tuple[str, bool]]:
    """Keys under which tellings that lack a day or a place are compared with all others.

    With each whether the telling itself lacks what the key does without: two that have both need
    no loose key.
    """
    undated, placeless = not _days(telling), telling.implied
    sides = sorted({side_of(party) for party in telling.agents | telling.targets})
    for cell in sorted({cell for spot in telling.spots[:1] for cell in _cells(spot)}):
        if telling.killed:
            yield f"whenever {cell} dead {telling.killed.low:g}", undated
        for thing in sorted(telling.things):
            yield f"whenever {cell} thing {thing}", undated
        for family in sorted(telling.families):
            for side in sides:
                yield f"whenever {cell} {side} {family}", undated
    for word in sorted(_words(telling)):
        for family in sorted(telling.families):
            yield f"whenever {word} {family}", undated
    for day in _days(telling):
        for family in sorted(telling.families):
            yield f"wherever {day} {family}", placeless


def _words(telling: Telling) -> set[str]:
    """The words of what was struck or hurt, and of the places that are named."""
    return {*telling.things, *(word for name in telling.place_names for word in name)}


def _days(telling: Telling) -> range:
    """The days on which it may be looked for, and the next; none where too many or unknown."""
    if telling.first_day is None or telling.last_day is None:
        return range(0)
    if telling.last_day - telling.first_day > LONGEST:
        return range(0)
    return range(telling.first_day, telling.last_day + 2)


def _stretches(days: range) -> range:
    """The stretches of days, and the next, in which the same dead may be told of another day."""
    return range(days[0] // SOON, days[-1] // SOON + 2) if days else range(0)


def _cells(spot: Spot) -> set[str]:
    """The cells that a place's corners lie in: fine ones, or those of regions."""
    wide = spot.radius_km > WIDE_KM
    size = REGION if wide else CELL
    reach = (0.0 if wide else spot.radius_km / 2 + REACH_KM / 2) / KM_PER_DEGREE
    east = reach / max(0.1, math.cos(math.radians(spot.lat)))
    return {
        f"{'r' if wide else 'c'}{math.floor((spot.lat + y) / size)},"
        f"{math.floor((spot.lon + x) / size)}"
        for y in (-reach, reach)
        for x in (-east, east)
    } | {f"r{math.floor(spot.lat / REGION)},{math.floor(spot.lon / REGION)}"}


def number_of(key: str) -> int:
    """A key as an unsigned 64-bit number."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
