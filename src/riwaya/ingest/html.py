"""Saved web pages: bytes -> the article's text as it is printed, and what the page says of itself.

The text is the headline, where the page prints it, and the body's paragraphs, a blank line between
them as in a printed report, so that the reader can tell a headline and a pull quote. Nothing in it
is normalised but white space: offsets count in this text.
"""

import logging
import re
from dataclasses import replace

from riwaya.errors import BadInput
from riwaya.ingest.page import Page
from riwaya.ingest.text import decode

__all__ = ["Page", "html_page"]

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
#: Where a page declares its encoding, if it does.
HEAD = 4096


def html_page(data: bytes, name: str) -> Page:
    """The article of a page; raises BadInput when there is none to be found."""
    from riwaya.ingest.page_article import article_page  # noqa: PLC0415 (lxml: for pages only)

    # Without a handler of their own, their warnings would go to the user's terminal.
    for library in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    declared = CHARSET.search(data[:HEAD])
    decoded = decode(data, name, declared[1].decode("ascii") if declared else None)
    page = article_page(decoded.text, name)
    if not page.text.strip():
        raise BadInput(
            f"{name}: no article found in this HTML page; save the article's text as .txt instead"
        )
    return replace(page, notes=(*decoded.notes, *page.notes))
