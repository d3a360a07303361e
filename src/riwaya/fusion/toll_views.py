"""Views over the figures of one toll: each a rule with a name, for people to choose from.

A view takes the *current* figures: every origin's, without those that a later one of the same
origin replaced. It gives [low, high], both included; None at an end that nobody gave, and at both
where the view can't be told. No view adds figures up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

Interval = tuple[float | None, float | None]
UNTOLD: Interval = (None, None)
#: A majority takes more than one.
FEWEST_ORIGINS = 2


@dataclass(frozen=True, slots=True)
class Current:
    """A current figure: its origin, its bounds, and what views choose by.

    `rank`: of the kind of speaker, 1 first; `reviewed`: a person has accepted the claim.
    """

    origin: str
    low: float | None
    high: float | None
    rank: int
    reviewed: bool
    said: str | None


def spread(figures: Sequence[Current]) -> Interval:
    """Range: from the lowest number that anyone gives to the highest.

    «At least 30» adds no upper number of its own; where it is above all others, the end is open.
    """
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    low = min(lows, default=None)
    high = max(highs, default=None)
    if low is None or any(f.low is None and _above(f.high) < low for f in figures):
        low = None
    if high is None or any(f.high is None and _below(f.low) > high for f in figures):
        high = None
    return low, high


def majority(figures: Sequence[Current]) -> Interval:
    """Majority: the numbers that more than half of the origins allow; untold if there are two such.

    Origins count, not reports. An origin allows all from its lowest to its highest number.
    """
    spans = [_span(several) for several in _by_origin(figures).values()]
    if len(spans) < FEWEST_ORIGINS:
        return UNTOLD
    allowed = {
        (low, min(end for start, end in spans if start <= low <= end)): sum(
            start <= low <= end for start, end in spans
        )
        for low, _ in spans
    }
    most = max(allowed.values())
    best = [numbers for numbers, count in allowed.items() if count == most]
    if most * 2 <= len(spans) or len(best) > 1:
        return UNTOLD
    return _interval(*best[0])


def most_reliable(figures: Sequence[Current]) -> Interval:
    """Most reliable: figures of reviewed claims before others, then the kind of speaker.

    The order of kinds is data/fusion/reliability.tsv: those who document and who count bodies
    before newsrooms, witnesses, officials, parties to the fighting. Equals give their range.
    """
    best = min(((not f.reviewed, f.rank) for f in figures), default=None)
    return spread([f for f in figures if (not f.reviewed, f.rank) == best])


def latest(figures: Sequence[Current]) -> Interval:
    """Latest: what each origin said last, and the range of that over the origins.

    A figure whose day nobody knows stands only where its origin has none with a day.
    """
    last: list[Current] = []
    for several in _by_origin(figures).values():
        day = max((f.said for f in several if f.said is not None), default=None)
        last += [f for f in several if f.said == day]
    return spread(last)


#: The views by the name under which a toll has them.
VIEWS: dict[str, Callable[[Sequence[Current]], Interval]] = {
    "range": spread,
    "majority": majority,
    "most_reliable": most_reliable,
    "latest": latest,
}


def _by_origin(figures: Sequence[Current]) -> dict[str, list[Current]]:
    found: dict[str, list[Current]] = {}
    for figure in figures:
        found.setdefault(figure.origin, []).append(figure)
    return found


def _span(figures: Sequence[Current]) -> tuple[float, float]:
    return min(_below(f.low) for f in figures), max(_above(f.high) for f in figures)


def _below(low: float | None) -> float:
    return -inf if low is None else low


def _above(high: float | None) -> float:
    return inf if high is None else high


def _interval(low: float, high: float) -> Interval:
    return None if low == -inf else low, None if high == inf else high


def number(interval: Interval) -> str:
    """An interval in words: "12", "12–15", "at least 12", "up to 15"."""
    low, high = interval
    if low is None:
        return "an unknown number" if high is None else f"up to {high:g}"
    if high is None:
        return f"at least {low:g}"
    return f"{low:g}" if low == high else f"{low:g}\N{EN DASH}{high:g}"
