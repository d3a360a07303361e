"""What to look at next: open claims, by what hangs on them in published numbers and by doubt.

A rough order, made to be quick with 100,000 claims; its reasons are said with each claim. What
would really change if one claim were rejected is worked out for the claim at hand
(`workspace.without`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2, log10
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from riwaya.store.query import Query
from riwaya.store.queue import Candidate, Told, candidates, marked, told_in
from riwaya.store.search import count

#: Claims that are ranked; further ones come up once these are decided.
RANKED = 300
#: What each reason weighs; an end of a toll weighs more, the higher the number is.
EFFECT = {"only_count": 2.5, "highest": 3.0, "lowest": 2.0, "shared_end": 0.8, "only_origin": 2.0}
DOUBT = {"unsure": 1.0, "disputed": 0.6, "denied": 0.6, "recalled": 0.2}
#: Doubt is told where the confidence is so near to one half.
UNSURE = 0.5
#: Even a claim on which nothing hangs is looked at some time.
LEAST = 0.5


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """One reason to look at a claim: its name, and the numbers of its sentence by name."""

    name: str
    values: dict[str, Any] = {}


class Queued(NamedTuple):
    """A claim with its place in the queue."""

    candidate: Candidate
    score: float
    why: tuple[Why, ...]


class Line(NamedTuple):
    """The queue: the first claims in order, and how many wait in all."""

    first: tuple[Queued, ...]
    left: int


def queue_of(connection: Connection, query: Query) -> Line:
    """The open claims that satisfy a query, those to look at first before others."""
    wanted = msgspec.structs.replace(query, reviews=("open",), limit=RANKED, offset=0)
    left = count(connection, wanted)
    found = candidates(connection, wanted, RANKED, left)
    return Line(ranked(connection, found), left)


def ranked(connection: Connection, found: Sequence[Candidate]) -> tuple[Queued, ...]:
    """Claims in the order in which to look at them, each with its reasons."""
    happenings = {one.incident_n for one in found if one.incident_n is not None}
    told = told_in(connection, happenings)
    marks = marked(connection, [one.n for one in found])
    groups = {n: _Group(of) for n, of in told.items()}
    several = [_queued(one, groups, marks.get(one.n, frozenset())) for one in found]
    return tuple(sorted(several, key=lambda one: (-one.score, one.candidate.n)))


def _queued(one: Candidate, groups: Mapping[int, "_Group"], marks: frozenset[str]) -> Queued:
    group = groups.get(one.incident_n or 0)
    effect = list(group.effect(one.n, partial="partial" in marks)) if group else []
    doubt = list(_doubt(one, group))
    if "recalled" in marks:
        doubt.append((Why(name="recalled"), DOUBT["recalled"]))
    weight = 1 + log2(1 + one.reports)
    score = weight * (LEAST + sum(w for _, w in effect)) * (LEAST + sum(w for _, w in doubt))
    ordered = sorted([*effect, *doubt], key=lambda reason: -reason[1])
    return Queued(one, score, tuple(why for why, _ in ordered))


def _doubt(one: Candidate, group: "_Group | None") -> Iterator[tuple[Why, float]]:
    unsure = 1 - 2 * abs(one.confidence - 0.5)
    if unsure >= UNSURE:
        yield Why(name="unsure", values={"share": one.confidence}), unsure * DOUBT["unsure"]
    low, high = one.killed_low, one.killed_high
    if low is not None and high is not None and low < high:
        yield Why(name="disputed", values={"bounds": (low, high)}), DOUBT["disputed"]
    if group is not None and group.denied:
        yield Why(name="denied"), DOUBT["denied"]


class _Group:
    """What the claims of an incident tell, so that one claim's part in it can be asked for."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = {one.n: one for one in told}
        self._voices = Counter(one.voice for one in told)
        self._counts: dict[str, dict[int, tuple[float | None, float | None]]] = {}
        for one in told:
            for measure, low, high in one.counts:
                self._counts.setdefault(measure, {})[one.n] = (low, high)
        denying = sum(one.denies for one in told)
        self.denied = 0 < denying < len(told)

    def effect(self, n: int, *, partial: bool) -> Iterator[tuple[Why, float]]:
        """What of the incident's numbers rests on a claim; a part's number is no end of a toll."""
        one = self._told.get(n)
        if one is None:
            return
        for measure, low, high in () if partial else one.counts:
            yield from self._ends(n, measure, low, high)
        if len(self._voices) > 1 and self._voices[one.voice] == 1:
            of = {"count": len(self._voices)}
            yield Why(name="only_origin", values=of), EFFECT["only_origin"]

    def _ends(
        self, n: int, measure: str, low: float | None, high: float | None
    ) -> Iterator[tuple[Why, float]]:
        said = self._counts[measure]
        top = high if high is not None else low
        bottom = low if low is not None else high
        if top is None or bottom is None:
            return
        tops = [_or(h, lo) for other, (lo, h) in said.items() if other != n]
        bottoms = [_or(lo, h) for other, (lo, h) in said.items() if other != n]
        size = 1 + log10(1 + max(top, 0))
        number = {"measure": measure, "number": top}
        if not tops:
            yield Why(name="only_count", values=number), EFFECT["only_count"] * size
        elif top > max(tops):
            yield Why(name="highest", values=number), EFFECT["highest"] * size
        elif bottom < min(bottoms):
            number = {"measure": measure, "number": bottom}
            yield Why(name="lowest", values=number), EFFECT["lowest"] * size
        elif top == max(tops) and min(bottoms) < top:
            others = {"count": tops.count(top)}
            yield Why(name="shared_end", values=number | others), EFFECT["shared_end"] * size


def _or(one: float | None, other: float | None) -> float:
    value = one if one is not None else other
    return 0.0 if value is None else value


def after(line: Line, skipped: Iterable[str]) -> list[Queued]:
    """The claims in the order in which a person gets them: those that they skipped come last."""
    passed = set(skipped)
    return sorted(line.first, key=lambda one: key_of(one.candidate) in passed)


def key_of(candidate: Candidate) -> str:
    """How a claim is called: its report's id and its anchor."""
    return f"{candidate.report}/{candidate.anchor}"
