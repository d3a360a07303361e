"""Saved web pages: the article's text and what the page says of itself, found by trafilatura."""

import logging
import re
from dataclasses import dataclass
from datetime import date

from riwaya.errors import BadInput
from riwaya.ingest.facts import DAY, Facts
from riwaya.ingest.text import Decoded, decode

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
#: Where a page declares its encoding, if it does.
HEAD = 4096
#: trafilatura walks the tree by recursion: deeper pages aren't articles.
DEEPEST = 400
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr", "p", "li", "td", "tr", "th", "dd", "dt", "option"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The extracted text, the page's own facts, and notes on its decoding."""

    text: str
    facts: Facts
    notes: tuple[str, ...] = ()


def html_page(data: bytes, name: str) -> Page:
    """The article of a page; raises BadInput when there is none to be found."""
    # Without a handler of their own, their warnings would go to the user's terminal.
    for library in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    declared = CHARSET.search(data[:HEAD])
    decoded = decode(data, name, declared[1].decode("ascii") if declared else None)
    found = _extract(decoded, name)
    text = (found.get("text") or "").strip("\n")
    if not text.strip():
        raise BadInput(
            f"{name}: no article found in this HTML page; save the article's text as .txt instead"
        )
    facts = Facts(
        published=_day(found.get("date")),
        outlet=found.get("sitename") or None,
        title=found.get("title") or None,
        url=found.get("url") or None,
    )
    return Page(text, facts, decoded.notes)


def _extract(decoded: Decoded, name: str) -> dict[str, str | None]:
    """Trafilatura's findings by name; its own errors on broken pages become ours."""
    from trafilatura import bare_extraction  # noqa: PLC0415 (slow, and for pages only)
    from trafilatura.settings import Document  # noqa: PLC0415

    html = XML_DECLARATION.sub("", decoded.text).replace("\x00", "")
    if _depth(html) > DEEPEST:
        raise BadInput(f"{name}: HTML nested too deeply to be an article; save its text as .txt")
    try:
        found = bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            favor_recall=True,
            # A date guessed from anywhere in the page would date every claim wrongly.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise BadInput(f"{name}: broken HTML ({error}); save the text as .txt") from None
    return dict(found.as_dict()) if isinstance(found, Document) else {}


def _depth(html: str) -> int:
    """How deep elements nest, about: elements that may stay open are left out."""
    depth = deepest = 0
    for closing, tag, empty in TAG.findall(html):
        if empty or tag.lower() in VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _day(value: str | None) -> str | None:
    """An ISO date, or None: a page's nonsense is no reason to refuse its text."""
    if value and DAY.fullmatch(value[:10]):
        try:
            return date.fromisoformat(value[:10]).isoformat()
        except ValueError:
            return None
    return None
