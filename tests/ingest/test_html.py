"""Saved pages: the article and the page's own facts, whatever the page declares."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.html import html_page
from riwaya.ingest.page_article import BEGINNING, DESCRIBED

BODY = "".join(
    f"<p>أعلنت وزارة الدفاع يوم الجمعة مقتل {number} عنصرا في ريف المدينة الشرقي، وقالت إن"
    " الطائرات قصفت مواقع التنظيم هناك وإن القصف مستمر.</p>"
    for number in (7, 14, 21)
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="CHARSET"><title>غارات على الريف</title>
<meta property="og:site_name" content="جريدة المدى">
<meta property="article:published_time" content="2015-11-21T10:00:00Z">
<link rel="canonical" href="https://example.org/a/1"></head><body>
<nav><a href="/">الرئيسية</a> <a href="/s">رياضة</a></nav>
<article><h1>غارات على الريف</h1>{BODY}</article><footer>حقوق النشر محفوظة</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-1", "nonsense", ""])
def test_a_wrongly_declared_encoding_does_no_harm(encoding: str, declared: str) -> None:
    page = html_page(PAGE.replace("CHARSET", declared).encode(encoding), "a.html")
    assert "مقتل 14 عنصرا" in page.text
    assert page.facts.outlet == "جريدة المدى"


def test_the_page_gives_its_facts_and_keeps_its_menus() -> None:
    page = html_page(PAGE.encode(), "a.html")
    assert page.facts.published == "2015-11-21T10:00:00+00:00"
    assert page.facts.title == "غارات على الريف"
    assert page.facts.url == "https://example.org/a/1"
    assert "رياضة" not in page.text
    assert "حقوق النشر" not in page.text


def test_a_page_without_a_date_gets_none() -> None:
    page = html_page(PAGE.replace("2015-11-21T10:00:00Z", "soon").encode(), "a.html")
    assert page.facts.published is None


@pytest.mark.parametrize(
    "data",
    [
        b"<html>",
        b"<html><body><script>var x = 1</script></body></html>",
        b"<" * 100_000,
        b"<html>" + b"<a " * 100_000,
        b"<html>" + b"<div>" * 100_000 + b"x",
        b"<!doctype html><!--" + b"x" * 50_000,
        b"<html><frameset><frame src=a></frameset></html>",
        b"<html><head><title>a title</title></head>",
    ],
)
def test_a_page_without_an_article_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^a\.html: .*\.txt"):
        html_page(data, "a.html")


def test_entities_for_nul_and_surrogates_leave_text_that_can_be_written() -> None:
    page = html_page(f"<html><body><p>&#0;&#xD800;{'كلمة ' * 60}</p>".encode(), "a.html")
    page.text.encode("utf-8")


def test_the_libraries_say_nothing_of_their_own(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput):
        html_page(b"<html><body></body></html>", "a.html")
    assert capfd.readouterr().err == ""
    assert logging.getLogger("trafilatura").handlers


def test_the_text_is_headline_and_paragraphs_with_blank_lines_between() -> None:
    headline, *paragraphs = html_page(PAGE.encode(), "a.html").text.split("\n\n")
    assert headline == "غارات على الريف"
    assert [paragraph[:12] for paragraph in paragraphs] == ["أعلنت وزارة "] * 3


def test_marks_joiners_and_stretched_letters_stay_as_they_are() -> None:
    odd = "\u200fأعـــلنت\u200c و\u200eزارة\u202b الدفاع\u00a0مـ ـقـ ـتـ ـل"
    page = html_page(PAGE.replace("أعلنت وزارة الدفاع", odd).encode(), "a.html")
    assert page.text.count(odd) == 3


@pytest.mark.parametrize(
    "inside",
    [
        "\x00",
        "<script>" + "var a = '<p>';" * 100_000 + "</script>",
        '<script type="application/ld+json">' + '{"a":[' * 100_000 + "</script>",
        '<script type="application/ld+json">' + '{"a":' * 9_000 + "1" + "}" * 9_000 + "</script>",
        '<script type="application/ld+json">{"@type":7,"headline":{},"publisher":[[]]}</script>',
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":["x",{}],'
            '"datePublished":{"a":1},"hasPart":7,"url":5,"liveBlogUpdate":[1,{"headline":{}}]}</script>'
        ),
        '<script type="application/json">' + "[" * 100_000 + "</script>",
        "<!-- BEGIN WAYBACK TOOLBAR INSERT -->" * 1_000,
        '<link rel="canonical" href="http://[::1"><meta property="og:url" content="http://[">',
        "<font>" * 3_000,
        "<title>" + "ا | " * 5_000 + "</title>",
        "<div itemprop='headline'>" * 100,
        "</p></div></b></body></html>",
        "<table><tr><td>" * 20,
    ],
    ids=lambda inside: inside[:24] + str(len(inside)),
)
def test_hostile_markup_does_not_hide_the_article(inside: str) -> None:
    page = html_page(PAGE.replace("<nav>", inside + "<nav>").encode(), "a.html")
    assert "مقتل 14 عنصرا" in page.text
    assert "var a" not in page.text


@given(st.data())
def test_a_dented_page_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(PAGE.encode())
    start = data.draw(st.integers(0, len(raw) - 1))
    raw[start : start + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=20))
    try:
        text = html_page(bytes(raw), "a.html").text
    except BadInput:
        return
    assert text.strip()
    text.encode("utf-8")


def test_a_locked_page_says_that_it_shows_only_its_beginning() -> None:
    record = '{"@type":"NewsArticle","isAccessibleForFree":"False"}'
    script = f'<script type="application/ld+json">{record}</script></head>'
    page = html_page(PAGE.replace("</head>", script).encode(), "a.html")
    assert page.notes == (BEGINNING,)
    assert html_page(PAGE.encode(), "a.html").notes == ()


def test_a_page_that_prints_nothing_gives_its_description_with_a_note() -> None:
    words = "وصلت تعزيزات عسكرية إلى القرية " * 6
    page = html_page(
        f'<html><head><meta property="og:description" content="{words}"></head>'
        "<body><div>سجل الدخول</div></body></html>".encode(),
        "a.html",
    )
    assert page.text == " ".join(words.split())
    assert page.notes == (DESCRIBED,)


def test_when_a_page_was_changed_is_only_a_note() -> None:
    page = html_page(PAGE.replace("published_time", "modified_time").encode(), "a.html")
    assert page.facts.published is None
    assert "changed (2015-11-21T10:00:00+00:00)" in page.notes[0]
