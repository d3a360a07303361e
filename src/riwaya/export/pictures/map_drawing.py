"""A map of incidents: land, waters and borders, circles of doubt, marks, names, a scale."""

from collections.abc import Iterable, Sequence
from math import floor, log10

from riwaya.export.pictures.base_map import Line, Lines, coarse, fine, fine_box, waters
from riwaya.export.pictures.clipping import lines_within, ring_within
from riwaya.export.pictures.legend import MARK, Entry, family_legend
from riwaya.export.pictures.marks import VAGUE_KM, Mark, drawn, is_vague, marks_of
from riwaya.export.pictures.naming import Box, box_of, names_on
from riwaya.export.pictures.projection import View, view_of
from riwaya.export.pictures.subject import Subject
from riwaya.export.pictures.svg import Drawing, element, group, path_of, text
from riwaya.export.shown.language import Language

#: Fewer degrees than this from side to side, and the fine lines are drawn.
CLOSE = 20.0
#: Pixels for a degree between which rivers are drawn, as on the desk's map (its zooms 5 to 9):
#: with fewer they crowd the map, with more they lie visibly beside their beds.
WATERS = (22.0, 370.0)
#: The scale is no longer than this, in pixels; it stands so far from the edges.
LONGEST, EDGE = 130.0, 14.0
#: A circle of doubt is drawn where it is so much wider than its mark, and not wider than the map.
BEYOND = 3.0


def view_for(subjects: Sequence[Subject], width: float) -> View:
    """The view of incidents with a place."""
    return view_of(placed(subjects), width)


def map_of(subjects: Sequence[Subject], view: View, words: Language) -> Drawing:
    """The map of incidents with a place."""
    marks = marks_of(subjects, view)
    furniture = scale_box(view, marks, words)
    parts = [
        element("rect", class_="sea", width=view.width, height=view.height),
        base(view),
        _doubts(marks, view),
        *(drawn(mark, words) for mark in reversed(marks)),
        names_on(view, marks, [furniture], words),
        _scale(view, furniture, words),
        element("rect", class_="edge", x=0.5, y=0.5, width=view.width - 1, height=view.height - 1),
    ]
    return Drawing(view.width, view.height, _cut("".join(parts), view))


def placed(subjects: Iterable[Subject]) -> list[tuple[float, float, float]]:
    """Latitude, longitude and kilometres of those that have a place."""
    return [
        (one.lat, one.lon, one.km or 0.0)
        for one in subjects
        if one.lat is not None and one.lon is not None
    ]


def map_legend(shown: Sequence[Subject], view: View, words: Language) -> tuple[Entry, ...]:
    """The families that there are with their counts, and what rings and circles mean."""
    entries = list(family_legend(shown, words))
    middle = MARK / 2
    marks = marks_of(shown, view)
    if any(len(mark.subjects) > 1 for mark in marks):
        ring = element("circle", class_="number", cx=middle, cy=middle, r=6, fill="none")
        entries.append(Entry(ring, words.label("pictures.several")))
    if any(map(is_vague, shown)):
        hollow = element("circle", class_="hollow line-strike", cx=middle, cy=middle, r=5.5)
        entries.append(Entry(hollow, words.label("pictures.vague", km=VAGUE_KM)))
    if _doubts(marks, view):
        circle = element(
            "circle", class_="doubt fill-strike line-strike", cx=middle, cy=middle, r=7.5
        )
        entries.append(Entry(circle, words.label("pictures.doubt")))
    return tuple(entries)


def base(view: View) -> str:
    """Land, waters, borders of countries; borders of regions where the map is near enough."""
    lines = _lines(view)
    return (
        _filled(lines.land, view, "land")
        + _waters(view)
        + _strokes(lines.regions, view, "region")
        + _strokes(lines.countries, view, "border")
    )


def _lines(view: View) -> Lines:
    west, south, east, north = view.box
    left, down, right, up = fine_box()
    apart = east < left or west > right or north < down or south > up
    return coarse() if apart or east - west > CLOSE else fine()


def _waters(view: View) -> str:
    """Rivers and lakes, unless the map is too far or too near for them."""
    least, most = WATERS
    if not least <= view.scale <= most:
        return ""
    held = waters()
    return _strokes(held.rivers, view, "river") + _filled(held.lakes, view, "lake")


def _filled(rings: Sequence[Line], view: View, class_: str) -> str:
    data = "".join(
        path_of(ring, closed=True)
        for line in rings
        if (ring := ring_within(_pixels(line, view), view.width, view.height))
    )
    return element("path", class_=class_, d=data) if data else ""


def _strokes(several: Sequence[Line], view: View, class_: str) -> str:
    data = "".join(
        path_of(run, closed=False)
        for line in several
        for run in lines_within(_pixels(line, view), view.width, view.height)
    )
    return element("path", class_=class_, d=data) if data else ""


def _pixels(line: Line, view: View) -> list[tuple[float, float]]:
    return [view.at(lat, lon) for lon, lat in line]


def _doubts(marks: Sequence[Mark], view: View) -> str:
    """The circle within which each incident lies; those that are alike are one."""
    found: dict[tuple[float, float, float], str] = {}
    for mark in marks:
        for one in mark.subjects:
            if one.lat is None or one.lon is None or not one.km:
                continue
            radius = view.pixels(one.km, one.lat)
            x, y = view.at(one.lat, one.lon)
            if mark.radius + BEYOND < radius < max(view.width, view.height):
                found.setdefault((round(x, 1), round(y, 1), round(radius, 1)), one.family)
    return "".join(
        element("circle", class_=f"doubt fill-{family} line-{family}", cx=x, cy=y, r=radius)
        for (x, y, radius), family in sorted(found.items(), key=lambda one: -one[0][2])
    )


def scale_km(view: View) -> float:
    """A round number of kilometres that is no longer than the scale may be."""
    _west, south, _east, north = view.box
    longest = LONGEST / view.pixels(1.0, (south + north) / 2)
    step = 10.0 ** floor(log10(longest))
    return next(step * times for times in (5, 2, 1) if step * times <= longest)


def scale_box(view: View, marks: Sequence[Mark], words: Language) -> Box:
    """Where the scale stands: where the language begins, unless a mark lies there."""
    top, bottom = view.height - 36, view.height - 6
    wide = LONGEST + 16
    boxes = [
        Box(left, top, left + wide, bottom) for left in (EDGE - 6, view.width - EDGE + 6 - wide)
    ]
    if words.direction == "rtl":
        boxes.reverse()
    return min(boxes, key=lambda box: sum(box.meets(box_of(mark)) for mark in marks))


def _scale(view: View, box: Box, words: Language) -> str:
    km = scale_km(view)
    _west, south, _east, north = view.box
    long = view.pixels(km, (south + north) / 2)
    left = box.left + 6 if box.left < view.width / 2 else box.right - 6 - long
    base_line = view.height - EDGE
    line = f"M{left:.1f} {base_line - 5:.1f}v5h{long:.1f}v-5"
    said = words.label("pictures.km", km=words.number(km))
    return element("path", class_="scale", d=line) + text(
        left + long / 2, base_line - 8, said, side="middle", class_="scale-said"
    )


def _cut(body: str, view: View) -> str:
    """Nothing is drawn beyond the map's edges."""
    box = element("rect", width=view.width, height=view.height)
    clip = element("clipPath", box, id="edges")
    return clip + group(body, clip_path="url(#edges)")


def busiest(marks: Sequence[Mark]) -> list[str]:
    """The places of the fullest marks, for those who don't see the map."""
    return list(dict.fromkeys(one.place for one in marks if one.place))[:5]
