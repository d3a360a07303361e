"""A page's tree -> its printed blocks: paragraphs, headings, items, with where each stands.

Nothing is cut, folded or normalised but white space, which means nothing in HTML: direction marks,
joiners and stretched letters stay as the page has them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.etree import iterwalk
from lxml.html import HtmlElement

#: Elements that stand in a line; anything else begins a line of its own.
INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del",
     "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rp",
     "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
     "u", "var", "wbr", "st1:place", "g-emoji", "bdt"]
)  # fmt: skip
#: Elements whose words aren't printed, or aren't prose.
UNPRINTED = frozenset(
    ["head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
     "applet", "audio", "video", "canvas", "map", "input", "select", "option", "textarea",
     "button", "datalist", "progress", "meter", "noframes", "frameset", "marquee", "title",
     "amp-analytics", "amp-ad", "amp-sidebar", "amp-consent", "amp-social-share", "amp-list"]
)  # fmt: skip
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
#: What HTML takes as one blank; a no-break space stays.
BLANKS = re.compile(r"[ \t\n\r\f\v]+")
EDGES = " \t\n\r\f\v\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}"
LETTERS = re.compile(r"\w+")
#: Cells of a table of data are short; longer ones are columns of a layout.
CELL = 80


@dataclass(frozen=True, slots=True)
class Block:
    """A printed block: its text, the elements around it by number, how much of it is links."""

    #: Its place among the page's blocks.
    number: int
    text: str
    #: Numbers of the elements around it, the outermost first; the last holds its words.
    path: tuple[int, ...]
    heading: bool
    #: Characters inside links.
    linked: int
    #: Letters and digits alone.
    key: str
    words: int

    @property
    def link_share(self) -> float:
        """0 to 1: what part of the text is links."""
        return self.linked / len(self.text)


@dataclass(slots=True)
class PrintedPage:
    """All elements of a page in order, by number, and its blocks in order."""

    #: The path of the page's own address: links to it lead nowhere else.
    path: str = ""
    elements: list[HtmlElement] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def printed(tree: HtmlElement, url: str | None = None) -> PrintedPage:
    """The blocks of a tree whose comments the parser has dropped; `url` is the page's own."""
    return _Walk(_path(url or "")).of(tree)


def leads_away(link: HtmlElement, own: str) -> bool:
    """Whether a link goes to another page; entries of a live blog link to themselves."""
    href = (link.get("href") or "#").strip()
    if href.lower().startswith(("#", "?")):
        return False
    return not own or _path(href) != own


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""


def key_of(text: str) -> str:
    """Letters and digits alone: how a text is known again, however it was cleaned."""
    return "".join(LETTERS.findall(text))


@dataclass(slots=True)
class _Open:
    """An element on the way down: its number, whether it ends a line, whether it is a link."""

    number: int
    breaks: bool
    link: bool = False


class _Walk:
    """One walk through the tree, without recursion: a page may nest as deep as it likes."""

    def __init__(self, path: str) -> None:
        self.page = PrintedPage(path)
        self._open: list[_Open] = []
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._headings = 0
        self._rows = 0
        self._breaks = 0
        self._holder: tuple[int, ...] = ()

    def of(self, tree: HtmlElement) -> PrintedPage:
        walk = iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._end(element)
            elif element.tag in UNPRINTED:
                walk.skip_subtree()
                self._open.append(_Open(-1, breaks=False))
            else:
                self._start(element)
        self._flush()
        return self.page

    def _start(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        cell = tag in {"td", "th"} and self._rows > 0
        breaks = tag not in INLINE and tag != "br" and not cell
        if breaks:
            self._flush()
        link = tag == "a" and leads_away(element, self.page.path)
        self._open.append(_Open(len(self.page.elements), breaks, link))
        self.page.elements.append(element)
        self._links += link
        self._headings += tag in HEADINGS
        self._rows += tag == "table" and is_data(element)
        if tag == "br":
            self._break()
        elif cell and self._parts:
            self._parts.append("\t")
        self._words(element.text, verbatim=tag == "pre")

    def _end(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        closed = self._open.pop()
        if closed.number >= 0:
            if closed.breaks:
                self._flush()
            self._links -= closed.link
            self._headings -= tag in HEADINGS
            self._rows -= tag == "table" and is_data(element)
        if self._open:
            self._words(element.tail)

    def _words(self, text: str | None, *, verbatim: bool = False) -> None:
        if not text:
            return
        words = text if verbatim else BLANKS.sub(" ", text)
        if words.strip(EDGES):
            self._breaks = 0
            if not self._holder:
                self._holder = tuple(at.number for at in self._open)
        elif not self._parts:
            return
        self._parts.append(words)
        self._linked += len(words) if self._links else 0

    def _break(self) -> None:
        """One <br> is a line of the same paragraph, two are the next paragraph."""
        self._breaks += 1
        if self._breaks > 1:
            breaks = self._breaks
            self._flush()
            self._breaks = breaks
        elif self._parts:
            self._parts.append("\n")

    def _flush(self) -> None:
        lines = "".join(self._parts).split("\n")
        text = "\n".join(line for line in (raw.strip(EDGES) for raw in lines) if line)
        if words := LETTERS.findall(text):
            self.page.blocks.append(
                Block(
                    number=len(self.page.blocks),
                    text=text,
                    path=self._holder,
                    heading=self._headings > 0,
                    linked=min(self._linked, len(text)),
                    key="".join(words),
                    words=len(words),
                )
            )
        self._parts.clear()
        self._holder = ()
        self._linked = 0
        self._breaks = 0


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds figures rather than the parts of a page: rows of short cells."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return False
    rows = [row for row in table.iter("tr") if len(row) > 1]
    if len(rows) < 2 or table.find(".//img") is not None or table.find(".//form") is not None:
        return False
    return all(len(text) <= CELL for row in rows for text in _cells(row))


def _cells(row: HtmlElement) -> Iterator[str]:
    for cell in row:
        yield "" if not isinstance(cell.tag, str) else str(cell.text_content())
