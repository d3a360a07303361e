"""Distances and directions said beside a place: «على بعد 60 كلم شمال شرق [بغداد]»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from riwaya.knowledge.counted import find_noun
from riwaya.knowledge.name_words import Token, tokens_of, without_clitics
from riwaya.knowledge.places import place_words
from riwaya.resolving.quantities import read_quantity

#: Raw characters before and after a place in which its distance is looked for.
BEFORE, AFTER = 45, 30
#: Farther than this a distance doesn't locate a place.
FARTHEST_KM = 400.0
#: A number in words goes with a unit in full: «كم» is also the end of other words.
SPELT_OUT = 5
TO_KM = {"km": 1.0, "m": 0.001, "mile": 1.609}


@dataclass(frozen=True, slots=True)
class Offset:
    """Kilometres north and east, and the same in English."""

    north_km: float
    east_km: float
    words: str


def offset_around(raw: str, start: int, end: int) -> Offset | None:
    """The offset said around a mention; None unless both distance and direction are said."""
    before = _clause(raw[max(0, start - BEFORE) : start], last=True)
    after = _clause(raw[end : end + AFTER], last=False)
    return _offset(before, raw[start:end], after)


@lru_cache(maxsize=4096)
def _offset(before: str, inside: str, after: str) -> Offset | None:
    # Most places have no direction beside them.
    if not _directions(tokens_of(f"{before} {inside} {after}")):
        return None
    for words in (f"{before} {inside}", f"{inside} {after}", f"{before} {inside} {after}"):
        kilometres = _kilometres(words)
        points = _directions(tokens_of(words))
        if kilometres is not None and points:
            north, east = (sum(axis) for axis in zip(*points, strict=True))
            if not north and not east:  # «شمال جنوب» says no direction
                continue
            length = max(1.0, (north**2 + east**2) ** 0.5)
            return Offset(
                north / length * kilometres, east / length * kilometres,
                f"{kilometres:g} km {_compass(north, east)}",
            )  # fmt: skip
    return None


def _clause(words: str, *, last: bool) -> str:
    for mark in (".", "\N{ARABIC COMMA}", ",", "\n", "\N{ARABIC SEMICOLON}", "(", ")"):
        parts = words.split(mark)
        words = parts[-1] if last else parts[0]
    return words


def _kilometres(words: str) -> float | None:
    if not any(letter.isdigit() for letter in words) and not _has_unit(words):
        return None
    amount = read_quantity(words, "distance")
    if amount.low is None or amount.unit not in TO_KM:
        return None
    value = float(amount.low) * TO_KM[amount.unit]
    return value if 0 < value <= FARTHEST_KM else None


def _has_unit(words: str) -> bool:
    keys = [token.key for token in tokens_of(words)]
    return any(
        len(keys[at]) >= SPELT_OUT and find_noun(keys, at, ("length",)) for at in range(len(keys))
    )


def _directions(tokens: Sequence[Token]) -> list[tuple[float, float]]:
    found = []
    for token in tokens:
        for form in without_clitics(token.key):
            word = place_words().get(form)
            if word is not None and word.role == "direction":
                found.append((word.north, word.east))
                break
    return found


def _compass(north: float, east: float) -> str:
    first = "north" if north > 0 else "south" if north < 0 else ""
    second = "east" if east > 0 else "west" if east < 0 else ""
    return f"{first}{'-' if first and second else ''}{second}"
