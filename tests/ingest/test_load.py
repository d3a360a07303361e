"""A source opened: the kind by content, facts by whom, and every bad input named."""

import hashlib
from pathlib import Path

import pytest

from riwaya.errors import BadInput
from riwaya.ingest.facts import Facts, checked_published
from riwaya.ingest.load import load, parse_size
from riwaya.ingest.source import Source

from .test_docx import word
from .test_html import PAGE

TEXT = "قُتل خمسة جنود في هجوم على حاجز شرق المدينة.\r\n"


def source(folder: Path, name: str, data: bytes) -> Source:
    path = folder / name
    path.write_bytes(data)
    return Source(path, path.stem)


def test_plain_text_keeps_its_line_ends_and_loses_its_mark(tmp_path: Path) -> None:
    data = TEXT.encode("utf-8-sig")
    loaded = load(source(tmp_path, "a.txt", data))
    assert loaded.text == TEXT
    assert not loaded.extracted
    assert loaded.report.raw_sha256 == hashlib.sha256(data).hexdigest()
    assert loaded.report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert loaded.report.id == "a"


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_a_page_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    loaded = load(source(tmp_path, name, PAGE.encode()))
    assert loaded.extracted
    assert loaded.report.outlet == "جريدة المدى"


@pytest.mark.parametrize("name", ["a.docx", "a.txt"])
def test_a_word_file_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    body = f"<w:p><w:r><w:t>{TEXT.strip()}</w:t></w:r></w:p>"
    loaded = load(source(tmp_path, name, word(body)))
    assert (loaded.text, loaded.extracted) == (TEXT.strip(), True)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "no text"),
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "old Word file"),
        ("a.rtf", b"{\\rtf1 x}", "RTF"),
        ("a.txt", bytes(range(256)) * 9, "not a text"),
        ("a.docx", word("<w:p/>"), "no text"),
        ("a.zip", word("", part="x"), "no Word file"),
    ],
)
def test_bad_inputs_are_named(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=f"{name}: .*{says}"):
        load(source(tmp_path, name, data))


def test_a_folder_or_a_missing_file_is_no_traceback(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.txt"):
        with pytest.raises(BadInput, match="can't be read"):
            load(Source(path, "x"))


def test_too_large_a_text_is_refused_naming_the_flag(tmp_path: Path) -> None:
    large = source(tmp_path, "a.txt", TEXT.encode() * 100)
    with pytest.raises(BadInput, match=r"a\.txt: larger than 1,000 bytes .*--max-size"):
        load(large, 1_000)
    assert load(large, 1_000_000).text == TEXT * 100


def test_utf16_is_measured_as_the_text_it_is(tmp_path: Path) -> None:
    text = "a" * 900
    assert load(source(tmp_path, "a.txt", text.encode("utf-16")), 1_000).text == text


def test_a_page_may_be_larger_than_its_text(tmp_path: Path) -> None:
    page = PAGE.replace("</head>", f"<style>{'x' * 30_000}</style></head>").encode()
    assert load(source(tmp_path, "a.html", page), 5_000).text
    with pytest.raises(BadInput, match="--max-size"):
        load(source(tmp_path, "b.html", page), 3_000)


def test_who_is_believed_first(tmp_path: Path) -> None:
    loaded = load(source(tmp_path, "a.html", PAGE.encode()))
    known = loaded.known(Facts(outlet="table"), Facts(outlet="option", published="2020-01-01"))
    assert (known.facts.outlet, known.facts.published) == ("table", "2020-01-01")
    assert known.facts.title == "غارات على الريف"


@pytest.mark.parametrize(
    ("value", "size"),
    [("2000000", 2_000_000), ("500k", 500_000), ("5MB", 5_000_000), ("٢M", 2_000_000)],
)
def test_sizes(value: str, size: int) -> None:
    assert parse_size(value) == size


@pytest.mark.parametrize("value", ["", "0", "-1", "2 MB x", "1e6"])
def test_sizes_that_are_none(value: str) -> None:
    with pytest.raises(BadInput, match="--max-size"):
        parse_size(value)


@pytest.mark.parametrize(
    "value", ["2015-11-21", "2015-11-21T18:30+03:00", "2015-11-21T18:30:00Z", "2015-11-21T18:30"]
)
def test_publication_dates(value: str) -> None:
    assert checked_published(value, "x") == value


@pytest.mark.parametrize("value", ["2015", "21.11.2015", "2015-13-01", "20151121", "yesterday", ""])
def test_publication_dates_that_are_none(value: str) -> None:
    with pytest.raises(BadInput, match=r"^x: .*2015-11-21"):
        checked_published(value, "x")
