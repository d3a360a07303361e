"""What stands where a name stood: as long as it was, so that offsets stay, until all is said."""

import re
from typing import Any

#: One for each character; no Arabic or Latin text has it.
FILLER = "\N{FULL BLOCK}"
RUN = re.compile(rf"{FILLER}[{FILLER}\s]*{FILLER}|{FILLER}")
ARABIC = re.compile("[\u0620-\u064a]")
#: In the report's words, and in English lines.
IN_WORDS, IN_ENGLISH = "[\N{HORIZONTAL ELLIPSIS}]", "[withheld]"


def covered(text: str, start: int, end: int) -> str:
    """The text with [start, end) filled, blanks too."""
    return text[:start] + FILLER * (end - start) + text[end:]


def tidy(text: str) -> str:
    """The text with one mark where fillers are, in the words' own fashion."""
    if FILLER not in text:
        return text
    bare = RUN.sub("", text).strip()
    return RUN.sub(IN_WORDS if ARABIC.search(text) or not bare else IN_ENGLISH, text)


def tidy_line(text: str) -> str:
    """An English line with one mark where fillers are."""
    return RUN.sub(IN_ENGLISH, text) if FILLER in text else text


def tidied(value: Any) -> Any:
    """Everything in a JSON value, English lines all of it, with marks instead of fillers."""
    if isinstance(value, str):
        return tidy_line(value)
    if isinstance(value, dict):
        return {key: tidied(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [tidied(part) for part in value]
    return value
