"""Chats exported by Telegram Desktop as HTML (messages.html, messages2.html …).

The classes are those of tdesktop's export_output_html.cpp; a file has at most 1,000 messages.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.source import printable
from riwaya.ingest.telegram_chat import Chat, forwarded_note
from riwaya.ingest.text_piece import text_piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MESSAGE_ID = re.compile(r"message(-?\d+)")
#: title="21.11.2015 18:30:00 UTC+03:00"; before 2022 without the zone, in the machine's own time.
TITLE = re.compile(r"(\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")


def telegram_html_pieces(
    path: Path, name: str, limits: Limits, username: str | None = None
) -> Iterator[Piece | BadInput]:
    """The messages of one messages.html, as `telegram_json_pieces` gives them.

    Whether a message was edited isn't in this form. Raises BadInput for another kind of page, and
    for one larger than `limits.payload`: 1,000 messages are some 2 MB.
    """
    page = _page(path, name, limits.payload)
    history = _first(page, "history")
    if history is None:
        raise BadInput(f"{name}: no chat exported by Telegram Desktop")
    header = _first(page, "page_header")
    title = None if header is None else _first(header, "text", "bold")
    outlet = None if title is None else " ".join(title.text_content().split())
    chat = Chat(outlet or None, username)
    whom: str | None = None
    for element in history.iterchildren("div"):
        if "default" not in _classes(element):
            whom = None
            continue
        whom = _forwarded(element, whom)
        piece = _piece(element, chat, whom, name, limits)
        if piece is not None:
            yield piece


def _page(path: Path, name: str, limit: int) -> "HtmlElement":
    from lxml import etree, html  # noqa: PLC0415 (slow, and for pages only)

    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None
    if len(data) > limit:
        raise BadInput(f"{name}: larger than {limit:,} bytes; if that is meant, raise --max-size")
    try:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise BadInput(f"{name}: no chat exported by Telegram Desktop ({error})") from None


def _classes(element: "HtmlElement") -> set[str]:
    return set(element.get("class", "").split())


def _first(element: "HtmlElement", *classes: str) -> "HtmlElement | None":
    """The first element inside that has all these classes."""
    wanted = set(classes)
    return next(
        (e for e in element.iter("div") if e is not element and wanted <= _classes(e)), None
    )


def _child(element: "HtmlElement", *classes: str) -> "HtmlElement | None":
    wanted = set(classes)
    return next((e for e in element.iterchildren("div") if wanted <= _classes(e)), None)


def _forwarded(element: "HtmlElement", before: str | None) -> str | None:
    """Whom a message is forwarded from; one joined to the message before doesn't say it again."""
    body = _child(element, "body")
    inner = None if body is None else _child(body, "forwarded", "body")
    if inner is None:
        return None
    name = _child(inner, "from_name")
    if name is None:
        return before
    # The date of the original stands in a span behind the name.
    return " ".join((name.text or "").split()) or "a deleted account"


def _piece(
    element: "HtmlElement", chat: Chat, whom: str | None, name: str, limits: Limits
) -> Piece | BadInput | None:
    """A message's piece; None for one without text, as pictures are."""
    body = _child(element, "body")
    if body is None:
        return None
    inner = _child(body, "forwarded", "body")
    words = _child(body if inner is None else inner, "text")
    text = "" if words is None else _text(words)
    if not text.strip():
        return None
    found = MESSAGE_ID.fullmatch(element.get("id", ""))
    if found is None:
        what = printable(element.get("id", ""))[:40]
        return BadInput(f"{name}: a message without a number (id={what!r}); passed over")
    notes: list[str] = []
    facts = Facts(
        published=_moment(_child(body, "date", "details"), notes),
        outlet=chat.name,
        url=chat.url(found[1]),
    )
    if whom is not None:
        notes.append(forwarded_note(whom))
    part = f"message {found[1]}"
    return text_piece(text, f"{name}, {part}", part, limits, facts, notes)


def _text(element: "HtmlElement") -> str:
    """The words; line ends are <br>, and what the exporter indents stands around them only."""
    parts: list[str] = []
    for event, inner in _events(element):
        if event == "start":
            parts.append("\n" if inner.tag == "br" else "")
            parts.append(inner.text or "" if isinstance(inner.tag, str) else "")
        elif inner is not element:
            parts.append(inner.tail or "")
    return "".join(parts).strip(" \t\r\n")


def _events(element: "HtmlElement") -> Iterator[tuple[str, "HtmlElement"]]:
    from lxml import etree  # noqa: PLC0415 (slow, and for pages only)

    yield from etree.iterwalk(element, events=("start", "end", "comment"))


def _moment(element: "HtmlElement | None", notes: list[str]) -> str | None:
    """The date of a message as ISO, with its zone where the export has it."""
    title = "" if element is None else element.get("title", "")
    found = TITLE.fullmatch(title.strip())
    try:
        if found:
            moment = datetime.strptime(found[1], "%d.%m.%Y %H:%M:%S")  # noqa: DTZ007 (below)
            return moment.isoformat() + (found[2] or "")
    except ValueError:
        pass
    notes.append(f"The message's date {printable(title)[:40]!r} is none.")
    return None
