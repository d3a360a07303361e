"""The fonts of a PDF: the bytes of a string -> what each glyph stands for, and its width.

pypdf reads the fonts and their tables. What they say of Arabic is put right here: presentation
forms become letters, and a lam-alef that a table gives as alef-lam is turned.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

#: Arabic presentation forms A and B, the shapes of letters; the ornate brackets aren't shapes.
PRESENTATION = re.compile("[\ufb50-\ufd3d\ufd40-\ufdff\ufe70-\ufefc]")
LAM = "\N{ARABIC LETTER LAM}"
ALEFS = (
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
)
TURNED_LAM_ALEF = re.compile(rf"([{ALEFS}]){LAM}")
BREAK = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
#: A font that says nothing of a glyph's width, in thousandths of its size.
WIDTH = 500.0
#: Encodings that number the glyphs of one font file: no meaning without a table.
IDENTITY = frozenset({"/Identity-H", "/Identity-V"})

Shown = tuple[str, float, bool]


class PdfFont:
    """A font of a PDF, as far as reading goes."""

    def __init__(self, resource: Any) -> None:
        from pypdf.generic._font import Font  # noqa: PLC0415 (slow, and for PDFs only)

        self._font = Font.from_font_resource(resource)
        encoding = self._font.encoding
        composite = resource.get("/Subtype") == "/Type0"
        # An encoding of its own making: nearly always two bytes a glyph.
        self._encoding = "utf-16-be" if composite and isinstance(encoding, dict) else encoding
        self._numbered = not self._font.interpretable or (
            composite and (isinstance(encoding, dict) or resource.get("/Encoding") in IDENTITY)
        )
        self._known: dict[str, Shown] = {}

    def shown(self, codes: bytes) -> Iterator[Shown]:
        """For each glyph of a string: its text, its width in sizes, and whether it's code 32."""
        if isinstance(self._encoding, str):
            numbers = codes.decode(self._encoding, "replace")
        else:
            numbers = codes.decode("latin-1")
        for number in numbers:
            if number not in self._known:
                self._known[number] = self._glyph(number)
            yield self._known[number]

    def _glyph(self, number: str) -> Shown:
        widths = self._font.character_widths
        width = widths.get(number, widths.get("default", WIDTH))
        single = isinstance(self._encoding, dict)
        return letters(self._meaning(number)), float(width) / 1000, single and number == " "

    def _meaning(self, number: str) -> str:
        table = self._font.character_map
        if isinstance(self._encoding, dict):
            number = self._encoding.get(ord(number), number)
        meant = table.get(number)
        if isinstance(meant, str):
            return meant
        return UNKNOWN if self._numbered else number


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        # The resource is kept with its font, so that no other object gets its id.
        self._read: dict[int, tuple[Any, PdfFont | None]] = {}

    def of(self, reference: Any) -> PdfFont | None:
        """The font behind a reference; None when there is none."""
        resource = dictionary(reference)
        if not resource:
            return None
        if id(resource) not in self._read:
            self._read[id(resource)] = (resource, PdfFont(resource))
        return self._read[id(resource)][1]


def letters(text: str) -> str:
    """What a glyph stands for, in letters: no shapes, no control characters."""
    text = CONTROL.sub("", BREAK.sub(" ", text))
    text = PRESENTATION.sub(_letter, text)
    if len(text) == 2:  # one glyph for both: only lam-alef is drawn so, and lam is first in it
        text = TURNED_LAM_ALEF.sub(rf"{LAM}\1", text)
    return text


def _letter(shape: re.Match[str]) -> str:
    """The letters of a shape; a vowel mark's shape stands on a blank that nobody wrote."""
    plain = unicodedata.normalize("NFKC", shape[0])
    marks = plain.lstrip(" ")
    return marks if marks and unicodedata.combining(marks[0]) else plain


def dictionary(thing: Any) -> Any:
    """A dictionary behind a reference or not; empty for anything else."""
    found = thing.get_object() if hasattr(thing, "get_object") else thing
    return found if isinstance(found, dict) else {}
