"""Bytes -> text: the byte-order mark dropped, the encoding found out, line ends untouched.

Old Arabic pages and files are windows-1256 or ISO 8859-6, both a byte a letter and alike for half
the alphabet. Read as the wrong one, Arabic words get accented Latin letters inside, which is how
the two are told apart. Everything else that isn't Unicode is left to charset-normalizer.
"""

import re
from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    BOM_UTF32_BE,
    BOM_UTF32_LE,
    lookup,
)
from dataclasses import dataclass

from riwaya.errors import BadInput

# The UTF-32 mark opens with the UTF-16 one: the longer is looked for first.
MARKS = (
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
SINGLE_BYTE = ("windows-1256", "iso-8859-6")
ARABIC = "\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}"
ARABIC_LETTER = re.compile(f"[{ARABIC}]")
# What Arabic of one single-byte encoding shows when it is read as the other.
MIXED = re.compile(rf"[{ARABIC}](?![{ARABIC}])[^\W\d_]|(?![{ARABIC}])[^\W\d_](?=[{ARABIC}])")
ARTICLE = re.compile(r"\b\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
SURROGATE = re.compile("[\ud800-\udfff]")
#: A text has at most one control character in so many.
CONTROL_SHARE = 20
#: As many are an accident in any text.
STRAY_CONTROLS = 2
#: Bytes looked at to find out an encoding.
SAMPLE = 200_000
#: Broken UTF-8 is still UTF-8 when at most one Arabic letter in so many is broken.
BROKEN_SHARE = 50
BROKEN_NOTE = "Broken characters in the input were replaced by U+FFFD."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and what a person should know of the decoding."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text in `data`; raises BadInput for binary data or an encoding that isn't found.

    `declared` is what a page says of itself; it is believed only when the bytes don't say more.
    """
    decoded = (
        _by_mark(data)
        or _utf16(data)
        or _utf8(data)
        or _single_byte_arabic(data)
        or _declared(data, declared)
        or _guessed(data)
    )
    if decoded is None or _is_binary(decoded.text):
        raise BadInput(
            f"{name}: not a text (binary data or an unknown encoding); "
            "give plain text, HTML or .docx, best in UTF-8"
        )
    return decoded


def _decoded(text: str, encoding: str) -> Decoded:
    """Surrogates that form a pair joined, broken ones replaced and noted."""
    if SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    notes = (BROKEN_NOTE,) if "\N{REPLACEMENT CHARACTER}" in text else ()
    return Decoded(text, encoding, notes)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    return None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: every other byte is the number of the alphabet, 6 or 0."""
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        numbers = data[first:SAMPLE:2]
        others = data[1 - first : SAMPLE : 2]
        alphabet = numbers.count(0) + numbers.count(6)
        if numbers and alphabet > 0.8 * len(numbers) and others.count(0) < 0.1 * len(others):
            return _decoded(data.decode(encoding, "replace"), encoding)
    return None


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8; a few broken bytes in much Arabic, or surrogates one by one, are mended."""
    try:
        return _decoded(data.decode("utf-8", "surrogatepass"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken * BROKEN_SHARE <= len(ARABIC_LETTER.findall(text)):
        return _decoded(text, "utf-8")
    return None


def _single_byte_arabic(data: bytes) -> Decoded | None:
    """The better of windows-1256 and ISO 8859-6, if either gives whole Arabic words."""
    best, best_score = None, 0.0
    for encoding in SINGLE_BYTE:
        text = data.decode(encoding, "replace")
        score = arabic_score(text[:SAMPLE])
        if score > best_score:
            best, best_score = _decoded(text, encoding), score
    return best


def arabic_score(text: str) -> float:
    """How much a text looks like Arabic read in its right encoding; 0 or less: it doesn't."""
    letters = len(ARABIC_LETTER.findall(text))
    wrong = len(MIXED.findall(text)) + text.count("\N{REPLACEMENT CHARACTER}")
    others = sum(letter.isalpha() and letter > "\x7f" for letter in text) - letters
    return letters + 4 * len(ARTICLE.findall(text)) - 8 * wrong - 2 * others


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    try:
        encoding = lookup(declared or "").name
        return _decoded(data.decode(encoding), encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _guessed(data: bytes) -> Decoded | None:
    """charset-normalizer's best guess, made on the beginning."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (slow, and seldom needed)

    if CONTROL.search(data[:SAMPLE].decode("latin-1")):
        return None
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        return None
    return _decoded(data.decode(best.encoding, "replace"), best.encoding)


def _is_binary(text: str) -> bool:
    return len(CONTROL.findall(text)) > max(STRAY_CONTROLS, len(text) // CONTROL_SHARE)
