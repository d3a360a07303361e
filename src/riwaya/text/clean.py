"""Raw text -> text that the model reads, with the way back to raw offsets.

Newsrooms and filters stretch, mark and space Arabic in ways that change no word: vowel marks,
tatweel, invisible direction marks, presentation forms of old PDF files, digits of three scripts,
letters spaced out against word filters. They are taken out for reading and never for display:
every character of the clean text remembers the raw character it came from.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

TATWEEL = "\N{ARABIC TATWEEL}"

# Variants that are the same letter on another keyboard, and marks with an ASCII twin.
SAME = {
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "\N{ARABIC THOUSANDS SEPARATOR}": ",",
    "\N{ARABIC PERCENT SIGN}": "%",
}
# Blank space, also where a control character or a broken surrogate stands.
BLANK_CATEGORIES = {"Zs", "Zl", "Zp", "Cc", "Cs", "Co", "Cn"}
LINE_BREAKS = "\n\r\x0b\x0c\x85"
# Marks over letters and invisible format characters carry nothing that we read.
DROPPED_CATEGORIES = {"Mn", "Me", "Cf"}

# Most characters of a report need no care at all: letters, digits, plain punctuation, blanks.
SPECIAL = re.compile(
    "[^\n !-~\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{ARABIC QUESTION MARK}"
    "\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER GHAIN}"
    "\N{ARABIC LETTER FEH}-\N{ARABIC LETTER YEH}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}]"
)
LETTER = "\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}"
# «عـ ـمـ ـلـ»: a blank between two tatweels joins. Letters one by one do when there are four.
STRETCHED_GAP = re.compile(f"(?<={TATWEEL}) (?={TATWEEL})")
SPACED_LETTERS = re.compile(f"(?<![{LETTER}])[{LETTER}](?: [{LETTER}]){{3,}}(?![{LETTER}])")


@dataclass(frozen=True, slots=True)
class CleanText:
    """Text for reading, and for each of its characters the raw index it came from."""

    raw: str
    text: str
    #: origin[i] is the raw index of text[i]; never falls.
    origin: tuple[int, ...] | range

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw [start, end) under clean [start, end), marks of its last letter included."""
        last = self.origin[end - 1] + 1
        while last < len(self.raw) and unicodedata.category(self.raw[last]) == "Mn":
            last += 1
        return self.origin[start], last

    def clean_index(self, raw_index: int) -> int:
        """The first clean character at or after a raw index."""
        return bisect_left(self.origin, raw_index)


@lru_cache(maxsize=4096)
def clean_character(character: str) -> str:
    """What one raw character reads as: itself, a twin, a blank, several letters, or nothing."""
    category = unicodedata.category(character)
    if character in SAME:
        read = SAME[character]
    elif category in DROPPED_CATEGORIES or character == TATWEEL:
        read = ""
    elif category in BLANK_CATEGORIES:
        read = "\n" if category in {"Zl", "Zp"} or character in LINE_BREAKS else " "
    elif category == "Nd":
        read = str(unicodedata.digit(character))
    else:
        folded = unicodedata.normalize("NFKC", character)
        read = character if folded == character else "".join(map(clean_character, folded))
    return read


def joined_gaps(raw: str) -> set[int]:
    """Raw indices of blanks that only space out the letters of one word."""
    gaps = {match.start() for match in STRETCHED_GAP.finditer(raw)} if TATWEEL in raw else set()
    for match in SPACED_LETTERS.finditer(raw):
        gaps.update(i for i in range(match.start(), match.end()) if raw[i] == " ")
    return gaps


def clean(raw: str) -> CleanText:
    """Clean a report's text for reading; pure, and the same for the same text."""
    gaps = joined_gaps(raw)
    if not gaps and not SPECIAL.search(raw):
        return CleanText(raw, raw, range(len(raw)))
    parts: list[str] = []
    origin: list[int] = []
    done = 0
    specials = {match.start() for match in SPECIAL.finditer(raw)} | gaps
    for index in sorted(specials):
        if index > done:
            parts.append(raw[done:index])
            origin.extend(range(done, index))
        is_crlf = raw[index] == "\r" and raw[index + 1 : index + 2] == "\n"
        replacement = "" if index in gaps or is_crlf else clean_character(raw[index])
        parts.append(replacement)
        origin.extend([index] * len(replacement))
        done = index + 1
    parts.append(raw[done:])
    origin.extend(range(done, len(raw)))
    return CleanText(raw, "".join(parts), tuple(origin))
