"""The date that a page prints by its headline; dates elsewhere are other articles' or today's."""

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from riwaya.ingest import written_dates
from riwaya.ingest.page_blocks import Block, PrintedPage

#: A line of more words is no line of date and place.
LINE = 20
#: So many blocks over a headline may still be its own.
OVER = 3
#: Two blocks belong together when they part within so many levels.
LEVELS = 2
CHANGED = ("updated", "modified", "update", "lastmod")


def header_date(
    page: PrintedPage, headline: Block | None, body: Sequence[Block], url: str | None
) -> str | None:
    """The date of `<time>` by the headline, of a line in figures there, or of the address."""
    near = [*_times(page, headline, body), *_lines(page, headline, body)]
    day = written_dates.in_url(url or "")
    if day:
        near = [found for found in near if found.startswith(day)]
        return near[0] if near else day
    return written_dates.fullest(near)


def _times(page: PrintedPage, headline: Block | None, body: Sequence[Block]) -> Iterator[str]:
    if headline is None:
        return
    stop = body[0].path[-1] if body else len(page.elements)
    start = page.blocks[_first_of(page, headline)].path[-1]
    for number, element in enumerate(page.elements[start:stop], start):
        if number > start and element.tag == "time" and not _is_changed(element):
            found = written_dates.iso(element.get("datetime"))
            if found:
                yield found


def _first_of(page: PrintedPage, headline: Block) -> int:
    """Where the headline, or a heading that has its words in it, stands first."""
    for block in page.blocks:
        if block.heading and headline.key in block.key:
            return block.number
    return headline.number


def _is_changed(element: HtmlElement) -> bool:
    names = (element.get("class") or "").lower()
    return any(word in names for word in CHANGED)


def _lines(page: PrintedPage, headline: Block | None, body: Sequence[Block]) -> Iterator[str]:
    if headline is None:
        return
    at = _first_of(page, headline)
    stop = body[0].number if body else at + OVER
    under = page.blocks[at + 1 : max(stop, at + 1)]
    over = [block for block in page.blocks[max(0, at - OVER) : at] if _together(block, headline)]
    for block in [*under, *reversed(over)]:
        if block.words <= LINE and block.link_share < 0.5:
            found = written_dates.in_line(block.text)
            if found:
                yield found


def _together(left: Block, right: Block) -> bool:
    """Whether two blocks stand in the same small part of a page."""
    shared = sum(1 for one, two in zip(left.path, right.path, strict=False) if one == two)
    return shared >= len(right.path) - LEVELS and shared > 2
