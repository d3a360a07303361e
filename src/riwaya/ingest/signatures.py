"""Which kind of source a file is: by its content first, by its suffix where that says nothing."""

import re
import zlib
from pathlib import Path
from typing import Literal

from riwaya.errors import BadInput
from riwaya.ingest.foreign import PLAIN_ZIP, ZIP_KINDS, refuse_foreign
from riwaya.ingest.source import printable
from riwaya.ingest.zip_members import opened_zip
from riwaya.records.dataset import coded_kind

Kind = Literal[
    "text", "html", "docx", "pdf", "email", "mbox", "warc", "wacz", "feed", "opml",
    "telegram-json", "telegram-html", "csv", "jsonl", "parquet", "acled", "ucdp",
]  # fmt: skip

#: How much of a file's beginning `kind_of` wants to see, in bytes.
OPENING = 16_384
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
#: A member of a zip archive: before its name stand the lengths of the name and of what follows.
LOCAL_HEADER = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
GZIP = b"\x1f\x8b"
PARQUET = b"PAR1"
PDF = b"%PDF-"
#: Some programs put lines before a PDF's own; readers look as far for it.
PDF_WITHIN = 1024

# Blanks, comments, processing instructions, and a document type may come before the root. Atomic
# groups, so that a file of a thousand comments is no riddle.
PROLOGUE = re.compile(
    r"(?>\s+|<!--.*?-->|<\?.*?\?>|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*+", re.IGNORECASE | re.DOTALL
)
DOCTYPE_HTML = re.compile(r"(?is)(?>\s+|<!--.*?-->|<\?.*?\?>)*+<!doctype\s+html\b")
ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
ROOTS: dict[str, Kind] = {
    "html": "html", "head": "html", "body": "html",
    "rss": "feed", "feed": "feed", "rdf": "feed", "opml": "opml",
}  # fmt: skip
TELEGRAM_HTML = re.compile(r'class="page_wrap\b.*class="(page_body chat_page|history)"', re.DOTALL)
TELEGRAM_CHAT = re.compile(
    r'"type"\s*:\s*"(?:(?:public|private)_(?:channel|group|supergroup)|personal_chat|bot_chat'
    r'|saved_messages|replies|verify_codes)"'
)
TELEGRAM_ACCOUNT = re.compile(r'\A\s*\{\s*"about"\s*:|"(?:left_)?chats"\s*:\s*\{')
LINE_OBJECT = re.compile(r'\A\s*\{\s*(?:"[^"\\]*"\s*:|\})[^\n]*\}[ \t\r]*(?:\n|\Z)')
HEADER_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]|[ \t]+\S")
MAIL_HEADERS = frozenset(
    ["from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path",
     "delivered-to", "content-type", "reply-to", "x-mailer", "dkim-signature", "cc", "sender"]
)  # fmt: skip
#: So many of them open a message; a text that begins «From: …» has fewer.
MAIL_LEAST = 3
MBOX = re.compile(rb"From \S+.*\d{4}\s*\r?\n(?=[A-Za-z>][\w-]*:)")
#: Between the columns of a table's first line.
COLUMN_MARKS = re.compile("[,;\t]")
#: By suffix, where the content could be anything.
SUFFIXES: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".eml": "email", ".mbox": "mbox",
    ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".opml": "opml", ".rss": "feed", ".atom": "feed",
}  # fmt: skip


def kind_of(path: Path, opening: bytes) -> Kind:
    """The kind of a source by its first `OPENING` bytes and its path.

    Of zip archives the table of contents is read; where the path is only a name, of bytes fetched
    or piped in, the opening must do. Raises BadInput that says what to do for other kinds.
    """
    name, suffix = printable(str(path)), path.suffix.lower()
    if opening.startswith((ZIP, EMPTY_ZIP)):
        return _zip_kind(path, name, opening)
    if opening.startswith(PARQUET):
        return "parquet"
    if opening.startswith(PDF) or (suffix == ".pdf" and PDF in opening[:PDF_WITHIN]):
        return "pdf"
    if opening.startswith(GZIP):
        return _gzip_kind(name, opening)
    if opening.startswith(b"WARC/"):
        return "warc"
    refuse_foreign(name, suffix, opening)
    return _mail_kind(opening, suffix) or _text_kind(name, suffix, _readable(opening))


def _readable(opening: bytes) -> str:
    """The opening as letters: UTF-16 has a NUL beside each letter of a tag."""
    return (
        opening.replace(b"\x00", b"")
        .decode("latin-1")
        .removeprefix("\xff\xfe")
        .removeprefix("\xfe\xff")
        .removeprefix("\xef\xbb\xbf")
    )


def _zip_kind(path: Path, name: str, opening: bytes) -> Kind:
    names = _zip_names(path, name, opening)
    if "word/document.xml" in names:
        return "docx"
    warcs = any(member.lower().startswith("archive/") for member in names)
    if path.suffix.lower() == ".wacz" or ("datapackage.json" in names and warcs):
        return "wacz"
    for member, what in ZIP_KINDS:
        if any(member.fullmatch(name_) for name_ in names):
            raise BadInput(f"{name}: {what}")
    if path.suffix.lower() == ".docx":
        return "docx"
    raise BadInput(f"{name}: {PLAIN_ZIP}")


def _zip_names(path: Path, name: str, opening: bytes) -> set[str]:
    """The names in a zip archive; of bytes that are in no file, those that the opening shows."""
    if _is_file_of(path, opening):
        with opened_zip(path, name) as archive:
            return set(archive.namelist())
    names = set()
    for header in LOCAL_HEADER.finditer(opening):
        length = int.from_bytes(header[1], "little")
        names.add(opening[header.end() : header.end() + length].decode("utf-8", "replace"))
    return names


def _is_file_of(path: Path, opening: bytes) -> bool:
    """Whether the path is the file that begins so, and not the name of something fetched."""
    try:
        with path.open("rb") as file:
            return file.read(len(opening)) == opening
    except OSError:
        return False


def _gzip_kind(name: str, opening: bytes) -> Kind:
    try:
        inside = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(opening, 512)
    except zlib.error:
        raise BadInput(f"{name}: a damaged gzip file") from None
    if inside.startswith(b"WARC/"):
        return "warc"
    if inside.startswith(b"filedesc://"):
        raise BadInput(f"{name}: an old ARC archive; make a WARC of it: warcio recompress")
    raise BadInput(f"{name}: packed by gzip; unpack it (gunzip) and add what is in it")


def _mail_kind(opening: bytes, suffix: str) -> Kind | None:
    """E-mail by its header lines: three of those that mail has, from the first line on."""
    if MBOX.match(opening):
        return "mbox"
    found: set[str] = set()
    for line in opening.removeprefix(b"\xef\xbb\xbf").splitlines():
        header = HEADER_LINE.match(line)
        if header is None:
            break
        if header[1]:
            found.add(header[1].decode("ascii").lower())
    mails = found & MAIL_HEADERS
    if len(mails) >= MAIL_LEAST or (mails and suffix == ".eml"):
        return "email"
    return None


def _text_kind(name: str, suffix: str, opening: str) -> Kind:
    """What a file of letters is: a page, a feed, a chat, a table, or just text."""
    if TELEGRAM_HTML.search(opening):
        return "telegram-html"
    if markup := _markup_kind(opening):
        return markup
    if opening.lstrip().startswith("{"):
        return _json_kind(name, suffix, opening)
    if suffix == ".json":
        raise _foreign_json(name)
    return _coded_kind(opening) or SUFFIXES.get(suffix, "text")


def _coded_kind(opening: str) -> Kind | None:
    """A dataset of coded events, by the columns that the first line names."""
    first = opening.lstrip().partition("\n")[0]
    return coded_kind(cell.strip("\"'") for cell in COLUMN_MARKS.split(first.strip()))


def _markup_kind(opening: str) -> Kind | None:
    if DOCTYPE_HTML.match(opening):
        return "html"
    prologue = PROLOGUE.match(opening)
    root = ROOT.match(opening, prologue.end() if prologue else 0)
    if root is None:
        # An XML declaration with nothing that shows: read as a page, as ever.
        return "html" if opening.lstrip()[:5].lower() == "<?xml" else None
    known = ROOTS.get(root[2].lower())
    return known or ("html" if opening.lstrip()[:5].lower() == "<?xml" else None)


def _json_kind(name: str, suffix: str, opening: str) -> Kind:
    if suffix in {".jsonl", ".ndjson"}:
        return "jsonl"
    if TELEGRAM_CHAT.search(opening) or TELEGRAM_ACCOUNT.search(opening):
        return "telegram-json"
    if LINE_OBJECT.match(opening):
        return "jsonl"
    if suffix == ".json":
        raise _foreign_json(name)
    return "text"


def _foreign_json(name: str) -> BadInput:
    return BadInput(
        f"{name}: JSON that is no chat exported by Telegram; "
        "make it .jsonl, an object a line (jq -c '.[]')"
    )
