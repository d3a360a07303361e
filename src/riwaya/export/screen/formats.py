"""A reading in each of the forms that files and pipes get."""

from enum import StrEnum
from io import StringIO

import msgspec

from riwaya.export.gloss import with_glosses
from riwaya.records.report import Document


class Format(StrEnum):
    """What `--format` knows; the value is also the ending of a file."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    CSV = "csv"

    @property
    def suffix(self) -> str:
        """The ending of a file in this form."""
        return ".txt" if self is Format.TEXT else f".{self.value}"


#: Forms of which one file can hold several documents.
JOINABLE = frozenset([Format.JSONL, Format.CSV, Format.TEXT])


def render(form: Format, text: str, document: Document, *, everything: bool = False) -> str:
    """A document in a form, complete with its last line end."""
    match form:
        case Format.HTML:
            from riwaya.export.screen.page import page_of  # noqa: PLC0415 (Jinja2)

            return page_of(text, document)
        case Format.CSV:
            from riwaya.export.screen.table import csv_of  # noqa: PLC0415

            return csv_of([document])
        case Format.TEXT:
            return plain_listing(text, document, everything=everything)
        case Format.JSONL:
            return msgspec.json.encode(with_glosses(document)).decode() + "\n"
        case Format.JSON:
            encoded = msgspec.json.encode(with_glosses(document))
            return msgspec.json.format(encoded, indent=2).decode() + "\n"


def plain_listing(text: str, document: Document, *, everything: bool) -> str:
    """The terminal's listing without its colours."""
    from rich.console import Console  # noqa: PLC0415 (slow to import)

    from riwaya.export.screen.listing import print_listing  # noqa: PLC0415

    out = StringIO()
    console = Console(file=out, force_terminal=False, color_system=None, width=10_000)
    print_listing(console, text, document, everything=everything)
    return out.getvalue()


def joined(form: Format, parts: int, rendered: str) -> str:
    """What to write of a document after `parts` others in one stream: one table, one header."""
    if parts and form is Format.CSV:
        from riwaya.export.screen.table import BYTE_ORDER_MARK, csv_header  # noqa: PLC0415

        return rendered.removeprefix(BYTE_ORDER_MARK + csv_header())
    if parts and form is Format.TEXT:
        return "\n" + rendered
    return rendered
