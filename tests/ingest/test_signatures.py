"""The kind of a file: by what is in it, then by its name; foreign ones are told what to do."""

import gzip
import json
import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.signatures import OPENING, Kind, kind_of

from .make_warc import packed, pages
from .test_docx import word
from .test_html import PAGE
from .test_telegram_html import PAGE as CHAT_PAGE
from .test_telegram_json import chat, message

TEXT = "قُتل خمسة جنود في هجوم على حاجز شرق المدينة.\n"
MAIL = (
    "Return-Path: <a@b.example>\nReceived: from x by y;\n\tMon, 2 Nov 2015\nFrom: A <a@b.example>\n"
    f"To: c@d.example\nSubject: x\nDate: Mon, 2 Nov 2015 10:00:00 +0300\n\n{TEXT}"
)
RSS = '<?xml version="1.0" encoding="utf-8"?>\n<!-- made by x -->\n<rss version="2.0"><channel></channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>'
RDF = '<?xml version="1.0"?><rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"></rdf:RDF>'
STYLED = '<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?>\n<rss version="2.0"/>'
OPML = '<?xml version="1.0"?><opml version="2.0"><body></body></opml>'


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def parquet() -> bytes:
    out = BytesIO()
    polars.DataFrame({"text": [TEXT]}).write_parquet(out)
    return out.getvalue()


def found(folder: Path, name: str, data: bytes | str) -> Kind:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return kind_of(path, path.read_bytes()[:OPENING])


CONTENT: list[tuple[str | bytes, Kind]] = [
    (TEXT, "text"),
    ("", "text"),
    (TEXT.encode("windows-1256", "replace"), "text"),
    (TEXT.encode("utf-16"), "text"),
    ("From: وكالة الأنباء\nقُتل خمسة.\n", "text"),
    ("{نص بين أقواس}", "text"),
    ("<خبر عاجل>\n", "text"),
    (PAGE, "html"),
    ("\ufeff\n <!-- x --><!DOCTYPE html><p>x", "html"),
    (PAGE.encode("utf-16"), "html"),
    ("<HTML><body>x", "html"),
    ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html/>', "html"),
    ('<?xml version="1.0"?><article>x</article>', "html"),
    (word("<w:p/>"), "docx"),
    (b"%PDF-1.7\n...", "pdf"),
    (MAIL, "email"),
    ("From a@b.example Mon Nov  2 10:00:00 2015\n" + MAIL, "mbox"),
    (b"".join(pages(1)), "warc"),
    (packed(pages(1)), "warc"),
    (zipped("datapackage.json", "archive/data.warc.gz"), "wacz"),
    (RSS, "feed"),
    (STYLED, "feed"),
    (ATOM, "feed"),
    (RDF, "feed"),
    (RSS.encode("utf-16"), "feed"),
    (OPML, "opml"),
    (json.dumps(chat(message()), indent=1), "telegram-json"),
    (json.dumps({"about": "x", "chats": {"list": []}}), "telegram-json"),
    (CHAT_PAGE, "telegram-html"),
    ('{"text": "x", "date": "y"}\n{"text": "z"}\n', "jsonl"),
    ('{"text": "x"}', "jsonl"),
    (parquet(), "parquet"),
]


@pytest.mark.parametrize("name", ["file", "file.txt", "file.bin"])
@pytest.mark.parametrize(("data", "kind"), CONTENT)
def test_by_content_whatever_the_name(
    tmp_path: Path, name: str, data: bytes | str, kind: Kind
) -> None:
    assert found(tmp_path, name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.csv", "text,date\nx,y\n", "csv"),
        ("a.TSV", "text\tdate\nx\ty\n", "csv"),
        ("a.jsonl", '{"text":\n', "jsonl"),
        ("a.ndjson", json.dumps(chat()), "jsonl"),
        ("a.html", "no tag at all", "html"),
        ("a.htm", "<p>x", "html"),
        ("a.eml", f"Subject: x\n\n{TEXT}", "email"),
        ("a.mbox", "", "mbox"),
        ("a.wacz", zipped("archive/a.warc.gz"), "wacz"),
        ("a.pdf", b"\x00\x00junk\n%PDF-1.4\n", "pdf"),
        ("a.opml", "x", "opml"),
        # What is in it is believed before its name.
        ("a.csv", PAGE, "html"),
        ("a.html", RSS, "feed"),
        ("a.json", json.dumps(chat(message())), "telegram-json"),
        ("a.pdf", TEXT, "text"),
    ],
)
def test_by_name_where_the_content_says_nothing(
    tmp_path: Path, name: str, data: bytes | str, kind: Kind
) -> None:
    assert found(tmp_path, name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("stdin", word("<w:p/>"), "docx"),
        ("report.docx", b"PK\x03\x04" + b"\x00" * 60, "docx"),
        ("page", zipped("datapackage.json", "archive/data.warc.gz"), "wacz"),
        ("page", packed(pages(1)), "warc"),
        ("page", PAGE.encode(), "html"),
    ],
)
def test_bytes_without_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, kind: Kind
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kind_of(Path(name), data[:OPENING]) == kind
    # A file that happens to have the same name is another thing.
    Path(name).write_bytes(zipped("xl/workbook.xml"))
    assert kind_of(Path(name), data[:OPENING]) == kind
    with pytest.raises(BadInput, match="zip archive"):
        kind_of(Path("stdin"), zipped("a.txt")[:OPENING])


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file .*save it as .docx"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file; save it as .csv"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook message; save it as .eml"),
        ("a.rtf", b"{\\rtf1 x}", "RTF file; save it as .docx"),
        ("a.xlsx", zipped("xl/workbook.xml"), "Excel file; save the sheet as .csv"),
        ("a.pptx", zipped("ppt/presentation.xml"), "PowerPoint"),
        (
            "a.odt",
            zipped("mimetype", "META-INF/manifest.xml"),
            "LibreOffice file; save it as .docx",
        ),
        ("a.epub", zipped("mimetype", "META-INF/container.xml"), "e-book"),
        ("a.zip", zipped("a.txt"), "zip archive; unpack it"),
        ("a.zip", b"PK\x03\x04 cut", "damaged zip"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\x00", "7z archive; unpack it"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00", "RAR archive; unpack it"),
        ("a.tar", b"x" * 257 + b"ustar\x0000", "tar archive; unpack it"),
        ("a.gz", gzip.compress(b"hello"), "packed by gzip; unpack it"),
        ("a.gz", b"\x1f\x8bnonsense", "damaged gzip"),
        ("a.arc.gz", gzip.compress(b"filedesc://x"), "old ARC archive"),
        ("a.bz2", b"BZh91AY", "packed by bzip2"),
        ("a.warc.zst", b"\x28\xb5\x2f\xfd\x00", "packed by zstd; unpack it"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8", "a picture"),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom", "a video"),
        ("a.mkv", b"\x1aE\xdf\xa3\x01", "a video"),
        ("a.ogg", b"OggS\x00", "a sound file"),
        ("a.mp3", b"ID3\x04", "a sound file"),
        ("a.db", b"SQLite format 3\x00", "a database"),
        ("a.json", '[{"text": "x"}]', "JSON that is no chat .*jsonl"),
        ("a.json", '{\n "text": "x",\n "b": 1\n}', "JSON that is no chat .*jsonl"),
        (
            "a.mhtml",
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example\nDate: x\nMIME-Version: 1.0\n\n",
            "saved as .mhtml; save it as HTML",
        ),
    ],
)
def test_foreign_files_are_told_what_to_do(
    tmp_path: Path, name: str, data: bytes | str, says: str
) -> None:
    with pytest.raises(BadInput, match=rf"{re.escape(name)}: .*{says}"):
        found(tmp_path, name, data)


@pytest.mark.parametrize(
    "data",
    [
        "<!---->" * 2_300,
        "<!--" * 4_000,
        "<?" * 8_000,
        "<!doctype " * 1_600,
        "<!doctype x [" + "] " * 8_000,
        " " * OPENING,
        '{"' * 8_000,
        '{"a":{}' + "}" * 16_000,
        'class="page_wrap' * 1_000,
        "A: b\n" * 3_000,
    ],
)
def test_no_opening_is_a_riddle(tmp_path: Path, data: str) -> None:
    """A search that tried every way to read these would not end in a lifetime."""
    with suppress(BadInput):
        assert found(tmp_path, "a.txt", data) in {"text", "jsonl", "html"}


@given(
    st.binary(max_size=300), st.sampled_from(["a", "a.txt", "a.eml", "a.json", "a.pdf", "a.csv"])
)
def test_any_opening_has_a_kind_or_an_answer(data: bytes, name: str) -> None:
    try:
        kind_of(Path("/nonexistent") / name, data)
    except BadInput as error:
        assert name in str(error)  # noqa: PT017
