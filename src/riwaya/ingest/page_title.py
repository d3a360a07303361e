"""The title of a page's article, where it stands printed, and the outlet that <title> names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from riwaya.ingest.page_blocks import Block, PrintedPage, key_of
from riwaya.ingest.page_facts import BARS, PLATFORMS, PageFacts

#: A heading that goes on where a title was cut has at least so many letters in common.
CUT = 15
#: The name of an outlet has at most so many words.
NAME = 8
COLON = re.compile(r":\s+")
#: A <title> of more parts is a list of words for search engines.
BARS_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Titled:
    """Title, the block that prints it, the outlet; None for what isn't found."""

    title: str | None
    headline: Block | None
    outlet: str | None


def titled(facts: PageFacts, page: PrintedPage) -> Titled:
    """The title that stands printed on the page, else the most trusted one."""
    title, headline = _printed(facts, page) or _first_heading(page) or (_unprinted(facts), None)
    return Titled(title, headline, facts.outlet or _outlet(facts, title))


def _printed(facts: PageFacts, page: PrintedPage) -> tuple[str, Block] | None:
    blocks = _by_key(page)
    for title in filter(None, [*facts.titles, facts.printed_title]):
        for form in _forms(title, facts.outlet):
            if (key := key_of(form)) in blocks:
                return form, blocks[key]
    for title in facts.titles:
        key = key_of(title)
        for block in page.blocks:
            if block.heading and len(key) >= CUT and block.key.startswith(key):
                return _line(block), block
    return None


def _by_key(page: PrintedPage) -> dict[str, Block]:
    """The first block of each wording; headings before other blocks, links last."""
    found: dict[str, Block] = {}
    for block in sorted(page.blocks, key=lambda b: (not b.heading, b.link_share > 0.5)):
        found.setdefault(block.key, block)
    return found


def _forms(title: str, outlet: str | None) -> Iterator[str]:
    """A title, then without its site's name, then its parts, the longest first."""
    yield title
    yield _without(title, outlet)
    if outlet is None or key_of(outlet) in key_of(title):
        yield from _spans(title)


def _spans(title: str) -> Iterator[str]:
    """All runs of a title's parts, the longest first; a colon may part them too."""
    bars = [*BARS.finditer(title), *COLON.finditer(title)][:BARS_AT_MOST]
    starts = sorted([0, *(bar.end() for bar in bars)])
    stops = sorted([len(title), *(bar.start() for bar in bars)])
    spans = [title[start:stop].strip() for start in starts for stop in stops if start < stop]
    yield from (span for span in sorted(spans, key=len, reverse=True) if len(span.split()) > 2)


def _without(title: str, outlet: str | None) -> str:
    """The title less the outlet's name at either end."""
    bars = [(bar.start(), bar.end()) for bar in BARS.finditer(title)]
    for start, end in bars:
        if outlet and key_of(title[end:]) == key_of(outlet):
            return title[:start].strip()
        if outlet and key_of(title[:start]) == key_of(outlet):
            return title[end:].strip()
    return title


def _first_heading(page: PrintedPage) -> tuple[str, Block] | None:
    """The only first heading of a page whose <title> is another's."""
    firsts = [
        block
        for block in page.blocks
        if block.heading and _is_first(page, block) and block.words > 2
    ]
    if len(firsts) == 1 and firsts[0].link_share < 0.5:
        return _line(firsts[0]), firsts[0]
    return None


def _is_first(page: PrintedPage, block: Block) -> bool:
    return any(page.elements[number].tag == "h1" for number in block.path)


def _line(block: Block) -> str:
    return " ".join(block.text.split())


def _unprinted(facts: PageFacts) -> str | None:
    title = next(iter(facts.titles), None)
    if title:
        return _without(title, facts.outlet)
    parts = sorted(facts.parts(), key=len)
    return parts[-1].strip() if parts else None


def _outlet(facts: PageFacts, title: str | None) -> str | None:
    """What stands in <title> farthest from the article's title."""
    printed = facts.printed_title
    if not printed or not title or title not in printed or printed == title:
        return None
    before, _, after = printed.partition(title)
    ends = [part.strip() for part in BARS.split(f"{before}\n".lstrip()) if part and part.strip()][
        :1
    ]
    ends += [part.strip() for part in BARS.split(f" {after}") if part and part.strip()][-1:]
    for name in ends:
        plain = name.strip(" \n-–—|:»«•·/")
        if plain and len(plain.split()) <= NAME and plain.lower() not in PLATFORMS:
            return plain
    return None
