"""Tolls on which origins disagree: what one of them allows, another one rules out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from riwaya.fusion.speakers import Speakers, name_of_entity
from riwaya.fusion.toll_views import number
from riwaya.fusion.tolls import counted
from riwaya.records.incident import Disagreement, Figure, Member, Toll

#: How far a number that is said to be about right may be off, as a share of it.
ABOUT = 0.1
#: Kinds that are no kind: two counts of them need not be of the same things.
ANYTHING = frozenset(["things"])

Span = tuple[float, float]


def toll_disagreements(tolls: Iterable[Toll], speakers: Speakers) -> Iterator[Disagreement]:
    """One disagreement for each toll of which two origins' current figures don't meet."""
    for toll in tolls:
        if toll.people in ANYTHING:
            continue
        said = figures_by_origin(counted(toll.figures, toll.people))
        spans = {origin: span_of(figures) for origin, figures in said.items()}
        lowest = min((high for _, high in spans.values()), default=inf)
        highest = max((low for low, _ in spans.values()), default=-inf)
        if highest <= lowest:
            continue
        ones = [origin for origin, (_, high) in spans.items() if high < highest]
        others = [o for o, (low, _) in spans.items() if low > lowest and o not in ones]
        yield Disagreement(
            kind="toll",
            sentence=f"{_what(toll)}: {_who(said, [*ones, *others], speakers)}.",
            one=_members(said, ones),
            other=_members(said, others),
        )


def figures_by_origin(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """The figures of each origin, origins in order of their ids."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.origin, []).append(figure)
    return dict(sorted(found.items()))


def span_of(figures: Sequence[Figure]) -> Span:
    """All that an origin's current figures allow."""
    spans = [_allowed(figure) for figure in figures]
    return min(low for low, _ in spans), max(high for _, high in spans)


def _allowed(figure: Figure) -> Span:
    low = -inf if figure.low is None else figure.low
    high = inf if figure.high is None else figure.high
    return (low * (1 - ABOUT), high * (1 + ABOUT)) if figure.approximate else (low, high)


def _what(toll: Toll) -> str:
    """What was counted: "Civilians killed", "Fighters of Islamic State killed"."""
    whose = f" of {name_of_entity(toll.side) or toll.side}" if toll.side else ""
    people = "people" if toll.people == "all" else toll.people
    done = "killed or injured, counted together" if toll.measure == "people" else toll.measure
    return f"{people.capitalize()}{whose} {done}"


def _who(said: Mapping[str, Sequence[Figure]], origins: Iterable[str], speakers: Speakers) -> str:
    """Each number with those who give it, lowest first: "12 by A and B, 15 by C"."""
    numbers: dict[tuple[float | None, float | None], set[str]] = {}
    for origin in origins:
        for figure in said[origin]:
            numbers.setdefault((figure.low, figure.high), set()).add(origin)
    ordered = sorted(numbers, key=lambda n: (n[0] if n[0] is not None else -inf, n[1] or inf))
    return ", ".join(f"{number(n)} by {speakers.names(numbers[n])}" for n in ordered)


def _members(said: Mapping[str, Sequence[Figure]], origins: Iterable[str]) -> tuple[Member, ...]:
    found = {figure.member for origin in origins for figure in said[origin]}
    return tuple(sorted(found, key=lambda m: (m.report, m.claim, m.source)))
