"""The HTML inside feeds: cleaned of what acts, or reduced to its words."""

import re
from html import unescape

TAG = re.compile(r"<[^<>]*>")
BLANKS = re.compile(r"\s+")
#: NUL, and the XML declaration with which lxml refuses letters.
NO_HTML = re.compile(r"\x00|<\?xml\b[^>]*>", re.IGNORECASE)
#: Elements that stand in the middle of a line; all others begin and end a paragraph.
INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
     "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike",
     "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"]
)  # fmt: skip


def cleaned(html: str) -> str:
    """A stretch of HTML without scripts, styles, forms, frames and what they load; "" for none."""
    if not html.strip():
        return ""
    from lxml.etree import LxmlError  # noqa: PLC0415 (slow, and for feeds only)
    from lxml_html_clean import Cleaner  # noqa: PLC0415

    cleaner = Cleaner(style=True, page_structure=False, kill_tags=["title"])
    try:
        # In an element of its own, what poses as a whole page is a stretch of HTML like any other.
        return str(cleaner.clean_html(f"<div>{NO_HTML.sub('', html)}</div>"))
    except (LxmlError, ValueError, RecursionError):  # nothing but comments, or no HTML at all
        return ""


def paragraphs_of(html: str) -> list[str]:
    """The words of cleaned HTML: a line for each paragraph, list item and line break."""
    if not html.strip():
        return []
    from lxml.etree import iterwalk  # noqa: PLC0415 (slow, and for feeds only)
    from lxml.html import document_fromstring  # noqa: PLC0415

    parts: list[str] = []
    root = document_fromstring(f"<div>{html}</div>")
    for event, element in iterwalk(root, events=("start", "end")):
        if element.tag not in INLINE:
            parts.append("\n")
        text = element.text if event == "start" else element.tail
        # A line end in HTML is a blank.
        parts.append(BLANKS.sub(" ", text or ""))
    lines = (BLANKS.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def words_of(html: object) -> str | None:
    """The words of a title, in one line; None when there are none."""
    text = unescape(TAG.sub(" ", str(html or "")))
    return BLANKS.sub(" ", text).strip() or None
