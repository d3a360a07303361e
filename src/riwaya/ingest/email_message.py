"""E-mail messages: the text that was written, its subject and date, and what was left out.

Python's own parser takes a message apart (RFC 5322, MIME); encodings are found out as for any
text, since the charset that a message declares is often missing or wrong.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts, checked_published
from riwaya.ingest.hard_wrapped import unwrapped
from riwaya.ingest.html import Page, html_page
from riwaya.ingest.source import printable
from riwaya.ingest.text import decode

#: Parts inside parts, and how many of them: more were not written by people.
DEEPEST = 20
MOST_PARTS = 1_000
#: The parser compares each line with each open boundary; more than this takes half a minute.
MOST_COMPARISONS = 20_000_000
BOUNDARY = re.compile(rb"boundary[*0-9]*\s*=", re.IGNORECASE)
#: One of these stands in every message.
HEADERS = ("from", "date", "subject", "message-id", "received", "mime-version", "content-type")
OUTLOOK = b"\xd0\xcf\x11\xe0"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
#: A clock that was never set dates its messages 1970.
FIRST_YEAR = 1980
REPLY = re.compile(r"\A(?:(?:re|fwd?)\s*:\s*)+", re.IGNORECASE)
QUOTED = re.compile(r"(?m)^(?:>[ \t]?)+")


@dataclass(slots=True)
class _Found:
    """What was found in a message: texts in order, names of what was left out, notes."""

    name: str
    texts: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parts: int = 0


def email_page(data: bytes, name: str, limit: int) -> Page:
    """The text of a message, its forwarded messages after it; `limit`: its size in bytes.

    Plain text is preferred to HTML. Facts: the subject as title, the date with its zone. Raises
    BadInput for what is no message, is encrypted, has no text or is too large.
    """
    if len(data) > limit:
        raise BadInput(
            f"{name}: an e-mail larger than {limit:,} bytes; if that is meant, raise --max-size"
        )
    if data.startswith(OUTLOOK):
        raise BadInput(f"{name}: a message in Outlook's own form (.msg); save it as .eml")
    try:
        return _page(_parsed(data.removeprefix(BYTE_ORDER_MARK), name), name)
    except BadInput:
        raise
    except RecursionError:
        raise BadInput(f"{name}: an e-mail nested too deeply; save its text as .txt") from None
    except Exception as error:  # noqa: BLE001 (the parser raises anything on broken headers)
        raise BadInput(f"{name}: a broken e-mail ({error}); save its text as .txt") from None


def _page(message: EmailMessage, name: str) -> Page:
    found = _Found(name)
    published = _published(message, found)
    if sender := _header(message, "from", name):
        found.notes.append(f"Sent by {sender}.")
    _collect(message, found, depth=0)
    if not any(text.strip() for text in found.texts):
        left_out = f"; left out: {', '.join(found.left_out)}" if found.left_out else ""
        raise BadInput(f"{name}: no text in this e-mail{left_out}")
    if found.left_out:
        found.notes.append(f"Attachments left out: {', '.join(found.left_out)}.")
    title = REPLY.sub("", _header(message, "subject", name)) or None
    text = "\n\n".join(text.strip("\r\n") for text in found.texts if text.strip())
    return Page(text, Facts(published=published, title=title), tuple(dict.fromkeys(found.notes)))


def _parsed(data: bytes, name: str) -> EmailMessage:
    boundaries = sum(1 for _ in BOUNDARY.finditer(data))
    if (boundaries + 1) * data.count(b"\n") > MOST_COMPARISONS:
        raise BadInput(f"{name}: an e-mail of too many parts and lines; save its text as .txt")
    message = message_from_bytes(data, policy=policy.default)
    names = {header.lower() for header, _ in message.raw_items()}
    if names.isdisjoint(HEADERS):
        raise BadInput(f"{name}: no e-mail: it has no headers such as From, Date or Subject")
    return message


def _collect(part: EmailMessage, found: _Found, depth: int) -> None:
    """Add the texts of a part and of the parts in it."""
    found.parts += 1
    if depth > DEEPEST or found.parts > MOST_PARTS:
        raise BadInput(f"{found.name}: an e-mail of too many parts; save its text as .txt")
    kind = part.get_content_type()
    if kind in ENCRYPTED:
        raise BadInput(f"{found.name}: an encrypted e-mail; open it and save its text as .txt")
    inside = _inside(part)
    if kind == "message/rfc822" and inside:
        _forwarded(inside[0], found, depth)
    elif kind == "multipart/alternative":
        _alternative(inside, found, depth)
    elif inside:
        for one in inside:
            _collect(one, found, depth + 1)
    elif not part.is_multipart():
        _leaf(part, kind, found)


def _inside(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    return (
        [one for one in payload if isinstance(one, EmailMessage)]
        if isinstance(payload, list)
        else []
    )


def _alternative(parts: list[EmailMessage], found: _Found, depth: int) -> None:
    """The same text in several forms: the plain one, else the first that has text."""
    ranked = sorted(parts, key=lambda part: part.get_content_type() != "text/plain")
    for part in ranked:
        before = len(found.texts)
        _collect(part, found, depth + 1)
        if any(text.strip() for text in found.texts[before:]):
            return


def _forwarded(message: EmailMessage, found: _Found, depth: int) -> None:
    """A message inside a message: its subject as a line, then its text."""
    subject = _header(message, "subject", found.name)
    about = [
        f"{word} {said}"
        for word, said in (
            ("from", _header(message, "from", found.name)),
            ("of", _header(message, "date", found.name)),
        )
        if said
    ]
    found.notes.append(" ".join(["A forwarded message is part of the text:", *about]) + ".")
    if subject:
        found.texts.append(subject)
    _collect(message, found, depth + 1)


def _leaf(part: EmailMessage, kind: str, found: _Found) -> None:
    """A part with content of its own: text is kept, attachments are named."""
    if part.get_content_disposition() == "attachment" or kind not in {"text/plain", "text/html"}:
        found.left_out.append(_file_name(part, kind, found.name))
        return
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return
    try:
        found.texts.append(_text(part, kind, payload, found))
    except BadInput:  # no letters, or a page of pictures: the other parts may hold the text
        found.left_out.append(_file_name(part, kind, found.name))


def _text(part: EmailMessage, kind: str, payload: bytes, found: _Found) -> str:
    decoded = decode(payload, found.name, part.get_content_charset())
    found.notes += decoded.notes
    if kind == "text/html":
        return html_page(decoded.text.encode("utf-8", "replace"), found.name).text
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    blanks_are_added = str(part.get_param("delsp", "")).lower() == "yes"
    said = QUOTED.sub("", decoded.text)
    return unwrapped(said, flowed=flowed, blanks_are_added=blanks_are_added)


def _file_name(part: EmailMessage, kind: str, name: str) -> str:
    try:
        given = part.get_filename()
    except Exception:  # noqa: BLE001 (a broken parameter is no reason to refuse the text)
        given = None
    return printable(_words(given, name)) if given else kind


def _published(message: EmailMessage, found: _Found) -> str | None:
    """The date header as an ISO date-time with its zone; a bad one is noted and dropped."""
    given = _header(message, "date", found.name)
    if not given:
        return None
    try:
        moment = parsedate_to_datetime(given)
        if moment.tzinfo is None:  # "-0000": in UTC, by RFC 5322
            moment = moment.replace(tzinfo=UTC)
        if moment.year >= FIRST_YEAR:
            return checked_published(moment.isoformat(), found.name)
    except (ValueError, TypeError, OverflowError, IndexError, BadInput):
        pass
    found.notes.append(f"Its date is no date and was left out: {given}")
    return None


def _header(message: EmailMessage, wanted: str, name: str) -> str:
    """The first header of that name as one line of readable text; empty when there is none."""
    # The parser's own reading of headers fails on many broken ones: these are the bare lines.
    for header, value in message.raw_items():
        if header.lower() == wanted:
            return _words(str(value), name)
    return ""


def _words(value: str, name: str) -> str:
    """A header's encoded words (RFC 2047) read, whatever charset they claim, on one line."""
    try:
        chunks = decode_header(" ".join(value.split()))
    except Exception:  # noqa: BLE001 (broken base64 and what else there is)
        chunks = [(value, None)]
    said = "".join(_chunk(chunk, charset, name) for chunk, charset in chunks)
    return " ".join(printable(word) for word in said.split())


def _chunk(chunk: str | bytes, charset: str | None, name: str) -> str:
    raw = chunk if isinstance(chunk, bytes) else chunk.encode("utf-8", "surrogateescape")
    try:
        return decode(raw, name, charset).text
    except BadInput:
        return raw.decode("utf-8", "replace")
