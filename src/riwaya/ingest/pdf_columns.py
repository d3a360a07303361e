"""Rows that run across two columns of a page -> the rows of one column after the other.

Most programs draw column after column; this is for those that draw line after line.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from riwaya.ingest.pdf_glyphs import Glyph

#: A gap that may part two columns, in sizes of the letters; the gap that lines share may be less.
GUTTER = 0.9
SHARED_GUTTER = 0.7
#: Text in two columns has so many lines of both at one height, one beneath the other,
COLUMN_LINES = 4
#: each column is so many sizes wide,
COLUMN_WIDTH = 10
#: and so much of it is filled: the cells of a table are not.
COLUMN_FILL = 0.8

Row = Sequence[Glyph]
Gap = tuple[float, float]


def by_column(rows: Sequence[Row], *, arabic: bool) -> Iterator[Row]:
    """The rows, those that run across two columns cut and put column after column."""
    start = 0
    while start < len(rows):
        end, gutter = _columns_from(rows, start)
        if gutter is None:
            yield rows[start]
            start += 1
            continue
        cut = [_cut(row, gutter) for row in rows[start:end]]
        for side in (1, 0) if arabic else (0, 1):
            yield from (sides[side] for sides in cut if sides[side])
        start = end


def _columns_from(rows: Sequence[Row], start: int) -> tuple[int, Gap | None]:
    """The end of the rows that share a gutter from `start` on, and the gutter; None: no columns."""
    for gutter in _gaps(rows[start]):
        left, right = gutter
        end = start
        while end < len(rows):
            shared = [
                (max(left, gap[0]), min(right, gap[1]))
                for gap in _gaps(rows[end])
                if min(right, gap[1]) - max(left, gap[0]) >= SHARED_GUTTER * _size(rows[end])
            ]
            if not shared:
                break
            left, right = shared[0]
            end += 1
        if end - start >= COLUMN_LINES and _filled(rows[start:end], (left, right)):
            return end, (left, right)
    return start, None


def _gaps(row: Row) -> list[Gap]:
    """The wide gaps between the inked glyphs of a row."""
    inked = [glyph for glyph in row if not glyph.text.isspace()]
    return [
        (one.right, other.left)
        for one, other in pairwise(inked)
        if other.left - one.right >= GUTTER * one.size
    ]


def _filled(rows: Sequence[Row], gutter: Gap) -> bool:
    """Whether both sides of a gutter are full of text, as the cells of a table are not."""
    for side in (0, 1):
        parts = [part for row in rows if (part := _cut(row, gutter)[side])]
        if len(parts) < len(rows):
            return False
        left, right = min(part[0].left for part in parts), max(part[-1].right for part in parts)
        widths = [part[-1].right - part[0].left for part in parts]
        if right - left < COLUMN_WIDTH * _size(parts[0]) or median(widths) < COLUMN_FILL * (
            right - left
        ):
            return False
    return True


def _cut(row: Row, gutter: Gap) -> tuple[list[Glyph], Row]:
    middle = (gutter[0] + gutter[1]) / 2
    inked = [glyph for glyph in row if not _in_gap(glyph, gutter)]
    return [g for g in inked if g.left < middle], [g for g in inked if g.left >= middle]


def _in_gap(glyph: Glyph, gutter: Gap) -> bool:
    return glyph.text.isspace() and glyph.right > gutter[0] and glyph.left < gutter[1]


def _size(row: Row) -> float:
    return max(glyph.size for glyph in row) if row else 0.0
