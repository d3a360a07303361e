"""Web archives (.warc, .warc.gz): the pages in them, a piece each."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from riwaya.errors import BadInput, MissingExtra
from riwaya.ingest.facts import Facts
from riwaya.ingest.http_body import plain_body, too_large
from riwaya.ingest.piece import Form, Limits, Piece
from riwaya.ingest.source import printable
from riwaya.ingest.unpacking import Allowance, Unpacked
from riwaya.ingest.warc_records import WarcRecord, parsed_head, warc_records

HTTP_VERSIONS = ("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/2", "HTTP/3")
STATUS = re.compile("[1-5][0-9]{2}")
#: Schemes whose records are pages; dns: and a crawler's own urn: records are not.
SCHEMES = ("http://", "https://", "file://", "ftp://")
HTML_TYPES = frozenset(["text/html", "application/xhtml+xml"])
#: Of the last four the content decides; crawlers and servers write them where they don't know.
PAGE_TYPES = HTML_TYPES | {
    "text/plain", "application/pdf",
    "", "application/octet-stream", "binary/octet-stream", "unknown",
}  # fmt: skip
HTML_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<!--.*?-->)*+<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
PDF = b"%PDF-"
#: Where a page without a type must show that it is one, in bytes.
HEAD = 65_536


@dataclass(slots=True)
class _LeftOut:
    """What was passed over on purpose, counted for one note."""

    statuses: Counter[str] = field(default_factory=Counter)

    def note(self) -> tuple[str, ...]:
        if not self.statuses:
            return ()
        counts = ", ".join(f"{status}: {n:,}" for status, n in sorted(self.statuses.items()))
        return (f"Answers in this archive that were left out by their HTTP status: {counts}.",)


def warc_pieces(path: Path, name: str, limits: Limits) -> Iterator[Piece | BadInput]:
    """The pages, texts and PDF files of a web archive, answered with status 200.

    Broken records come as BadInput; the archive's last piece has a note that counts what other
    statuses were left out. Raises BadInput for a file that is no WARC, MissingExtra without warcio.
    """
    try:
        with path.open("rb") as stream:
            allowance = Allowance.of(name, path.stat().st_size)
            yield from warc_stream_pieces(stream, name, limits, allowance)
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None


def warc_stream_pieces(
    stream: BinaryIO, name: str, limits: Limits, allowance: Allowance, within: str = ""
) -> Iterator[Piece | BadInput]:
    """The same of a stream that is read forward once; `within` goes before each part's name."""
    _require_warcio()
    left_out = _LeftOut()
    waiting: Piece | None = None
    try:
        for record in warc_records(Unpacked(stream, allowance), name, limits.payload):
            found: Piece | BadInput | None
            if isinstance(record, WarcRecord):
                found = _checked_piece(record, name, within, limits, left_out)
            else:
                found = record
            if isinstance(found, BadInput):
                yield found
            elif found is not None:
                if waiting is not None:
                    yield waiting
                waiting = found
    except BadInput:
        if waiting is not None:
            yield waiting
        raise
    if waiting is not None:
        yield replace(waiting, notes=waiting.notes + left_out.note())
    elif left_out.statuses:
        raise BadInput(f"{name}: no page in it. {left_out.note()[0]}")


def _require_warcio() -> None:
    try:
        import warcio  # noqa: F401, PLC0415 (an extra)
    except ImportError:
        raise MissingExtra(
            "web archives need warcio, which isn't installed: pip install 'riwaya[workspace]'"
        ) from None


def _checked_piece(
    record: WarcRecord, name: str, within: str, limits: Limits, left_out: _LeftOut
) -> Piece | BadInput | None:
    part = f"{within}record {record.number}"
    try:
        return _piece(record, f"{name}, record {record.number}", part, limits, left_out)
    except BadInput as error:
        return error


def _piece(
    record: WarcRecord, where: str, part: str, limits: Limits, left_out: _LeftOut
) -> Piece | None:
    """A page's piece; None for what is no page."""
    url = record.header("warc-target-uri").strip("<> ")
    answer = _answer(record, url.lower(), where, left_out)
    if answer is None:
        return None
    http, behind = answer
    media = http.get("content-type", "").partition(";")[0].strip().lower()
    if not _may_be_page(media, url):
        return None
    if record.larger:
        raise too_large(where, limits.payload)
    transfer, coding = http.get("transfer-encoding", ""), http.get("content-encoding", "")
    body, notes = plain_body(record.block[behind:], transfer, coding, where, limits.payload)
    form = _form(media, body)
    if form is None:
        return None
    if cut := record.header("warc-truncated"):
        notes += (f"The crawler cut this page off ({printable(cut)[:40]}).",)
    facts = Facts(url=printable(url) if url.lower().startswith("http") else None)
    return Piece(where, part, form, body, facts, notes)


def _answer(
    record: WarcRecord, url: str, where: str, left_out: _LeftOut
) -> tuple[dict[str, str], int] | None:
    """The headers of a page's answer and where its body begins; None for what isn't asked for."""
    kind = record.header("warc-type")
    if kind not in {"response", "resource"} or not url.startswith(SCHEMES):
        return None
    if kind == "resource" or not url.startswith("http"):
        return {"content-type": record.header("content-type")}, 0
    answer = parsed_head(record.block, HTTP_VERSIONS)
    if answer is None:
        raise BadInput(f"{where}: no HTTP answer in it; passed over")
    status = answer[0][":status"][:3]
    if status != "200":
        left_out.statuses[status if STATUS.fullmatch(status) else "none"] += 1
        return None
    return answer


def _may_be_page(media: str, url: str) -> bool:
    if url.partition("?")[0].lower().endswith("/robots.txt"):
        return False
    return media in PAGE_TYPES


def _form(media: str, body: bytes) -> Form | None:
    """What the body is; pictures and programs sent without a type are nothing."""
    if not body.strip():
        return None
    if body.startswith(PDF):
        return "pdf"
    if media in HTML_TYPES or HTML_OPENING.match(body[:HEAD]):
        return "html"
    return "text" if media == "text/plain" else None
