"""An incident in one English line: what, where, when, and how many died."""

from collections.abc import Sequence
from datetime import date

from riwaya.fusion.outline import Outline
from riwaya.fusion.speakers import name_of_entity
from riwaya.fusion.toll_views import UNTOLD, Interval, number
from riwaya.knowledge.titles import event_titles
from riwaya.records.incident import Toll

#: Kinds that stand for themselves in a title; women and children are parts of others.
WHOLE = ("civilians", "fighters", "soldiers")
#: Tolls of one title at most.
MOST = 3


def title_of(outline: Outline, tolls: Sequence[Toll]) -> str:
    """One line: "Air strikes in Al Mayadin, 2 May 2016: 12–15 killed".

    What nobody tells is left out.
    """
    head = _what_and_where(outline)
    days = _days(outline.first_day, outline.last_day)
    toll = _toll(tolls, "killed") or _toll(tolls, "injured")
    return head + (f", {days}" if days else "") + (f": {toll}" if toll else "")


def _what_and_where(outline: Outline) -> str:
    title, preposition = event_titles()[outline.events[0]] if outline.events else ("Incident", "in")
    name = outline.spot.name if outline.spot else None
    return f"{title} {preposition} {name}" if name else title


def _days(first: int | None, last: int | None) -> str:
    """The days: "2 May 2016", "2–4 May 2016", "30 April – 2 May 2016"."""
    if first is None or last is None:
        return ""
    one, other = date.fromordinal(first), date.fromordinal(last)
    end = f"{other.day} {other:%B %Y}"
    if one == other:
        return end
    if (one.year, one.month) == (other.year, other.month):
        return f"{one.day}\N{EN DASH}{end}"
    start = f"{one.day} {one:%B}" + (f" {one.year}" if one.year != other.year else "")
    return f"{start} \N{EN DASH} {end}"


def _toll(tolls: Sequence[Toll], measure: str) -> str:
    """The range of all people, else of each kind that was counted."""
    told = [t for t in tolls if t.measure == measure and _view(t) != UNTOLD]
    every = [t for t in told if t.people == "all" and t.side is None]
    if every:
        civilians = [t for t in told if t.people == "civilians" and t.side is None]
        return f"{number(_joined(_view(every[0]), civilians))} {measure}"
    kinds = [t for t in told if t.people in WHOLE or t.people == "all"]
    parts = [f"{number(_view(t))} {_people(t, kinds)}".strip() for t in kinds[:MOST]]
    return f"{', '.join(parts)} {measure}" if parts else ""


def _joined(every: Interval, civilians: Sequence[Toll]) -> Interval:
    """All the dead are no fewer than the civilians among them."""
    low, high = every
    for toll in civilians:
        more = toll.views["range"][1] or toll.views["range"][0]
        if high is not None and more is not None and more > high:
            high = more
    return low, high


def _view(toll: Toll) -> Interval:
    return toll.views.get("range", UNTOLD)


def _people(toll: Toll, kinds: Sequence[Toll]) -> str:
    """Who was counted: "fighters", and whose, where two sides lost some."""
    several = sum(other.people == toll.people for other in kinds) > 1
    name = name_of_entity(toll.side) if toll.side and (several or toll.people == "all") else None
    people = "" if toll.people == "all" else toll.people
    return f"{people} of {name}".strip() if name else people
