"""Text whose lines were broken at a fixed width -> a line per paragraph.

A line end ends a sentence for the reader, and mail programs break lines in the middle of them.
"""

import re
from itertools import pairwise

#: No program breaks lines earlier or later than this, in characters.
NARROWEST = 40
WIDEST = 100
#: So many lines that were full show that lines were broken by a program.
FULL_LINES = 2
BULLET = re.compile(r"\s|[•◦▪*–—-]\s|\(?\d{1,3}[.)-]\s|>|\|")


def unwrapped(text: str, *, flowed: bool = False, blanks_are_added: bool = False) -> str:
    """The text with the lines of each paragraph joined, where they were broken by a program.

    `flowed`: broken as RFC 3676 says, with a blank at the end of a line that goes on
    (`blanks_are_added`: which is to be taken away). Else only where the line was full: the next
    line's first word would not have found room.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if flowed:
        return _flowed(lines, blanks_are_added=blanks_are_added)
    # A long address is never broken.
    width = max((len(line.rstrip()) for line in lines if " " in line.strip()), default=0)
    full = [_was_full(line, after, width) for line, after in pairwise(lines)]
    if not NARROWEST <= width <= WIDEST or sum(full) < FULL_LINES:
        return "\n".join(lines)
    joined = lines[:1]
    for line, goes_on in zip(lines[1:], full, strict=True):
        if goes_on:
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _was_full(line: str, after: str, width: int) -> bool:
    """Whether a line was broken because the next one's first word found no room."""
    if not line.strip() or not after.strip() or BULLET.match(after):
        return False
    used = len(line.rstrip())
    return used * 2 > width and used + 1 + len(after.split(maxsplit=1)[0]) > width


def _flowed(lines: list[str], *, blanks_are_added: bool) -> str:
    joined: list[str] = []
    goes_on = False
    for line in lines:
        said = line.removeprefix(" ")  # stuffed: lines that begin with a blank, «From» or «>»
        if goes_on:
            joined[-1] += said
        else:
            joined.append(said)
        goes_on = line.endswith(" ") and line != "-- "
        if goes_on and blanks_are_added:
            joined[-1] = joined[-1].removesuffix(" ")
    return "\n".join(line.rstrip() for line in joined)
