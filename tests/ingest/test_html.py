"""Saved pages: the article and the page's own facts, whatever the page declares."""

import logging

import pytest

from riwaya.errors import BadInput
from riwaya.ingest.html import html_page

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


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-1", "nonsense"])
def test_a_wrongly_declared_encoding_does_no_harm(encoding: str, declared: str) -> None:
    page = html_page(PAGE.replace("CHARSET", declared).encode(encoding), "a.html")
    assert "مقتل 14 عنصرا" in page.text
    assert page.facts.outlet == "جريدة المدى"


def test_the_page_gives_its_facts_and_keeps_its_menus() -> None:
    page = html_page(PAGE.encode(), "a.html")
    assert (page.facts.published, page.facts.title) == ("2015-11-21", "غارات على الريف")
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
