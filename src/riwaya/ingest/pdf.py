"""PDF files: their text layer as running text, and what they say of themselves."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from riwaya.errors import BadInput, MissingExtra
from riwaya.ingest.facts import Facts
from riwaya.ingest.html import Page
from riwaya.ingest.pdf_fonts import UNKNOWN, Fonts
from riwaya.ingest.pdf_glyphs import Budget, Glyph, TooMuch, page_glyphs
from riwaya.ingest.pdf_lines import Line, lines_of
from riwaya.ingest.pdf_paragraphs import running_text
from riwaya.ingest.visual_order import backwards, brackets_are_seen, mirrored

SIGNATURE = b"%PDF-"
#: A report has no more pages; a file that says so is a book or a bomb.
MOST_PAGES = 2_000
#: A text layer with a larger share of characters without meaning is none.
UNKNOWN_SHARE = 0.1
#: Titles that programs write by themselves.
NO_TITLE = re.compile(
    r"untitled.*|microsoft \w+ - .*|document\d*|about:blank|(https?|file)://\S+|"
    r"\S+\.(pdf|docx?|odt|rtf|txt|html?|indd|qxd|pub|pptx?)",
    re.IGNORECASE,
)
HIDDEN_NOTE = "The PDF's text was read off a picture by some program (OCR): it may have mistakes."
TURNED_NOTE = "The PDF's Arabic letters stood in the wrong order and were turned round."
UNSURE_NOTE = "Arabic letters may stand in the wrong order in parts of this PDF: compare with it."
SILENT = logging.NullHandler()


@dataclass(slots=True)
class _Found:
    """What was found on the pages of a file."""

    pages: list[list[Glyph]] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)


def pdf_page(data: bytes, name: str, limit: int) -> Page:
    """The text of a PDF; `limit`: how many bytes its content may unpack to, text included.

    Paragraphs are lines, pages are parted by blank lines unless a sentence runs over. Raises
    BadInput for a locked, damaged or scanned file, or one that unpacks to more than the limit;
    MissingExtra where pypdf is not installed.
    """
    try:
        import pypdf  # noqa: PLC0415 (slow, and of an extra)
        from pypdf.errors import DependencyError, LimitReachedError  # noqa: PLC0415
    except ImportError:
        raise MissingExtra(
            f"{name}: PDF files need pypdf; install it with: pip install 'riwaya[workspace]'"
        ) from None
    # Without a handler of its own, its warnings would go to the user's terminal.
    logging.getLogger("pypdf").addHandler(SILENT)
    try:
        with pypdf.apply_configuration(**_limits(limit)):
            reader = pypdf.PdfReader(BytesIO(data), root_object_recovery_limit=10_000)
            _check(reader, name)
            return _page(_found(reader, Budget(limit)), _said(reader), name)
    except BadInput:
        raise
    except (TooMuch, LimitReachedError):
        raise BadInput(
            f"{name}: the PDF unpacks to more than {limit:,} bytes or is endlessly nested; "
            "if that is meant, raise --max-size"
        ) from None
    except DependencyError:
        raise BadInput(
            f"{name}: a PDF locked with AES; open it, print it to a new PDF and add that, "
            "or install what it takes to unlock it: pip install cryptography"
        ) from None
    except Exception as error:  # noqa: BLE001 (pypdf raises anything on files it doesn't foresee)
        raise BadInput(
            f"{name}: a damaged PDF ({_reason(error)}); open it and print it to a new PDF, "
            "or save its text as .txt"
        ) from None


def _limits(limit: int) -> dict[str, Any]:
    """The limits that pypdf has, by the names of pypdf.Configuration, drawn tighter."""
    streams = ("array_based_stream", "brotli", "jbig2", "lzw", "run_length", "zlib")
    return {
        **{f"{stream}_maximum_output_length": limit for stream in streams},
        "stream_decoding_work_maximum_length": 4 * limit,
        "image_maximum_buffer_size": 1,  # pictures are never opened
        "jbig2dec_binary": None,
        "disable_legacy_handling": True,
    }


def _check(reader: Any, name: str) -> None:
    """Refuse what can't be read: a password, too many pages."""
    from pypdf import PasswordType  # noqa: PLC0415

    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise BadInput(
            f"{name}: a PDF locked with a password; open it, print it to a new PDF and add that"
        )
    if len(reader.pages) > MOST_PAGES:
        raise BadInput(
            f"{name}: a PDF of {len(reader.pages):,} pages, {MOST_PAGES:,} at most are read; "
            "cut it into its reports"
        )


def _found(reader: Any, budget: Budget) -> _Found:
    """The glyphs of every page; a page that can't be read is named, the others are read."""
    found = _Found()
    fonts = Fonts()
    from pypdf.errors import DependencyError, LimitReachedError  # noqa: PLC0415

    for number, page in enumerate(reader.pages, start=1):
        try:
            glyphs, left_out = page_glyphs(page, reader, fonts, budget)
        except (TooMuch, LimitReachedError, DependencyError):
            raise
        except Exception:  # noqa: BLE001 (as above)
            found.damaged.append(number)
            glyphs, left_out = [], 0
        else:
            if not any(glyph.text.strip() for glyph in glyphs):
                found.empty.append(number)
        if left_out:
            found.left_out.append(number)
        found.pages.append(glyphs)
    return found


def _page(found: _Found, said: "_Said", name: str) -> Page:
    """The text of the pages, put in order, with notes on what was done to it."""
    shown = [glyph for glyphs in found.pages for glyph in glyphs if glyph.text.strip()]
    if not shown:
        if found.damaged:
            raise BadInput(f"{name}: a damaged PDF: none of its pages can be read")
        raise BadInput(
            f"{name}: no text in this PDF, only pictures (a scan?); "
            "it needs OCR first, for example: ocrmypdf -l ara"
        )
    unknown = sum(UNKNOWN in glyph.text for glyph in shown)
    if unknown > UNKNOWN_SHARE * len(shown):
        raise BadInput(
            f"{name}: this PDF doesn't say what its letters are (fonts without a table); "
            "it needs OCR, for example: ocrmypdf --force-ocr -l ara"
        )
    lines, order_notes = _in_order(found.pages)
    text = running_text(lines)
    notes = [*_page_notes(found), *order_notes]
    if all(glyph.hidden for glyph in shown):
        notes.append(HIDDEN_NOTE)
    if unknown:
        notes.append(
            f"Letters that have no meaning in the PDF's fonts became {UNKNOWN}: {unknown}."
        )
    if said.made:
        notes.append(f"The PDF was made on {said.made}; that is not taken as its publication.")
    return Page(text, Facts(title=said.title), tuple(notes))


def _in_order(pages: Sequence[Sequence[Glyph]]) -> tuple[list[list[Line]], list[str]]:
    """The lines of all pages in reading order, and notes where that order was in doubt."""
    lines = [lines_of(glyphs) for glyphs in pages]
    notes = []
    wrong = backwards("\n".join(line.text for page in lines for line in page))
    if wrong:
        lines = [lines_of(glyphs, as_drawn=True) for glyphs in pages]
        notes.append(TURNED_NOTE)
    elif wrong is None:
        notes.append(UNSURE_NOTE)
    elif brackets_are_seen([line.text for page in lines for line in page]):
        lines = [[_turned_brackets(line) for line in page] for page in lines]
    return lines, notes


def _turned_brackets(line: Line) -> Line:
    return replace(line, text=mirrored(line.text))


def _page_notes(found: _Found) -> Iterator[str]:
    if found.empty:
        yield f"No text, perhaps a scanned picture: {_pages(found.empty)}."
    if found.damaged:
        yield f"Damaged and left out: {_pages(found.damaged)}."
    if found.left_out:
        yield f"Text that stands askew was left out: {_pages(found.left_out)}."


def _pages(numbers: Sequence[int]) -> str:
    """Pages by number: page 3, pages 3, 4 and 9; many are counted."""
    if len(numbers) > 8:
        return f"{len(numbers)} pages"
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a PDF says of itself: a title, and the day when the file was made."""

    title: str | None
    made: str | None


def _said(reader: Any) -> _Said:
    try:
        about = reader.metadata
        title = " ".join(str(about.title or "").split()) if about else ""
        made = about.creation_date if about else None
    except Exception:  # noqa: BLE001 (a broken card is no reason to refuse the text)
        return _Said(None, None)
    day = made.date().isoformat() if isinstance(made, datetime) else None
    return _Said(None if not title or NO_TITLE.fullmatch(title) else title, day)


def _reason(error: Exception) -> str:
    """What a library says went wrong, on one short line."""
    said = " ".join(str(error).split())[:120]
    return "".join(c for c in said if c.isprintable()) or type(error).__name__
