"""Lists of feeds: OPML as feed readers export it, or a plain text with a URL a line."""

import re
from collections.abc import Iterator
from xml.parsers import expat

from riwaya.errors import BadInput
from riwaya.ingest.feed_xml import xml_text
from riwaya.ingest.location import location_of
from riwaya.ingest.not_fetched import BadAddress
from riwaya.ingest.text import decode

#: A bare ampersand, which many readers write into the URLs of their OPML.
AMPERSAND = re.compile(r"&(?!#?\w{1,31};)")
#: The largest list in bytes.
LARGEST = 5_000_000


def feed_list(data: bytes, name: str) -> list[str]:
    """The feeds' URLs in the list's order, each once; raises BadInput that says where it's wrong.

    In a plain list, empty lines and lines that begin with # don't count.
    """
    if len(data) > LARGEST:
        raise BadInput(f"{name}: larger than {LARGEST:,} bytes, too large for a list of feeds")
    text = decode(data, name).text.lstrip()
    found = _outlines(xml_text(data, name), name) if text.startswith("<") else _lines(text, name)
    urls = list(dict.fromkeys(found))
    if not urls:
        raise BadInput(f"{name}: no feeds in it; write the address of one on each line")
    return urls


def _lines(text: str, name: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        url = line.strip()
        if url and not url.startswith("#"):
            yield _checked(url, f"{name}, line {number}")


def _outlines(xml: str, name: str) -> Iterator[str]:
    """The xmlUrl of every outline, however deep in folders."""
    found: list[tuple[int, str]] = []
    opened: list[str] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        opened.append(tag.lower())
        named = {key.lower(): value for key, value in attributes.items()}
        if tag.lower() == "outline" and named.get("xmlurl", "").strip():
            found.append((parser.CurrentLineNumber, named["xmlurl"].strip()))

    parser.StartElementHandler = start
    try:
        parser.Parse(AMPERSAND.sub("&amp;", xml), True)
    except expat.ExpatError as error:
        damage = f"a damaged OPML file ({error})"
    else:
        damage = ""
    if opened[:1] != ["opml"]:
        raise BadInput(f"{name}: no list of feeds; give OPML, or a text with a URL on each line")
    if damage:
        raise BadInput(f"{name}: {damage}")
    for line, url in found:
        yield _checked(url, f"{name}, line {line}")


def _checked(url: str, where: str) -> str:
    try:
        location_of(url)
    except BadAddress as error:
        raise BadInput(f"{where}: {error}") from None
    return url
