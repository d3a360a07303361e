"""Which blocks of a page are its article's body.

trafilatura, which knows the web, says which words are the article; the blocks that print them show
where it stands. There the page's own blocks are taken, with what trafilatura leaves out inside
(times of a live blog, short items, quotations) and as they are printed, which its text isn't.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml.html import HtmlElement

from riwaya.ingest.page_blocks import Block, PrintedPage, key_of
from riwaya.ingest.page_chrome import ENDS, PROSE, names_of
from riwaya.ingest.written_dates import plain_digits

#: The article's place is the innermost element with so much of what was found.
MOST = 0.85
#: Its main text is in the innermost element with so much.
MAIN = 0.6
#: A block with a larger share of links sends the reader elsewhere.
LINKED = 0.6
SHORT_LINKED = 0.4
#: A quoted message may end with a linked name and date.
QUOTE_LINKED = 0.9
LABEL = 6
FULL_STOPS = tuple(end for end in ENDS if end != ":")
#: A line about the article has at most so many words.
ABOUT = 20
DATED = re.compile(r"\b(?:19|20)\d{2}\b|\b\d{1,2}:\d{2}\b.*\w|https?://")
NAMED_ABOUT = re.compile(
    r"(?:^|-)(?:author|byline|writer|reporter|editor|date|dateline|datetime|posted|publish|published|"
    r"meta|info|views|hits|reads|source|kicker|category|section-name)(?:-|$)"
)
#: A shorter block may stand in a found text by accident.
LETTERS = 20
#: Larger trees would keep trafilatura busy for minutes.
LARGEST = 60_000
#: A block before the article, as a summary under the headline, has so many words.
SUMMARY = 6
#: The same words a second time, so many, are the page's second layout.
TWICE = 8
MARK = "data-riwaya-around"


def body_of(page: PrintedPage, around: frozenset[int], headline: Block | None) -> list[Block]:
    """The blocks of the article in order, the headline not among them; may be empty."""
    blocks = [b for b in page.blocks if around.isdisjoint(b.path) and not _is_title(b, headline)]
    found = _found(page, around, blocks)
    if not found:
        return []
    found = _by_the_headline(found, headline)
    place = _place(found, MOST)
    inside = [block for block in blocks if place in block.path]
    if headline is None or place in headline.path:
        inside = _between(inside, {block.number for block in found}, headline, page)
    chosen = [block for block in inside if not (_leads_away(block, page) or _is_label(block, page))]
    chosen = [*_summary(found, headline, chosen), *chosen]
    return _once(_within_frame(chosen, page))


def _is_title(block: Block, headline: Block | None) -> bool:
    return headline is not None and block.key == headline.key


def _found(page: PrintedPage, around: frozenset[int], blocks: Sequence[Block]) -> list[Block]:
    """The blocks whose words trafilatura takes for the article; else those of most prose."""
    text = _trafilatura(page, around)
    lines = {key_of(line) for line in text.split("\n")}
    whole = key_of(text)
    found = [b for b in blocks if b.key in lines or (len(b.key) >= LETTERS and b.key in whole)]
    found = [block for block in found if not _leads_away(block, page)]
    if sum(block.words for block in found) >= PROSE:
        return found
    return _densest(blocks, page) or found


def _trafilatura(page: PrintedPage, around: frozenset[int]) -> str:
    if not page.elements or len(page.elements) > LARGEST:
        return ""
    from trafilatura import bare_extraction  # noqa: PLC0415 (slow, and for pages only)
    from trafilatura.settings import Document  # noqa: PLC0415

    try:
        found = bare_extraction(
            _without(page, around), include_comments=False, include_tables=False, favor_recall=True
        )
    # What it raises on broken pages is nowhere written.
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, KeyError):
        return ""
    return (found.text or "") if isinstance(found, Document) else ""


def _without(page: PrintedPage, around: Iterable[int]) -> HtmlElement:
    """A copy of the tree less what stands around the article, tables of layout as plain boxes."""
    for number in around:
        page.elements[number].set(MARK, "1")
    tree = deepcopy(page.elements[0])
    for number in around:
        del page.elements[number].attrib[MARK]
    for element in list(tree.iter()):
        if element.get(MARK):
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()
        elif element.tag in {"table", "tbody", "tr", "td"}:
            element.tag = "div"
    return tree


def _densest(blocks: Sequence[Block], page: PrintedPage) -> list[Block]:
    """The blocks of prose around which most prose stands."""
    prose = [block for block in blocks if block.words >= PROSE and not _leads_away(block, page)]
    weights: dict[int, float] = {}
    for block in prose:
        for steps, number in enumerate(reversed(block.path[-4:])):
            weights[number] = weights.get(number, 0.0) + block.words / (steps + 1)
    best = max(weights, key=lambda number: weights[number], default=None)
    return [block for block in prose if best in block.path]


def _by_the_headline(found: list[Block], headline: Block | None) -> list[Block]:
    """What was found less what follows outside the part that has headline and main text."""
    if headline is None:
        return found
    main = _place(found, MAIN)
    first = next(at for at, block in enumerate(found) if main in block.path)
    path = found[first].path
    both = max(number for number in path[: path.index(main) + 1] if number in headline.path)
    return [block for at, block in enumerate(found) if at < first or both in block.path]


def _place(found: Sequence[Block], most: float) -> int:
    """The number of the innermost element that holds most of what was found."""
    weights: dict[int, int] = {}
    for block in found:
        for number in block.path:
            weights[number] = weights.get(number, 0) + len(block.key)
    enough = most * sum(len(block.key) for block in found)
    return max(number for number, weight in weights.items() if weight >= enough)


def _between(
    inside: Sequence[Block], found: set[int], headline: Block | None, page: PrintedPage
) -> list[Block]:
    """From the first found block of prose to the last: the place holds the page's frame too."""
    after = headline.number if headline else -1
    below = [block for block in inside if block.number > after]
    prose = [
        at for at, block in enumerate(below) if block.number in found and block.words >= SUMMARY
    ]
    if not prose:
        return []
    first = prose[0]
    # One time is the article's own, several are those of entries.
    entries = sum(_is_timed(block, page) for block in below) > 1
    while first > 0 and (
        below[first - 1].path == below[first].path
        or _opens(below[first - 1], page, entries=entries)
    ):
        first -= 1
    last = prose[-1]
    while last + 1 < len(below) and below[last + 1].path == below[last].path:
        last += 1
    return below[first : last + 1]


def _opens(block: Block, page: PrintedPage, *, entries: bool) -> bool:
    """Whether a block may be the heading or the time of the prose that follows it."""
    fits = block.heading or (entries and _is_timed(block, page))
    return fits and not _is_named_about(block, page)


def _is_timed(block: Block, page: PrintedPage) -> bool:
    return any(page.elements[number].tag == "time" for number in block.path)


def _summary(
    found: Sequence[Block], headline: Block | None, chosen: Sequence[Block]
) -> Iterator[Block]:
    """Found blocks between the headline and the place of the article."""
    if headline is None or not chosen:
        return
    for block in found:
        above = headline.number < block.number < chosen[0].number
        if above and block.words >= SUMMARY:
            yield block


def _within_frame(blocks: list[Block], page: PrintedPage) -> list[Block]:
    """The blocks less lines about the article before its first prose and after its last."""
    prose = [at for at, block in enumerate(blocks) if _is_prose(block, page)]
    if not prose:
        return blocks
    first, last = prose[0], prose[-1]
    return [
        block
        for at, block in enumerate(blocks)
        if first <= at <= last or not _is_about(block, page)
    ]


def _is_prose(block: Block, page: PrintedPage) -> bool:
    return block.words >= PROSE and not _is_about(block, page)


def _is_about(block: Block, page: PrintedPage) -> bool:
    """A line on the article rather than of it: date, author, address, how often it was read."""
    if block.words > ABOUT or block.heading or block.text.endswith(ENDS):
        return False
    return bool(DATED.search(plain_digits(block.text))) or _is_named_about(block, page)


def _is_named_about(block: Block, page: PrintedPage) -> bool:
    near = (page.elements[number] for number in block.path[-3:])
    return any(NAMED_ABOUT.search(name) for element in near for name in names_of(element))


def _is_label(block: Block, page: PrintedPage) -> bool:
    """A few words over links to elsewhere."""
    if block.words > LABEL or block.text.endswith(FULL_STOPS):
        return False
    if block.number + 1 == len(page.blocks) or not _leads_away(page.blocks[block.number + 1], page):
        return False
    following = page.blocks[block.number + 1].path
    own = next((number for number in block.path if number not in following), None)
    return not any(own in other.path and other.words >= PROSE for other in page.blocks)


def _leads_away(block: Block, page: PrintedPage) -> bool:
    if any(page.elements[number].tag == "blockquote" for number in block.path):
        return block.link_share > QUOTE_LINKED
    return block.link_share > (LINKED if block.words > ABOUT else SHORT_LINKED)


def _once(blocks: Iterable[Block]) -> list[Block]:
    """The blocks less those that say the same again."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if block.words < TWICE or block.key not in seen:
            kept.append(block)
        seen.add(block.key)
    return kept
