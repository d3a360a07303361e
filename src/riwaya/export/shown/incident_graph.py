"""Who passes on whom in one incident, drawn: origins, those who pass them on, outlets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from riwaya.export.shown.incident_view import View
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.passers import is_agency, outlet_key, passers_of
from riwaya.fusion.same_voice import name_of
from riwaya.records.incident import Origin

#: Of the drawing: its width, a node's width and height, what lies between two, a line's curve.
WIDE, NODE, TALL, GAP, MARGIN = 960, 236, 40, 14, 6
#: Letters of a name that a node has room for.
LETTERS = 30
#: Nodes drawn in a column; the others are told in words alone.
MOST = 14
COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the drawing: the middle of its box is at x, y."""

    key: str
    name: str
    short: str
    column: int
    reports: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """What one passes on of another: a curve, as wide as reports are many."""

    path: str
    width: float
    says: tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing: its height, nodes and lines; how many more nodes there are than drawn."""

    wide: int
    tall: float
    node: tuple[int, int]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    more: int


@dataclass
class Passing:
    """Who is in which column by key, with a name; and edges with the reports that they carry."""

    names: list[dict[str, str]] = field(default_factory=lambda: [{} for _ in range(COLUMNS)])
    reports: dict[tuple[int, str], set[str]] = field(default_factory=dict)
    edges: dict[tuple[tuple[int, str], tuple[int, str]], set[str]] = field(default_factory=dict)

    def way(self, report: str, *steps: tuple[int, str, str]) -> None:
        """A report came this way: column, key and name of each that it passed."""
        ends = [(column, key) for column, key, _ in steps]
        for column, key, name in steps:
            self.names[column].setdefault(key, name)
            self.reports.setdefault((column, key), set()).add(report)
        for one, other in pairwise(ends):
            self.edges.setdefault((one, other), set()).add(report)


def passing_of(view: View, gathered: Gathered | None) -> Passing:
    """How each report of an incident came by what it says; without texts, by what is published."""
    passing = Passing()
    incident = view.incident
    for origin in incident.origins:
        name = view.names[origin.id].shown if origin.id in view.names else origin.name
        start = (0, origin.id, name)
        if gathered is None:
            for id_ in origin.reports:
                _told(passing, view, start, origin.through, id_)
        else:
            _heard(passing, view, start, origin, gathered)
    return passing


def _heard(
    passing: Passing, view: View, start: tuple[int, str, str], origin: Origin, gathered: Gathered
) -> None:
    """The ways of an origin's reports, by whom each of them names and copies."""
    for report in gathered.reports:
        if report.id not in origin.reports:
            continue
        own = outlet_key(report)
        several = passers_of(gathered, origin.entity, [report])
        media = [key for key in several if key not in {own, origin.id}]
        end = (2, own or report.id, _outlet(view, report.outlet, own))
        for key in media:
            passing.way(report.id, start, (1, key, view.entity(key, name_of(key)).shown), end)
        if not media:
            passing.way(report.id, start, end)


def _told(
    passing: Passing, view: View, start: tuple[int, str, str], through: Sequence[str], report: str
) -> None:
    outlet = view.reports[report].outlet if report in view.reports else None
    for name in through:
        passing.way(report, start, (1, name, name))
    if outlet or not through:
        passing.way(report, start, (2, outlet or "unsigned", _outlet(view, outlet, None)))


def _outlet(view: View, outlet: str | None, key: str | None) -> str:
    if outlet:
        return outlet if key is None or not is_agency(key) else view.entity(key, None).shown
    return view.words.label("incident.unsigned")


def drawn(passing: Passing, *, mirrored: bool) -> Graph:
    """The drawing, from the reader's left to right or, mirrored, from right to left."""
    columns = [_ordered(passing, column) for column in range(COLUMNS)]
    shown = [several[:MOST] for several in columns]
    tall = max(len(several) for several in shown) * (TALL + GAP) - GAP + 2 * MARGIN
    used = [column for column, several in enumerate(shown) if several]
    spread = (WIDE - NODE) / max(1, len(used) - 1)
    nodes = {
        (column, key): _node(
            passing, (column, key), used.index(column) * spread,
            _row(place, len(several), tall), mirrored=mirrored,
        )
        for column, several in enumerate(shown)
        for place, key in enumerate(several)
    }  # fmt: skip
    lines = [
        _line(nodes[one], nodes[other], len(reports), mirrored=mirrored)
        for (one, other), reports in passing.edges.items()
        if one in nodes and other in nodes
    ]
    more = sum(len(several) for several in columns) - len(nodes)
    return Graph(WIDE, tall, (NODE, TALL), tuple(nodes.values()), tuple(lines), more)


def _ordered(passing: Passing, column: int) -> list[str]:
    """Those of a column: near those that they have to do with, then by their reports."""
    before = {key: place for place, key in enumerate(passing.names[0])}

    def rank(key: str) -> tuple[float, int, str]:
        sources = [before[one[1]] for one, other in passing.edges
                   if other == (column, key) and one[0] == 0]  # fmt: skip
        middle = sum(sources) / len(sources) if sources else float(column)
        return middle, -len(passing.reports[column, key]), key

    return list(passing.names[0]) if column == 0 else sorted(passing.names[column], key=rank)


def _row(place: int, several: int, tall: float) -> float:
    """The middle of a node, in a column that is centred."""
    used = several * (TALL + GAP) - GAP
    return (tall - used) / 2 + place * (TALL + GAP) + TALL / 2


def _node(passing: Passing, at: tuple[int, str], x: float, y: float, *, mirrored: bool) -> Node:
    column, key = at
    x += NODE / 2
    name = passing.names[column][key]
    return Node(
        key=key,
        name=name,
        short=name if len(name) <= LETTERS else name[: LETTERS - 1] + "\N{HORIZONTAL ELLIPSIS}",
        column=column,
        reports=len(passing.reports[at]),
        x=WIDE - x if mirrored else x,
        y=y,
    )


def _line(one: Node, other: Node, reports: int, *, mirrored: bool) -> Line:
    half = -NODE / 2 if mirrored else NODE / 2
    first, last = one.x + half, other.x - half
    middle = (first + last) / 2
    path = f"M{first:g} {one.y:g}C{middle:g} {one.y:g} {middle:g} {other.y:g} {last:g} {other.y:g}"
    return Line(path, min(8.0, 1.0 + reports), (one.name, other.name, reports))


def told(passing: Passing) -> list[tuple[str, list[tuple[str, int]]]]:
    """The same in words: who is passed on by whom, with the number of reports."""
    found: dict[tuple[int, str], list[tuple[str, int]]] = {}
    for (one, other), reports in passing.edges.items():
        found.setdefault(one, []).append((passing.names[other[0]][other[1]], len(reports)))
    return [(passing.names[column][key], ends) for (column, key), ends in _sorted(found)]


def _sorted(
    found: Mapping[tuple[int, str], list[tuple[str, int]]],
) -> Iterable[tuple[tuple[int, str], list[tuple[str, int]]]]:
    return sorted(found.items(), key=lambda item: item[0][0])
