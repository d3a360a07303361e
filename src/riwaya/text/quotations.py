"""Clean text -> quotations: stretches inside quotation marks, nested and unclosed ones too."""

import re
from collections import Counter
from dataclasses import dataclass

ANGLE_OPEN = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
ANGLE_CLOSE = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
OPENERS = {
    ANGLE_OPEN: ANGLE_CLOSE,
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": "\N{LEFT DOUBLE QUOTATION MARK}",
}
CLOSERS = set(OPENERS.values())
STRAIGHT = '"'
#: What closes each mark that opens.
PARTNERS = {**OPENERS, STRAIGHT: STRAIGHT}
MARK = re.compile(f"[{''.join(OPENERS)}{''.join(CLOSERS)}{STRAIGHT}]")
BREAK = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between the marks, half-open; depth 0 is outermost."""

    start: int
    end: int
    depth: int
    closed: bool


def quotations_of(text: str) -> list[Quotation]:
    """Quotations in order of their start; an unclosed one ends with its paragraph."""
    found: list[Quotation] = []
    for start, end in paragraphs(text):
        found += in_paragraph(text, start, end)
    return sorted(found, key=lambda quotation: (quotation.start, quotation.depth))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open stretches between line breaks."""
    ends = [match.start() for match in BREAK.finditer(text)] + [len(text)]
    starts = [0] + [end + 1 for end in ends[:-1]]
    return list(zip(starts, ends, strict=True))


def in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    """Quotations of one paragraph, by a stack of open marks."""
    found: list[Quotation] = []
    opened: list[tuple[str, int]] = []
    # Counted beside the stack: a text of nothing but opening marks would take hours to search.
    expected: Counter[str] = Counter()
    for match in MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        # An open mark of this kind is closed, and whatever was left open inside it with it.
        if expected[mark]:
            closer = ""
            while closer != mark:
                closer, began = opened.pop()
                expected[closer] -= 1
                found.append(Quotation(began, at, len(opened), closer == mark))
        elif mark in PARTNERS:
            opened.append((PARTNERS[mark], match.end()))
            expected[PARTNERS[mark]] += 1
    while opened:
        _, began = opened.pop()
        found.append(Quotation(began, end, len(opened), False))
    return [quotation for quotation in found if quotation.start < quotation.end]
