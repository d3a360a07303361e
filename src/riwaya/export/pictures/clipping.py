"""Lines and rings cut to a rectangle and freed of corners that nobody could see."""

import itertools
from collections.abc import Callable, Iterator, Sequence

Pixel = tuple[float, float]
#: Corners nearer to each other than this, in pixels, are one.
FINEST = 0.6
#: Beyond the edges, so that the strokes of what is cut aren't seen.
BEYOND = 6.0


def thinned(points: Sequence[Pixel]) -> list[Pixel]:
    """The points without those that lie on the one before; the last one stays."""
    found = [points[0]]
    for point in points[1:]:
        if abs(point[0] - found[-1][0]) + abs(point[1] - found[-1][1]) >= FINEST:
            found.append(point)
    if found[-1] != points[-1]:
        found.append(points[-1])
    return found


def ring_within(ring: Sequence[Pixel], width: float, height: float) -> list[Pixel]:
    """The ring cut to the rectangle (Sutherland and Hodgman, 1974); empty where it lies outside."""
    if _outside(ring, width, height):
        return []
    found = thinned(ring)
    for inside, edge in _edges(width, height):
        found = _cut(found, inside, edge)
        if len(found) < 3:
            return []
    return found


def lines_within(line: Sequence[Pixel], width: float, height: float) -> Iterator[list[Pixel]]:
    """The stretches of a line that the rectangle shows, with a corner beyond at either end."""
    if _outside(line, width, height):
        return
    points = thinned(line)
    run: list[Pixel] = []
    for one, other in itertools.pairwise(points):
        if _outside((one, other), width, height):
            if run:
                yield run
            run = []
            continue
        run = run or [one]
        run.append(other)
    if run:
        yield run


def _outside(points: Sequence[Pixel], width: float, height: float) -> bool:
    """Whether all lie beyond the same edge."""
    across, up = [p[0] for p in points], [p[1] for p in points]
    return (
        max(across) < -BEYOND
        or min(across) > width + BEYOND
        or max(up) < -BEYOND
        or min(up) > height + BEYOND
    )


Edge = tuple[Callable[[Pixel], bool], Callable[[Pixel, Pixel], Pixel]]


def _edges(width: float, height: float) -> Iterator[Edge]:
    for axis, bound, below in (
        (0, -BEYOND, False),
        (0, width + BEYOND, True),
        (1, -BEYOND, False),
        (1, height + BEYOND, True),
    ):
        yield _side(axis, bound, below=below), _crossing(axis, bound)


def _side(axis: int, bound: float, *, below: bool) -> Callable[[Pixel], bool]:
    return lambda point: point[axis] <= bound if below else point[axis] >= bound


def _crossing(axis: int, bound: float) -> Callable[[Pixel, Pixel], Pixel]:
    def cross(one: Pixel, other: Pixel) -> Pixel:
        share = (bound - one[axis]) / (other[axis] - one[axis])
        across = one[0] + share * (other[0] - one[0])
        up = one[1] + share * (other[1] - one[1])
        return (bound, up) if axis == 0 else (across, bound)

    return cross


def _cut(
    ring: Sequence[Pixel],
    inside: Callable[[Pixel], bool],
    cross: Callable[[Pixel, Pixel], Pixel],
) -> list[Pixel]:
    found: list[Pixel] = []
    for one, other in zip([ring[-1], *ring[:-1]], ring, strict=True):
        if inside(other):
            if not inside(one):
                found.append(cross(one, other))
            found.append(other)
        elif inside(one):
            found.append(cross(one, other))
    return found
