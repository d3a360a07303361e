"""RSS and Atom -> their entries, read by feedparser from bytes that we fetched or found.

feedparser never asks the network here, and its own cleaning of HTML is off, since a hostile feed
can make it take hours; lxml's cleaner does the same work in time that grows with the size.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from riwaya.errors import BadInput, MissingExtra
from riwaya.ingest.facts import Facts
from riwaya.ingest.feed_dates import entry_date
from riwaya.ingest.feed_html import cleaned, paragraphs_of, words_of
from riwaya.ingest.feed_xml import xml_text
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.text_piece import text_piece

#: The largest feed in bytes: some 5,000 entries with their texts, read in 2 seconds and 80 MB.
LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one report; None where it says nothing."""

    #: http or https, absolute; None when the entry links to no page.
    url: str | None
    title: str | None
    #: ISO date or date-time, with the zone that the feed gives.
    published: str | None
    #: The title of the feed, or of the feed that the entry was taken over from.
    outlet: str | None
    #: The entry's text, or its summary where that is all there is; cleaned of scripts and styles.
    summary_html: str
    #: The feed's own name for it; else its URL; else a digest of its words.
    id: str
    notes: tuple[str, ...] = ()


def feed_entries(
    data: bytes, name: str, url: str = "", *, charset: str | None = None
) -> list[Entry]:
    """The entries in the feed's order; raises BadInput for what is no feed or may do harm.

    `url` is where the feed came from: relative links start there. `charset`: as the server said.
    """
    if len(data) > LARGEST:
        raise BadInput(f"{name}: larger than {LARGEST:,} bytes, too large for a feed")
    found = _parsed(xml_text(data, name, charset), name, url)
    if not found.get("version") and not found["entries"]:
        raise BadInput(f"{name}: neither RSS nor Atom; give the address of the feed itself")
    outlet = words_of(found["feed"].get("title"))
    return [_entry(entry, outlet) for entry in found["entries"]]


def feed_pieces(path: Path, name: str, limits: Limits) -> Iterator[Piece | BadInput]:
    """The entries of a saved feed as texts, each with its facts; raises BadInput for no feed.

    The file is read whole: it is one XML document of at most 5 MB.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None
    for number, entry in enumerate(feed_entries(data, name), start=1):
        part = f"entry {number}"
        facts = Facts(entry.published, entry.outlet, entry.title, entry.url)
        text = text_of(entry)
        if text:
            yield text_piece(text, f"{name}, {part}", part, limits, facts, entry.notes)
        else:
            page = f"; its page is {entry.url}" if entry.url else ""
            yield BadInput(f"{name}, {part}: no text in it{page}")


def text_of(entry: Entry) -> str:
    """The entry as printed: its headline and paragraphs, a blank line between them.

    Taken out here and not by `html_page`, which looks for an article among menus: all of an
    entry is article, however short, and breaking news is often no more than its headline.
    """
    paragraphs = paragraphs_of(entry.summary_html)
    if entry.title and entry.title not in paragraphs[:1]:
        paragraphs.insert(0, entry.title)
    return "\n\n".join(paragraphs)


def _parsed(text: str, name: str, url: str) -> Mapping[str, Any]:
    try:
        import feedparser  # noqa: PLC0415 (of an extra)
    except ImportError:
        raise MissingExtra(f"{name}: to read feeds, pip install 'riwaya[workspace]'") from None
    # As bytes in a stream: feedparser opens what looks like a path or a URL.
    stream = BytesIO(b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode())
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        found: Mapping[str, Any] = feedparser.parse(
            stream, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise BadInput(f"{name}: a broken feed ({error})") from None
    return found


def _entry(entry: Mapping[str, Any], outlet: str | None) -> Entry:
    url = _web(entry.get("link"))
    title = words_of(entry.get("title"))
    html = _html(entry)
    source = entry.get("source")
    published, notes = entry_date(dict(entry))  # feedparser's own look-up warns of gaps
    digest = hashlib.sha256(f"{title}\n{html}".encode("utf-8", "replace")).hexdigest()
    return Entry(
        url=url,
        title=title,
        published=published,
        outlet=(words_of(source.get("title")) if isinstance(source, Mapping) else None) or outlet,
        summary_html=html,
        id=str(entry.get("id") or url or digest),
        notes=notes,
    )


def _html(entry: Mapping[str, Any]) -> str:
    """The text with most words that the entry has: many feeds give a summary and the whole."""
    texts = [*entry.get("content", []), entry.get("summary_detail") or {}]
    found = [cleaned(_as_html(text)) for text in texts]
    return max(found, key=lambda html: len(words_of(html) or ""), default="")


def _as_html(text: Mapping[str, Any]) -> str:
    value = str(text.get("value") or "")
    if text.get("type") == "text/plain":
        return "".join(f"<p>{escape(line)}</p>" for line in value.splitlines() if line.strip())
    return value


def _web(link: object) -> str | None:
    """A link that can be a page's address."""
    try:
        parts = urlsplit(str(link or ""))
    except ValueError:
        return None
    return str(link).strip() if parts.scheme in {"http", "https"} and parts.netloc else None
