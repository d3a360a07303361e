"""Judgements on pairs of claims -> which claims are of one happening, and which of two.

What one says of a pair holds for all that the two are together with: a merged incident that is
kept apart from another one is so with all its claims. Where judgements contradict each other, the
later word stands and the earlier one is passed over, pair by pair.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riwaya.records.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Settled:
    """What people's judgements come to: claims ("report/anchor") that are together, by number.

    `apart` are pairs of those numbers, the smaller first.
    """

    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Sides:
    """Claims as they are put together, each side with the claims that it is kept apart from."""

    of: dict[str, set[str]] = field(default_factory=dict)
    apart: list[tuple[str, str]] = field(default_factory=list)

    def side(self, claim: str) -> set[str]:
        """All that a claim is together with, itself included."""
        return self.of.setdefault(claim, {claim})

    def kept_apart(self, one: set[str], other: set[str]) -> bool:
        return any((a in one and b in other) or (a in other and b in one) for a, b in self.apart)

    def unite(self, one: set[str], other: set[str]) -> None:
        one |= other
        for claim in other:
            self.of[claim] = one


def settle(standing: Sequence[Judgement]) -> Settled:
    """What judgements that stand, in the order in which they were made, come to."""
    sides = _Sides()
    for judgement in reversed(standing):
        if judgement.verdict not in {"same", "different"}:
            continue
        one, other = sides.side(judgement.one), sides.side(judgement.other)
        if judgement.verdict == "same" and not sides.kept_apart(one, other):
            if one is not other:
                sides.unite(one, other)
        elif judgement.verdict == "different" and one is not other:
            sides.apart.append((judgement.one, judgement.other))
    return _settled(sides)


def _settled(sides: _Sides) -> Settled:
    together = sorted(tuple(sorted(side)) for side in _distinct(sides.of.values()))
    number = {claim: at for at, side in enumerate(together) for claim in side}
    apart = {(number[a], number[b]) for a, b in sides.apart}
    return Settled(tuple(together), tuple(sorted((min(pair), max(pair)) for pair in apart)))


def _distinct(several: Iterable[set[str]]) -> Iterable[set[str]]:
    return {id(one): one for one in several}.values()
