"""The XML of feeds and of lists of feeds: decoded once, and without entities of its own.

An entity can stand for a file of this machine, or for ten others that each stand for ten others.
No feed needs any, so that whatever declares one is refused before a parser sees it. The parser
gets the very text that was checked: an encoding that the XML declares can't bring entities back.
"""

import re

from riwaya.errors import BadInput
from riwaya.ingest.text import decode

DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*>", re.IGNORECASE)
ENCODING = re.compile(rb"""\A[^<]{0,8}<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
#: Feeds of 5 MB have some 50,000 tags; parsers of broken XML take minutes over a million.
MOST_TAGS = 200_000
#: What XML 1.0 has no place for; some sites copy such characters from old databases.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml_text(data: bytes, name: str, charset: str | None = None) -> str:
    """The text behind its XML declaration; raises BadInput for entities and floods of tags.

    `charset` is what the server said; the bytes are believed first, then the XML.
    """
    declared = ENCODING.match(data)
    text = decode(data, name, declared[1].decode("ascii") if declared else charset).text
    if ENTITY.search(text):
        raise BadInput(f"{name}: refused: its XML declares entities, which no feed needs")
    if text.count("<") > MOST_TAGS:
        raise BadInput(f"{name}: refused: more than {MOST_TAGS:,} tags, too many for a feed")
    return NO_XML.sub("", DECLARATION.sub("", text)).lstrip()
