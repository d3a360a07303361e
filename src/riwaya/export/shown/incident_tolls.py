"""Tolls as they are shown: every number with its speaker as a stretch of one scale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riwaya.export.shown.incident_view import Name, View
from riwaya.records.decision import Review
from riwaya.records.incident import Figure, Toll

Bounds = tuple[float | None, float | None]
#: Views in the order in which they are shown.
VIEWS = ("range", "majority", "most_reliable", "latest")
#: The drawing is this wide; a single number is drawn so wide, and what is open fades over so much.
WIDE, TICK, OPEN = 1000.0, 8.0, 60.0
#: Room at the end of the scale.
ROOM = 1.06


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the scale: where it begins, how wide, and whether an end is open."""

    x: float
    width: float
    #: What fades beyond it on either side; 0 where the end is known.
    below: float
    above: float


@dataclass(frozen=True, slots=True)
class ViewShown:
    """One way to take the numbers; no bar where it can't be told."""

    name: str
    bounds: Bounds
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A number as somebody gave it."""

    name: Name | None
    said: str | None
    outlet: str | None
    bounds: Bounds
    bar: Bar | None
    #: Labels: about, part, joint, replaced.
    marks: tuple[str, ...]
    review: Review
    href: str | None


@dataclass(frozen=True, slots=True)
class TollShown:
    """All numbers of one measure, side and kind of people."""

    measure: str
    people: str
    side: Name | None
    views: tuple[ViewShown, ...]
    figures: tuple[FigureShown, ...]
    top: float
    reviewed: int
    of: int

    @property
    def range(self) -> Bounds:
        """From the lowest to the highest number."""
        return self.views[0].bounds


def tolls_shown(view: View) -> list[TollShown]:
    """The tolls of an incident, in their order."""
    return [_toll(view, toll) for toll in view.incident.tolls]


def _toll(view: View, toll: Toll) -> TollShown:
    top = _top(toll)
    reviewed, of = view.reviewed(figure.member for figure in toll.figures)
    return TollShown(
        measure=toll.measure,
        people=toll.people,
        side=view.entity(toll.side) if toll.side else None,
        views=tuple(
            ViewShown(name, toll.views[name], bar_of(toll.views[name], top))
            for name in VIEWS
            if name in toll.views
        ),
        figures=tuple(_figure(view, figure, top) for figure in _ordered(toll.figures)),
        top=top,
        reviewed=reviewed,
        of=of,
    )


def _ordered(figures: Sequence[Figure]) -> Iterable[Figure]:
    """Figures in force first, each group by the time at which they were said."""
    return sorted(figures, key=lambda one: (one.replaced, one.said is None, one.said or ""))


def _figure(view: View, figure: Figure, top: float) -> FigureShown:
    bounds = figure.low, figure.high
    report = view.reports.get(figure.member.report)
    marks = (
        ("about", figure.approximate), ("part", figure.subset), ("joint", figure.joint),
        ("replaced", figure.replaced),
    )  # fmt: skip
    return FigureShown(
        name=view.names.get(figure.origin),
        said=figure.said,
        outlet=report.outlet if report else None,
        bounds=bounds,
        bar=bar_of(bounds, top),
        marks=tuple(name for name, holds in marks if holds),
        review=view.review(figure.member),
        href=view.href(figure.member),
    )


def _top(toll: Toll) -> float:
    """The highest number of a toll, as the end of its scale."""
    said = [bound for f in toll.figures for bound in (f.low, f.high) if bound is not None]
    return max([1.0, *said])


def bar_of(bounds: Bounds, top: float) -> Bar | None:
    """Where a number lies on a scale from nothing to `top`; None where both ends are open."""
    low, high = bounds
    if low is None and high is None:
        return None
    scale = (WIDE - TICK) / (top * ROOM)
    first = (low if low is not None else high or 0.0) * scale
    last = (high if high is not None else low or 0.0) * scale
    return Bar(
        x=round(first, 1),
        width=round(max(0.0, last - first) + TICK, 1),
        below=min(OPEN, round(first, 1)) if low is None else 0.0,
        above=OPEN if high is None else 0.0,
    )
