"""The dead of an incident in the few numbers that event data have room for."""

from dataclasses import dataclass

from riwaya.records.incident import Incident, Toll

#: Kinds of people that don't overlap; women and children are parts of others.
WHOLE = ("civilians", "fighters", "soldiers")
COMBATANTS = frozenset(("fighters", "soldiers"))


@dataclass(frozen=True, slots=True)
class Deaths:
    """The lowest, the best and the highest number; `several` figures were given."""

    low: int
    best: int
    high: int
    told: bool
    several: bool
    added: bool = False


def deaths_of(incident: Incident) -> Deaths:
    """The dead of all sides: the toll of everybody, else the kinds that don't overlap, added up.

    Best is the low end of the most reliable figures. Nobody told of any: 0, `told` false. An end
    that nobody gave ("at least 30") is the other one.
    """
    killed = [toll for toll in incident.tolls if toll.measure == "killed" and _bounds(toll)]
    several = any(_bounds(t)[0] != _bounds(t)[-1] for t in killed) or len(killed) > 1
    every = [t for t in killed if t.people == "all" and t.side is None]
    if every:
        low, best, high = _numbers(every[0])
        # All the dead are no fewer than the civilians among them.
        more = [_numbers(t)[2] for t in killed if t.people in WHOLE]
        return Deaths(low, best, max([high, *more]), told=True, several=several)
    parts = _apart(killed)
    if not parts:
        return Deaths(0, 0, 0, told=False, several=False)
    low, best, high = (sum(ends) for ends in zip(*map(_numbers, parts), strict=True))
    return Deaths(low, best, high, told=True, several=several, added=len(parts) > 1)


def civilians_of(incident: Incident) -> int:
    """The civilians among the dead, best figure; 0 where nobody tells."""
    return sum(
        _numbers(toll)[1]
        for toll in _of_kind([t for t in incident.tolls if t.measure == "killed"], "civilians")
        if _bounds(toll)
    )


def combatants_of(incident: Incident, sides: frozenset[str]) -> int:
    """The fighters and soldiers of a side among the dead, best figure."""
    found = [
        toll
        for toll in incident.tolls
        if toll.measure == "killed" and toll.side in sides and _bounds(toll)
    ]
    every = sum(_numbers(toll)[1] for toll in found if toll.people == "all")
    kinds = sum(_numbers(toll)[1] for toll in found if toll.people in COMBATANTS)
    return max(every, kinds)


def _apart(killed: list[Toll]) -> list[Toll]:
    """Tolls that don't overlap: by kind, or all the dead of each side, whichever counts more."""
    kinds = [toll for people in WHOLE for toll in _of_kind(killed, people)]
    sides = _of_kind(killed, "all")
    return max(kinds, sides, key=lambda several: sum(_numbers(toll)[2] for toll in several))


def _of_kind(killed: list[Toll], people: str) -> list[Toll]:
    """The tolls of a kind of people by side; where no side is told, the one of all."""
    found = [toll for toll in killed if toll.people == people]
    return [toll for toll in found if toll.side is not None] or found[:1]


def _numbers(toll: Toll) -> tuple[int, int, int]:
    ends = _bounds(toll)
    low, high = int(ends[0]), int(ends[-1])
    reliable = toll.views.get("most_reliable", (None, None))
    best = next((int(end) for end in reliable if end is not None), low)
    return low, min(max(best, low), high), high


def _bounds(toll: Toll) -> tuple[float, ...]:
    """The ends of the range that are known."""
    return tuple(end for end in toll.views.get("range", (None, None)) if end is not None)
