"""Groups made anew around what has changed, and no further: the result is that of making all.

Two groups meet only through likely pairs between them (see `groups`). So where a group comes out
with the rows that it had, joined by the same pairs in the same order, nobody beyond it can tell
that anything happened; where it doesn't, its neighbours are looked at as well.
"""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Protocol

from riwaya.fusion.groups import Join


class Settled(NamedTuple):
    """A group by the numbers of its tellings, and the pairs that made it, in their order."""

    rows: frozenset[int]
    joins: tuple[Join, ...]


class Around(Protocol):
    """What lies around tellings (by number), as it was kept."""

    def beside(self, rows: AbstractSet[int]) -> set[int]:
        """Those that likely pairs connect with some."""

    def together(self, rows: AbstractSet[int]) -> set[int]:
        """Some with all that were in their groups, or that people's word puts there."""


#: The groups of some tellings: without the loose ones, as they were; and with them.
Form = Callable[[AbstractSet[int]], tuple[Iterable[Settled], list[Settled]]]


def settle(loose: AbstractSet[int], around: Around, form: Form) -> list[Settled]:
    """The groups of all tellings that the loose ones may have moved, themselves included.

    Loose are new tellings, and those of groups that have lost one.
    """
    held = around.together(loose | around.beside(loose))
    while True:
        before, after = form(held)
        as_before = set(before)
        moved = {row for group in after if group not in as_before for row in group.rows} | loose
        further = around.together(around.beside(moved)) - held
        if not further:
            return after
        held |= further
