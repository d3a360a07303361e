"""The lines of pages -> running text: headers and footers left out, paragraphs put together."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from riwaya.ingest.pdf_lines import Line

Pages = Sequence[Sequence[Line]]

#: Looked at for headers and footers: so many lines at either end of a page.
EDGE = 3
#: Those stand on two pages at least, and on this share of all: on every other one, for books.
HEADER_SHARE = 0.4
#: They stand at the same height on each page, in points.
SAME_HEIGHT = 3.0
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"[^\w]*(\d{1,4})[^\w]*")
PAGE_OF_PAGES = re.compile(r"[^\w]*(\d{1,4})\s*/\s*(\d{1,4})[^\w]*")

#: Letters of one paragraph differ so little in size.
SAME_SIZE = 0.08
#: Lines of one paragraph are no further apart than usual, times this.
LEADING = 1.25
#: Lines further apart than so many sizes don't belong together.
WIDEST_LEADING = 2.6
#: A first line begins so many sizes further in.
INDENT = 0.8
BULLET = re.compile(r"[•◦▪‣●○■□*–—-]\s|\(?\d{1,3}[.)-]\s")
COMMAS = ",;\N{ARABIC COMMA}\N{ARABIC SEMICOLON}"
LATIN_HYPHEN = re.compile(r"(?<=[a-z])[-\N{HYPHEN}]\Z")
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def running_text(pages: Pages) -> str:
    """A line per paragraph; a blank line where there is a space, another size or another page."""
    body = without_headers(pages)
    parts: list[str] = []
    usual = _usual_leading(body)
    before: _Set | None = None
    for line in _set_lines(body):
        if before is None:
            parts.append(line.text)
        elif _goes_on(before, line, usual):
            parts[-1] = _joined(parts[-1], line.text)
        else:
            parts += ["\n" if _follows(before, line, usual) else "\n\n", line.text]
        before = line
    return "".join(parts).replace(SOFT_HYPHEN, "")


def without_headers(pages: Pages) -> list[list[Line]]:
    """The pages without page numbers and without lines at their ends that other pages have too."""
    repeated = _repeated(pages)
    kept = [
        [
            line
            for place, line in enumerate(lines)
            if (number, place) not in repeated and not _is_page_number(line, lines, number, pages)
        ]
        for number, lines in enumerate(pages)
    ]
    # Copies of one page on every page are no headers.
    return kept if any(kept) else [list(lines) for lines in pages]


def _repeated(pages: Pages) -> set[tuple[int, int]]:
    """Page and place of each line at a page's end that stands so on other pages too."""
    seen: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for place in _edges(lines):
            line = lines[place]
            seen[NUMBER.sub("0", line.text)].append((number, place, line.baseline))
    needed = max(2.0, HEADER_SHARE * len(pages))
    repeated: set[tuple[int, int]] = set()
    for places in seen.values():
        for number, place, height in places:
            pages_with = {n for n, _, other in places if abs(other - height) <= SAME_HEIGHT}
            if len(pages_with) >= needed:
                repeated.add((number, place))
    return repeated


def _edges(lines: Sequence[Line]) -> list[int]:
    """The places of the lines that stand highest and lowest on a page."""
    by_height = sorted(range(len(lines)), key=lambda place: -lines[place].baseline)
    return sorted({*by_height[:EDGE], *by_height[-EDGE:]})


def _is_page_number(line: Line, lines: Sequence[Line], number: int, pages: Pages) -> bool:
    """Whether a page's highest or lowest line is nothing but its number."""
    if not any(line is lines[place] for place in _edges(lines)):
        return False
    highest = max(other.baseline for other in lines)
    lowest = min(other.baseline for other in lines)
    if line.baseline not in {highest, lowest}:
        return False
    if found := PAGE_NUMBER.fullmatch(line.text):
        return int(found[1]) == number + 1
    if found := PAGE_OF_PAGES.fullmatch(line.text):
        # As it is read or as it is seen: both orders occur.
        return {int(found[1]), int(found[2])} == {number + 1, len(pages)}
    return False


@dataclass(frozen=True, slots=True)
class _Set:
    """A line as it is set in its column, all measured in the direction of reading."""

    text: str
    page: int
    baseline: float
    size: float
    #: How far it begins inside its column, and how much room it leaves at its end.
    indent: float
    room: float
    #: What a word of one letter would take, about.
    letter: float
    in_cells: bool


def _set_lines(pages: Pages) -> Iterator[_Set]:
    for number, lines in enumerate(pages):
        for column in _columns(lines):
            left, right = min(line.left for line in column), max(line.right for line in column)
            for line in column:
                spaces = (line.left - left, right - line.right)
                indent, room = spaces if line.rightwards else spaces[::-1]
                letter = (line.right - line.left) / max(1, len(line.text))
                yield _Set(
                    line.text, number, line.baseline, line.size, indent, room, letter, line.in_cells
                )


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines one beneath the other, of one size and no wide gaps: their edges are the column's."""
    columns: list[list[Line]] = []
    for line in lines:
        if columns and _beneath(columns[-1][-1], line):
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _beneath(above: Line, line: Line) -> bool:
    step = above.baseline - line.baseline
    return (
        _same_size(above, line)
        and 0 < step <= 2 * WIDEST_LEADING * line.size
        and line.left < above.right
        and above.left < line.right
    )


def _same_size(one: Line | _Set, other: Line | _Set) -> bool:
    return abs(one.size - other.size) <= SAME_SIZE * max(one.size, other.size)


def _usual_leading(pages: Pages) -> dict[int, float]:
    """For each size of letters (in whole points) how far lines are apart within paragraphs."""
    steps: dict[int, list[float]] = defaultdict(list)
    for lines in pages:
        for above, line in pairwise(lines):
            step = above.baseline - line.baseline
            if _same_size(above, line) and line.size * 0.7 < step < line.size * WIDEST_LEADING:
                steps[round(line.size)].append(step)
    return {size: sorted(found)[len(found) // 4] for size, found in steps.items()}


def _follows(before: _Set, line: _Set, usual: dict[int, float]) -> bool:
    """Whether a line stands right beneath another, in the same letters."""
    step = before.baseline - line.baseline
    widest = LEADING * usual.get(round(line.size), line.size * WIDEST_LEADING / LEADING)
    return before.page == line.page and _same_size(before, line) and 0 < step <= widest


def _goes_on(before: _Set, line: _Set, usual: dict[int, float]) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    if not _same_size(before, line) or BULLET.match(line.text):
        return False
    if before.in_cells or line.in_cells:
        return False
    # The line was broken because the next word found no room; else the paragraph was at its end.
    word = line.text.split(maxsplit=1)[0]
    if before.room > (len(word) + 1) * before.letter + 0.1 * before.size:
        return False
    if _follows(before, line, usual):
        return line.indent - before.indent < INDENT * line.size
    if before.page == line.page and before.baseline > line.baseline:
        return False  # a gap between them
    # On to the next column or page, but only in the middle of a sentence.
    return before.text[-1].isalnum() or before.text[-1] in COMMAS


def _joined(text: str, line: str) -> str:
    """Two lines of a paragraph; a Latin word parted by a hyphen is put together."""
    if text.endswith(SOFT_HYPHEN):
        return text + line
    if LATIN_HYPHEN.search(text) and line[:1].islower() and line[:1].isascii():
        return text[:-1] + line
    return f"{text} {line}"
