"""The tolls of an incident: every number with its speaker, and named views over them.

A toll is of one measure, one side and one kind of people; figures of other kinds never mix with
it, and nothing is added up. Parts («among them 4 children») are figures of their own kind, never
of the whole's. Counts of dead and hurt together are a toll of their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from riwaya.fusion.counted_people import Counted, counts_in
from riwaya.fusion.gathered import Gathered, key_of, member_of
from riwaya.fusion.speakers import reliability_of
from riwaya.fusion.superseded import Value, first_said, superseded
from riwaya.fusion.told import ToldReport
from riwaya.fusion.toll_views import VIEWS, Current
from riwaya.records.claim import Claim
from riwaya.records.incident import Figure, Toll
from riwaya.records.terms import Measure

#: Tolls in the order in which they are shown.
MEASURES: tuple[Measure, ...] = (
    "killed", "injured", "people", "detained", "abducted", "displaced", "destroyed",
)  # fmt: skip
PEOPLE = (
    "all", "civilians", "children", "women", "journalists", "medics", "fighters", "soldiers",
    "families", "buildings", "vehicles", "weapons", "positions", "things",
)  # fmt: skip
#: Kinds that say too little for a part of them to be a toll: a part of whom?
VAGUE = frozenset(["all", "things"])

Row = tuple[Measure, str, str | None]


@dataclass(frozen=True, slots=True)
class Said:
    """A figure with what the record doesn't keep: its rank, its review, its place in the text."""

    row: Row
    figure: Figure
    rank: int
    reviewed: bool
    update: bool
    start: int


def tolls_of(gathered: Gathered, origin_of: Mapping[str, str]) -> tuple[Toll, ...]:
    """The tolls of an incident, by measure, kind of people and side.

    `origin_of` gives each claim's origin by key; claims that a person rejected give no figure.
    """
    rows: dict[Row, list[Said]] = {}
    for said in _with_one_side(list(_all_said(gathered, origin_of)), gathered.top_of):
        rows.setdefault(said.row, []).append(said)
    order = sorted(rows, key=_order)
    return tuple(_toll(row, rows[row]) for row in order)


def counted(figures: Sequence[Figure], people: str) -> list[Figure]:
    """The figures of a toll that count in its views: not replaced, and no part of another.

    A part counts for its own kind («among them 4 children» for the children), unless its report
    gives the whole of that kind as well, or doesn't say of what kind the part is.
    """
    wholes = {(f.member.report, f.origin) for f in figures if not f.subset}
    return [
        f
        for f in figures
        if not f.replaced
        and not (f.subset and (people in VAGUE or (f.member.report, f.origin) in wholes))
    ]


def _all_said(gathered: Gathered, origin_of: Mapping[str, str]) -> Iterable[Said]:
    for report in gathered.reports:
        kept = [
            claim
            for claim in gathered.claims[report.id]
            if gathered.reviews.get(key_of(report, claim)) != "rejected"
        ]
        found = list(counts_in(report, kept))
        for claim, count in found:
            key = key_of(report, claim)
            origin = origin_of.get(key)
            if origin is None:
                continue
            side = count.side or _side_of_whole(claim, count, found)
            yield Said(
                (count.measure, count.people, side),
                _figure(report, claim, count, origin),
                reliability_of(report, claim).rank,
                gathered.reviews.get(key) in {"accepted", "corrected"},
                count.update,
                count.quantity.start,
            )


def _side_of_whole(
    claim: Claim, part: Counted, found: Iterable[tuple[Claim, Counted]]
) -> str | None:
    """A part is of its whole's side."""
    if part.quantity.subset is not True:
        return None
    return next(
        (
            count.side
            for other, count in found
            if other.id == claim.id
            and count.measure == part.measure
            and count.quantity.subset is not True
        ),
        None,
    )


def _figure(report: ToldReport, claim: Claim, count: Counted, origin: str) -> Figure:
    quantity = count.quantity
    return Figure(
        low=None if quantity.low is None else float(quantity.low),
        high=None if quantity.high is None else float(quantity.high),
        origin=origin,
        member=member_of(report, claim),
        said=report.published,
        approximate=quantity.approximate is True,
        subset=quantity.subset is True,
        joint=quantity.joint is True,
    )


def _with_one_side(several: list[Said], top_of: Callable[[str], str]) -> list[Said]:
    """Where one report names a state and another one its army, they count the army's people.

    With two forces of one state the sides stay as they are told: they have tolls of their own.
    """
    named: dict[tuple[Measure, str, str], set[str]] = {}
    for said in several:
        measure, people, side = said.row
        if side is not None:
            named.setdefault((measure, people, top_of(side)), set()).add(side)
    found = []
    for said in several:
        measure, people, side = said.row
        if side is not None:
            top = top_of(side)
            below = named[measure, people, top] - {top}
            if side == top and len(below) == 1:
                side = next(iter(below))
        found.append(replace(said, row=(measure, people, side)))
    return found


def _order(row: Row) -> tuple[int, int, bool, str]:
    measure, people, side = row
    return MEASURES.index(measure), PEOPLE.index(people), side is not None, side or ""


def _toll(row: Row, several: Iterable[Said]) -> Toll:
    measure, people, side = row
    said = sorted(several, key=_when_said)
    counting = set(map(id, counted([one.figure for one in said], people)))
    values = [_value(one) for one in said if id(one.figure) in counting]
    old, first = superseded(values), first_said(values)
    current: list[Current] = []
    figures: list[Figure] = []
    for one in said:
        counts = id(one.figure) in counting
        gone = counts and _value(one).key in old
        figures.append(msgspec.structs.replace(one.figure, replaced=True) if gone else one.figure)
        if counts and not gone:
            current.append(_current(one, first[_value(one).key]))
    views = {name: view(current) for name, view in VIEWS.items()}
    return Toll(measure=measure, side=side, people=people, figures=tuple(figures), views=views)


def _value(one: Said) -> Value:
    figure = one.figure
    return Value(
        figure.origin, figure.low, figure.high, figure.said, figure.member.report, one.update
    )


def _current(one: Said, first: str | None) -> Current:
    """A figure as views take it; its day is the first on which its origin said the number."""
    figure = one.figure
    day = first[:10] if first else None
    return Current(figure.origin, figure.low, figure.high, one.rank, one.reviewed, day)


def _when_said(one: Said) -> tuple[bool, str, str, int, int, str]:
    """By day, undated ones last; then by report and place in its text."""
    figure = one.figure
    return (
        figure.said is None,
        figure.said or "",
        figure.member.report,
        one.start,
        figure.subset,
        figure.member.claim,
    )
