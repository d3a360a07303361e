"""A source -> the text of a report and all that is known of it."""

import hashlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

from riwaya.errors import BadInput
from riwaya.ingest.docx import SIGNATURE, docx_text
from riwaya.ingest.facts import Facts
from riwaya.ingest.html import html_page
from riwaya.ingest.source import Source
from riwaya.ingest.text import decode
from riwaya.records.report import Report

#: The largest text that is read without being asked to, in bytes.
MAX_SIZE = 2_000_000
#: Pages and Word files carry scripts and pictures: the file may be so many times its text's limit.
WRAPPED = 10
SIZE = re.compile(r"(\d{1,12})([kKmMgG]?)[bB]?")
UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
HTML_SUFFIXES = frozenset([".html", ".htm", ".xhtml"])
#: How a page opens, after blanks and comments.
HTML_OPENINGS = (b"<!doctype html", b"<html", b"<head", b"<?xml")
FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old Word file (.doc); save it as .docx",
    b"{\\rtf": "an RTF file; save it as .docx or .txt",
}


@dataclass(frozen=True, slots=True)
class Input:
    """A loaded source: its text, facts, and notes on how the text was got."""

    source: Source
    text: str
    facts: Facts
    raw_sha256: str
    #: The text was taken out of a page or a Word file and must be kept with the reading.
    extracted: bool
    notes: tuple[str, ...] = ()

    def known(self, *others: Facts) -> "Input":
        """The same input with what others know of it; the first of them is believed first."""
        facts = self.facts
        for weaker_first in reversed(others):
            facts = weaker_first.over(facts)
        return replace(self, facts=facts)

    @property
    def report(self) -> Report:
        """The report's record."""
        return Report(
            id=self.source.id,
            outlet=self.facts.outlet,
            title=self.facts.title,
            url=self.facts.url,
            published=self.facts.published_there,
            sha256=Report.digest(self.text),
            raw_sha256=self.raw_sha256,
        )


def load(source: Source, max_size: int = MAX_SIZE) -> Input:
    """Open a source and take its text out; every failure is a BadInput that names it."""
    data = _bytes(source, max_size * WRAPPED)
    if not data.strip():
        raise BadInput(f"{source.name}: empty")
    text, facts, extracted, notes = _kind(source, data)(source.name, data, max_size)
    if not text.strip():
        raise BadInput(f"{source.name}: no text in it")
    if len(text.encode("utf-8", "replace")) > max_size:
        raise too_large(source.name, max_size)
    digest = hashlib.sha256(data).hexdigest()
    return Input(source, text, facts, digest, extracted, notes)


def parse_size(value: str) -> int:
    """Bytes from "2000000", "500k" or "2M"; raises BadInput for anything else."""
    found = SIZE.fullmatch(value.strip())
    if not found or int(found[1]) == 0:
        raise BadInput(f"--max-size {value!r}: write it as 2000000, 500k or 5M")
    return int(found[1]) * UNITS[found[2].lower()]


Taken = tuple[str, Facts, bool, tuple[str, ...]]


def _kind(source: Source, data: bytes) -> Callable[[str, bytes, int], Taken]:
    """Which reader a file needs: by its content first, by its suffix where that says nothing."""
    if data.startswith(SIGNATURE):
        return _docx
    if data.startswith(b"%PDF-"):
        return _pdf
    if source.path is not None and source.path.suffix.lower() == ".eml":
        return _email
    opening = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    # UTF-16 pages have a NUL after each letter of their tags.
    if opening.replace(b"\x00", b"").removeprefix(b"\xff\xfe").startswith(HTML_OPENINGS):
        return _html
    if source.path is not None and source.path.suffix.lower() in HTML_SUFFIXES:
        return _html
    return _plain


def _plain(name: str, data: bytes, max_size: int) -> Taken:
    for signature, what in FOREIGN.items():
        if data.startswith(signature):
            raise BadInput(f"{name}: {what}")
    if len(data) > max_size * 2:  # UTF-16 or UTF-32 may shrink; the text itself is measured later
        raise too_large(name, max_size)
    decoded = decode(data, name)
    return decoded.text, Facts(), False, decoded.notes


def _html(name: str, data: bytes, _max_size: int) -> Taken:
    page = html_page(data, name)
    return page.text, page.facts, True, page.notes


def _docx(name: str, data: bytes, max_size: int) -> Taken:
    return docx_text(data, name, max_size * WRAPPED), Facts(), True, ()


def _pdf(name: str, data: bytes, max_size: int) -> Taken:
    from riwaya.ingest.pdf import pdf_page  # noqa: PLC0415 (slow, and of an extra)

    page = pdf_page(data, name, max_size * WRAPPED)
    return page.text, page.facts, True, page.notes


def _email(name: str, data: bytes, max_size: int) -> Taken:
    from riwaya.ingest.email_message import email_page  # noqa: PLC0415 (seldom needed)

    page = email_page(data, name, max_size * WRAPPED)
    return page.text, page.facts, True, page.notes


def _bytes(source: Source, limit: int) -> bytes:
    """The whole file, never more than a byte over the limit in memory."""
    try:
        if source.path is None:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with source.path.open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        raise BadInput(f"{source.name}: can't be read: {error.strerror}") from None
    if len(data) > limit:
        raise too_large(source.name, limit // WRAPPED)
    return data


def too_large(name: str, max_size: int) -> BadInput:
    """The refusal that names the flag."""
    return BadInput(
        f"{name}: larger than {max_size:,} bytes of text; if that is meant, raise --max-size"
    )
