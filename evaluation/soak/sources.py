"""A small corpus of several kinds of source: texts and pages, containers, a copy of a text."""

import json
import shutil
from email.message import EmailMessage
from html import escape
from io import BytesIO
from itertools import islice
from pathlib import Path

from evaluation.corpus import Corpus, Made

MESSAGE_LINE = b"From sender@example.org Sat Jan  1 00:00:00 2022\n"


def write_sources(folder: Path, *, each: int = 12, seed: int = 1) -> None:
    """Write sources into a new folder: of each kind so many reports.

    One text is there twice: a report with two sightings.
    """
    folder.mkdir(parents=True)
    made = Corpus(seed).reports(5 * each)
    texts, pages, archived, mailed, rows = (list(islice(made, each)) for _ in range(5))
    for number, one in enumerate(texts):
        (folder / f"text-{number:02}.txt").write_text(one.text, encoding="utf-8")
    for number, one in enumerate(pages):
        (folder / f"page-{number:02}.html").write_bytes(_page(one))
    (folder / "crawl.warc.gz").write_bytes(_warc(archived))
    (folder / "list.mbox").write_bytes(b"\n".join(_message(one) for one in mailed))
    lines = [json.dumps({"text": one.text, "published": one.published}) for one in rows]
    (folder / "export.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.copyfile(folder / "text-00.txt", folder / "text-99.txt")


def _page(one: Made) -> bytes:
    title, *paragraphs = one.text.strip().split("\n\n")
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    meta = f'<meta property="article:published_time" content="{one.published}">'
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>{meta}'
    article = f"<article><h1>{escape(title)}</h1>{body}</article>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{article}</body></html>".encode()


def _warc(several: list[Made]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    file = BytesIO()
    writer = WARCWriter(file, gzip=True)
    for number, one in enumerate(several):
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://example.org/{number}",
            "response",
            payload=BytesIO(_page(one)),
            http_headers=http,
        )
        writer.write_record(record)
    return file.getvalue()


def _message(one: Made) -> bytes:
    message = EmailMessage()
    message["From"] = "Desk <desk@example.org>"
    message["To"] = "list@example.org"
    message["Date"] = f"Sat, 01 Jan 2022 {_time_of_day(one.text)} +0000"
    message["Subject"] = one.text.split("\n")[0]
    message.set_content(one.text, cte="base64")
    return MESSAGE_LINE + message.as_bytes()


def _time_of_day(text: str) -> str:
    """A time of day that a text always has."""
    return f"{len(text) % 24:02}:{len(text) % 60:02}:00"
