"""Tolls under each other on one scale: heading, days, the strip, the range, who says it."""

from collections.abc import Sequence

from riwaya.export.pictures.days import days_said
from riwaya.export.pictures.legend import MARK, Entry
from riwaya.export.pictures.letters import fitted, width_of
from riwaya.export.pictures.svg import Drawing, Side, element, group, text
from riwaya.export.pictures.toll_rows import Row, Scale
from riwaya.export.pictures.toll_strip import WIDE, along, people_said, speakers_said, strip
from riwaya.export.shown.language import Language

#: Pixels of a row, of the axis, of the column of headings, of that of ranges.
ROW, AXIS, NAMES, BOUNDS = 50.0, 26.0, 300.0, 92.0
HEADING, SMALL = 12.5, 11.0


def tolls_of(rows: Sequence[Row], scale: Scale, width: float, words: Language) -> Drawing:
    """The rows over each other."""
    wide = width - NAMES - BOUNDS - 24
    left = BOUNDS + 12 if words.direction == "rtl" else NAMES + 12
    high = AXIS + len(rows) * ROW
    parts = [_axis(scale, left, wide, high, words)]
    for place, row in enumerate(rows):
        y = AXIS + place * ROW
        if place and row.first:
            parts.append(element("line", class_="between", x1=0, x2=width, y1=y - 6, y2=y - 6))
        parts.append(_row(row, scale, y, (left, wide, width), words))
    return Drawing(width, high, "".join(parts))


def _axis(scale: Scale, left: float, wide: float, high: float, words: Language) -> str:
    found, last = [], None
    for tick in scale.ticks:
        x = left + along(tick, scale, words) / WIDE * wide
        said = words.number(tick)
        if last is not None and abs(x - last) < width_of(said, SMALL) + 8:
            continue
        last = x
        found.append(element("line", class_="grid", x1=x, x2=x, y1=AXIS - 6, y2=high - 12))
        found.append(text(x, AXIS - 11, said, side="middle", class_="tick"))
    return "".join(found)


def _row(
    row: Row, scale: Scale, y: float, room: tuple[float, float, float], words: Language
) -> str:
    """A heading with its days, its strip with the range in words, under it the speakers."""
    left, wide, width = room
    rtl = words.direction == "rtl"
    side: Side = "right" if rtl else "left"
    start, end = (width, left - 10) if rtl else (0.0, left + wide + 10)
    people = people_said(row.count, words)
    days = days_said(row.subject.first, row.subject.last, words) if row.first else ""
    under = " · ".join(part for part in (days, people) if part)
    heading = fitted(row.subject.heading, HEADING, NAMES - 6) if row.first else ""
    speakers = fitted(speakers_said(row, words), SMALL, wide + BOUNDS)
    scaled = element(
        "g",
        strip(row, scale, words),
        transform=f"translate({left:.1f} {y:.1f}) scale({wide / WIDE:.4f} 1)",
    )
    return group(
        text(start, y + 13, heading, side=side, class_="row")
        + text(
            start,
            y + (29 if row.first else 15),
            fitted(under, SMALL, NAMES - 6),
            side=side,
            rtl=rtl,
            class_="when",
        )
        + scaled
        + text(end, y + 15, words.bounds(row.count.range), side=side, class_="bounds")
        + text(left + (wide if rtl else 0), y + 34, speakers, side=side, rtl=rtl, class_="who"),
        class_="toll",
    )


def toll_legend(words: Language) -> tuple[Entry, ...]:
    """What lines, bands and bars mean."""
    middle = MARK / 2
    marks = {
        "pictures.range": element("line", class_="range", x1=0, x2=MARK, y1=middle, y2=middle),
        "pictures.majority": element(
            "rect", class_="majority", x=0, y=2, width=MARK, height=MARK - 4
        ),
        "pictures.reliable": element(
            "line", class_="reliable", x1=middle, x2=middle, y1=1, y2=MARK - 1
        ),
        "pictures.number": element(
            "line", class_="number", x1=middle, x2=middle, y1=3, y2=MARK - 3
        ),
    }
    return tuple(Entry(mark, words.label(name)) for name, mark in marks.items())
