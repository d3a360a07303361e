"""How wide words are, near enough to keep them apart, and how they are broken into lines.

Widths in em are those of Inter and Noto Naskh Arabic, by kind of letter, measured from the files
that the desk ships and rounded up.
"""

import re
from unicodedata import category

NARROW = frozenset("ijlftrI.,:;|!'()[] \N{MIDDLE DOT}\N{RIGHT SINGLE QUOTATION MARK}")
WIDE = frozenset("mwMW%@\N{EM DASH}\N{HORIZONTAL ELLIPSIS}")
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
ARABIC = re.compile("[\u0600-\u06ff]")
BOLD = 1.06


def width_of(said: str, size: float, *, bold: bool = False) -> float:
    """The width in pixels of words in a size in pixels."""
    return sum(map(_em, said)) * size * (BOLD if bold else 1)


def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.33
    if letter in WIDE:
        return 0.92
    if ARABIC.match(letter):
        return 0.0 if category(letter) == "Mn" else 0.5
    if category(letter) in {"Mn", "Cf"}:
        return 0.0
    return 0.69 if letter.isupper() else 0.62 if letter.isdigit() else 0.57


def lines_of(said: str, size: float, room: float, *, most: int = 99) -> list[str]:
    """Words broken into lines no wider than the room; the last of `most` ends in an ellipsis."""
    found: list[str] = []
    line = ""
    for word in said.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > room:
            found.append(line)
            line = word
        else:
            line = longer
    found.append(line)
    if len(found) > most:
        found = [*found[: most - 1], " ".join(found[most - 1 :])]
    return [fitted(one, size, room) for one in found if one]


def fitted(said: str, size: float, room: float) -> str:
    """Words cut to a room, with an ellipsis where something was cut."""
    if width_of(said, size) <= room:
        return said
    while said and width_of(said + ELLIPSIS, size) > room:
        said = said[:-1]
    return said.rstrip() + ELLIPSIS
