"""Tellings as columns of numbers, so that many pairs are compared at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riwaya.fusion.told import Count, Spot, Telling
from riwaya.knowledge.families import families
from riwaya.records.terms import EVENTS, Event

Numbers = NDArray[Any]
#: Places and parties compared of each telling: the narrowest, the first by name.
SPOTS, PARTIES = 2, 3
#: Names of places looked for in other texts, and words of each.
NAMES, WORDS = 2, 2
#: Tellings of one report that are told apart by number.
TOLD_APART = 64
#: A day that isn't known.
NO_DAY = -1


@dataclass(frozen=True, slots=True)
class Columns:
    """Row i is telling i. Identities are numbered over all tellings; -1: none."""

    report: Numbers
    events: Numbers  # bits
    families: Numbers  # bits
    lat: Numbers  # [n, SPOTS], NaN: none
    lon: Numbers
    radius: Numbers
    spot: Numbers  # [n, SPOTS], identity
    first: Numbers
    last: Numbers
    stated: Numbers
    agents: Numbers  # [n, PARTIES]
    agent_sides: Numbers  # [n, PARTIES]: the highest parent of each
    targets: Numbers
    target_sides: Numbers
    things: Numbers  # bits of hashed words
    killed: Numbers  # [n, 2], NaN: none
    injured: Numbers
    strikes: Numbers
    denied: Numbers
    implied: Numbers
    names: Numbers  # [n, NAMES, WORDS]: hashed words of places; 0: none
    number: Numbers  # bit of the telling among those of its report; 0: none
    apart: Numbers  # bits of the tellings that its report tells apart from it
    dataset: Numbers  # the dataset that its report is a row of; -1: none
    row: Numbers  # which row of it; -1: none

    def __len__(self) -> int:
        return len(self.report)

    def take(self, rows: Numbers) -> "Columns":
        """The columns of some rows."""
        return Columns(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})


@cache
def _bits() -> tuple[Mapping[str, int], Mapping[str, int]]:
    names = sorted({family.name for family in families().values()})
    return {e: 1 << k for k, e in enumerate(EVENTS)}, {f: 1 << k for k, f in enumerate(names)}


def columns_of(tellings: Sequence[Telling], side_of: Callable[[str], str]) -> Columns:
    """The columns; `side_of` gives the identity at the top of an actor's parents."""
    numbers: dict[str, int] = {}

    def number(name: str) -> int:
        return numbers.setdefault(name, len(numbers))

    events, kinds = _bits()
    spots = [_padded(telling.spots, SPOTS) for telling in tellings]
    agents = [sorted(telling.agents)[:PARTIES] for telling in tellings]
    targets = [sorted(telling.targets)[:PARTIES] for telling in tellings]
    return Columns(
        report=np.array([number(f"report {t.report}") for t in tellings], np.int32),
        events=np.array([sum(events[e] for e in t.events) for t in tellings], np.int64),
        families=np.array([sum(kinds[f] for f in t.families) for t in tellings], np.int64),
        lat=_floats([[s.lat if s else np.nan for s in row] for row in spots], SPOTS),
        lon=_floats([[s.lon if s else np.nan for s in row] for row in spots], SPOTS),
        radius=_floats([[s.radius_km if s else np.nan for s in row] for row in spots], SPOTS),
        spot=_ids(
            [[f"spot {s.entity}" for s in t.spots[:SPOTS] if s.entity] for t in tellings],
            number,
            SPOTS,
        ),
        first=_days([t.first_day for t in tellings]),
        last=_days([t.last_day for t in tellings]),
        stated=np.array([t.stated for t in tellings], bool),
        agents=_ids(agents, number, PARTIES),
        agent_sides=_ids([[side_of(a) for a in row] for row in agents], number, PARTIES),
        targets=_ids(targets, number, PARTIES),
        target_sides=_ids([[side_of(a) for a in row] for row in targets], number, PARTIES),
        things=np.array([_hashed(t.things) for t in tellings], np.uint64),
        killed=_counts([t.killed for t in tellings]),
        injured=_counts([t.injured for t in tellings]),
        strikes=_counts([t.strikes for t in tellings]),
        denied=np.array([t.denied for t in tellings], bool),
        implied=np.array([t.implied for t in tellings], bool),
        names=_names([t.place_names for t in tellings]),
        number=np.array([_told_bits([t.number]) for t in tellings], np.uint64),
        apart=np.array([_told_bits(t.apart) for t in tellings], np.uint64),
        dataset=np.array([number(f"set {t.row[0]}") if t.row else -1 for t in tellings], np.int32),
        row=np.array([number(f"row {t.row}") if t.row else -1 for t in tellings], np.int32),
    )


def _padded(spots: Sequence[Spot], length: int) -> list[Spot | None]:
    return [*spots[:length], *[None] * (length - len(spots[:length]))]


def _floats(rows: Sequence[Sequence[float]], width: int) -> Numbers:
    return np.array(rows, np.float32).reshape(-1, width)


def _ids(rows: Iterable[Sequence[str]], number: Callable[[str], int], width: int) -> Numbers:
    several = [[number(name) for name in row] for row in rows]
    return np.array([row + [-1] * (width - len(row)) for row in several], np.int32).reshape(
        -1, width
    )


def _days(days: Sequence[int | None]) -> Numbers:
    return np.array([NO_DAY if day is None else day for day in days], np.int32)


def _counts(counts: Sequence[Count | None]) -> Numbers:
    rows = [(c.low, min(c.high, 1e9)) if c else (np.nan, np.nan) for c in counts]
    return np.array(rows, np.float32).reshape(-1, 2)


def _names(several: Sequence[Sequence[Sequence[str]]]) -> Numbers:
    found = np.zeros((len(several), NAMES, WORDS), np.uint32)
    for row, names in enumerate(several):
        for number, words in enumerate(names[:NAMES]):
            for place, word in enumerate(words[:WORDS]):
                found[row, number, place] = word_number(word)
    return found


def _told_bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers if number < TOLD_APART)


@lru_cache(maxsize=200_000)
def word_number(word: str) -> int:
    """A word as a number of 32 bits, never 0."""
    return (
        int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest()) or 1
    )


def _hashed(words: Iterable[str]) -> int:
    """A bit for each word: two sets that share words share bits."""
    bits = 0
    for word in words:
        bits |= 1 << (sum(ord(letter) * 31**k for k, letter in enumerate(word[:8])) % 64)
    return bits


def event_bits(events: Iterable[Event]) -> int:
    """The bits of some events."""
    known, _ = _bits()
    return sum(known[event] for event in events)


def family_bits(names: Iterable[str]) -> int:
    """The bits of some families."""
    _, kinds = _bits()
    return sum(kinds[name] for name in names)
