"""Files of the kinds that people have, each with an invented report, for the blocks of the pages."""

import json
from pathlib import Path

from tests.ingest.make_warc import http, packed, record
from tests.ingest.test_docx import word
from tests.ingest.web_server import Site

HTML = (
    '<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>خبر</title>'
    '<meta property="article:published_time" content="2016-03-12T10:00:00Z"></head>'
    "<body><article><h1>خبر</h1><p>{}</p></article></body></html>"
)
FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>الضفة نيوز</title>'
    "<link>{site}/</link><description>d</description><item><title>خبر</title><link>{site}/article</link>"
    "<pubDate>Sat, 12 Mar 2016 10:00:00 GMT</pubDate></item></channel></rss>"
)
ACTORS = (
    "# origin: written for the documentation\n# licence: CC0-1.0\n"
    "id\tname_en\tnames\tkind\tinter\tcountry\tparent\tallies\tfrom\tto\tbasis\n"
    "north-wind-brigade\tNorth Wind Brigade\tلواء ريح الشمال\tarmed_group\t2\tSY\t\t\t2014\t\trecalled\n"
)
PHRASES = "id\tcontext\tphrase\tpublished\n1\tقُتل خمسة أمس الجمعة\tأمس الجمعة\t2016-03-12\n"


def docx(path: Path, text: str) -> None:
    """A Word file of the text's paragraphs."""
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    path.write_bytes(word(lines))


def html(text: str) -> str:
    """A web page with one article."""
    return HTML.format(text)


def warc(path: Path, text: str) -> None:
    """A web archive of one page."""
    path.write_bytes(packed([record(http(html(text).encode()), "http://sada.example/1")]))


def export_of_telegram(path: Path, text: str) -> None:
    """What Telegram Desktop exports of a channel with one message."""
    message = {
        "id": 7, "type": "message", "date": "2016-05-20T18:30:00", "date_unixtime": "1463769000",
        "from": "صدى الشمال", "from_id": "channel1", "text": text, "text_entities": [],
    }  # fmt: skip
    chat = {"name": "صدى الشمال", "type": "public_channel", "id": 1, "messages": [message]}
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(chat, ensure_ascii=False), encoding="utf-8")


def my_tables(folder: Path) -> None:
    """A folder with a table of one's own."""
    folder.mkdir()
    (folder / "actors.tsv").write_text(ACTORS, encoding="utf-8")


def phrases(path: Path) -> None:
    """A table of words for times, to be looked up."""
    path.write_text(PHRASES, encoding="utf-8")


def example_org(running: Site, text: str) -> None:
    """What stands at https://example.org in the pages: an article, and a feed that lists it."""
    said = {"Content_Type": "text/html; charset=utf-8"}
    running.has("/article", html(text), **said)
    running.has(
        "/feed.xml",
        FEED.format(site=running.url("").rstrip("/")),
        Content_Type="application/rss+xml",
    )
