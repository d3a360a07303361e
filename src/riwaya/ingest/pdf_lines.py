"""The glyphs of a page -> its lines in reading order, each with its place on the page."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from riwaya.ingest.pdf_columns import by_column
from riwaya.ingest.pdf_glyphs import Glyph
from riwaya.ingest.visual_order import left_to_right_letters, read, right_to_left_letters

#: All in parts of the letters' size. A gap so wide is a blank that nobody wrote.
BLANK = 0.15
#: Words of one sentence stand nearer than this, also where lines are stretched.
CELL_GAP = 3.0
#: Glyphs on one line: raised and lowered by less than this.
SAME_LINE = 0.45
#: Of the same glyph twice, one lies so far over the other: letters side by side don't.
DOUBLED = 0.5
#: A mark nearer to a letter's edge than this may belong to its neighbour.
MARK_EDGE = 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in reading order, and where it stands, in points, y upwards."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    #: Read from left to right, as Latin is.
    rightwards: bool
    #: A row of a table: its cells stand far apart.
    in_cells: bool = False


def lines_of(glyphs: Sequence[Glyph], *, as_drawn: bool = False) -> list[Line]:
    """The lines of a page, column after column.

    `as_drawn`: the letters run from left to right although they are Arabic, as programs draw them
    that know nothing of Arabic.
    """
    rows = [_from_left(row, as_drawn=as_drawn) for row in _rows(glyphs)]
    text = "".join(glyph.text for glyph in glyphs)
    arabic = right_to_left_letters(text) > left_to_right_letters(text)
    lines = [_line(row, arabic=arabic, as_drawn=as_drawn) for row in by_column(rows, arabic=arabic)]
    return [line for line in lines if line.text]


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that stand on one line and are drawn one after the other, in the order of drawing."""
    row: list[Glyph] = []
    for glyph in glyphs:
        if row and abs(glyph.baseline - row[0].baseline) > SAME_LINE * max(glyph.size, row[0].size):
            yield row
            row = []
        if glyph.text:
            row.append(glyph)
    if row:
        yield row


def _from_left(row: Sequence[Glyph], *, as_drawn: bool) -> list[Glyph]:
    """A row from left to right; marks joined to their letters, what is drawn twice kept once."""
    runs: list[list[Glyph]] = []
    before: Glyph | None = None
    for glyph in _with_marks(row, as_drawn=as_drawn):
        # The order of drawing is kept where it runs rightwards: letters may overlap a little.
        if before and abs(glyph.left - before.right) < abs(before.left - glyph.right):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
        before = glyph
    runs.sort(key=lambda run: run[0].left)
    once: list[Glyph] = []
    for glyph in (glyph for run in runs for glyph in run):
        if not any(_is_double(glyph, near) for near in once[-3:]):
            once.append(glyph)
    return once


def _with_marks(row: Sequence[Glyph], *, as_drawn: bool) -> list[Glyph]:
    """The letters of a row in the order of drawing, each with the vowel marks that it bears.

    A mark is drawn next to its letter: before it where the letters of a right-to-left word are
    drawn from left to right, behind it where they are drawn as they are read.
    """
    letters = [glyph for glyph in row if not _is_mark(glyph.text)]
    behind = 0
    for mark in row:
        if not _is_mark(mark.text):
            behind += 1
            continue
        near = [place for place in (behind - 1, behind) if 0 <= place < len(letters)]
        near = [place for place in near if not letters[place].text.isspace()] or near
        if len(near) == 2 and not as_drawn:
            one, other = letters[near[0]], letters[near[1]]
            under = [place for place in near if _stands_on(mark, letters[place])]
            near = under if len(under) == 1 else [near[other.left >= one.left]]
        if near:
            bearer = letters[near[0]]
            letters[near[0]] = replace(bearer, text=bearer.text + mark.text)
    return letters


def _is_mark(text: str) -> bool:
    return all(unicodedata.combining(letter) for letter in text)


def _stands_on(mark: Glyph, letter: Glyph) -> bool:
    """Whether a mark clearly stands over or under a letter, not at its edge."""
    middle, edge = (mark.left + mark.right) / 2, MARK_EDGE * letter.size
    return letter.left + edge <= middle <= letter.right - edge


def _is_double(glyph: Glyph, other: Glyph) -> bool:
    """Whether a glyph is drawn twice to look bold, or says once more what its letter said."""
    if glyph.text != other.text:
        return False
    shared = min(glyph.right, other.right) - max(glyph.left, other.left)
    return shared >= DOUBLED * min(glyph.right - glyph.left, other.right - other.left)


def _line(row: Sequence[Glyph], *, arabic: bool, as_drawn: bool) -> Line:
    units = list(_spaced(row))
    text = "".join(units)
    of_right, of_left = right_to_left_letters(text), left_to_right_letters(text)
    # A line of an Arabic page with any Arabic, or with no letters at all, is an Arabic one.
    rightwards = not (of_right or not of_left) if arabic else of_right <= of_left
    said = text if as_drawn else read(units, rightwards=rightwards)
    inked = [glyph for glyph in row if not glyph.text.isspace()] or list(row)
    return Line(
        " ".join(said.split()),
        inked[0].left if inked else 0.0,
        max((glyph.right for glyph in inked), default=0.0),
        inked[0].baseline if inked else 0.0,
        median(glyph.size for glyph in inked) if inked else 0.0,
        rightwards,
        any(after.left - glyph.right > CELL_GAP * glyph.size for glyph, after in pairwise(inked)),
    )


def _spaced(row: Sequence[Glyph]) -> Iterator[str]:
    """The units of a row, with the blanks that the gaps stand for."""
    reach = None
    for glyph in row:
        if reach is not None and glyph.left - reach > BLANK * glyph.size:
            yield " "
        yield glyph.text
        reach = max(glyph.right, reach) if reach is not None else glyph.right
