"""Where a report was filed and by whom: «بغداد (رويترز) -», «دمشق - سانا», «لندن: «الشرق الأوسط»».

A dateline or wire credit says who carries the whole report; it is no attribution of single claims.
"""

import re
from collections.abc import Sequence

from riwaya.text.sentences import ENDS
from riwaya.text.words import Word

#: A dateline on a line of its own has at most so many words, one before running text fewer; it
#: stands in one of the first lines.
LONGEST, LONGEST_BEFORE_TEXT = 8, 6
LINES = 3
DASHES = {"-", "\N{EN DASH}", "\N{EM DASH}", "\N{HORIZONTAL BAR}"}
#: A line of its own needs one of these; before running text only a dash will do, since a colon
#: there follows a speaker.
PARTING = DASHES | {":", "(", "/", "|"}
BREAK = re.compile(r"\n")


def dateline_of(words: Sequence[Word], text: str) -> range:
    """The words of the dateline; an empty range where there is none."""
    for line in first_lines(words, text):
        marks = [i for i in line if words[i].text in PARTING]
        if not marks:
            continue
        ends = [i for i in line if words[i].text in ENDS]
        if len(line) <= LONGEST and not ends and len(words) > line.stop:
            return line
        dash = next((i for i in marks if words[i].text in DASHES), None)
        if dash is not None and is_short(line, dash, ends):
            return range(line.start, dash)
    return range(0)


def is_short(line: range, dash: int, ends: Sequence[int]) -> bool:
    """Whether few words stand before the dash, and more than those after it."""
    before, after = dash - line.start, line.stop - dash - 1
    return 0 < before <= LONGEST_BEFORE_TEXT and after > before and (not ends or dash < ends[0])


def first_lines(words: Sequence[Word], text: str) -> list[range]:
    """The first lines that have words, as word ranges."""
    lines: list[range] = []
    start = 0
    for index in range(1, len(words) + 1):
        ended = index == len(words) or BREAK.search(text, words[index - 1].end, words[index].start)
        if ended and index > start:
            lines.append(range(start, index))
            start = index
            if len(lines) == LINES:
                break
    return lines
