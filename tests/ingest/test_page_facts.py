"""What a page says of itself, in any vocabulary, and whom to believe."""

import json

import pytest

from riwaya.ingest.html import html_page
from riwaya.ingest.page import Page

WORDS = "قصفت الطائرات مواقع التنظيم في ريف المدينة الشرقي وقتل سبعة من عناصره بحسب الوزارة. "
BODY = f"<p>{WORDS}</p><p>{WORDS * 2}</p>"
TITLE = "غارات على الريف الشرقي"


def page(head: str, body: str = f"<h1>{TITLE}</h1>{BODY}") -> Page:
    return html_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def ld(**record: object) -> str:
    record = {"@type": "NewsArticle", **record}
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    "head",
    [
        ld(datePublished="2015-11-21T18:30:00+03:00"),
        ld(datePublished=["2015-11-21T18:30:00+03:00"])
        + meta("article:published_time", "2015-11-21T18:30:00+03:00"),
        meta("article:published_time", "2015-11-21T18:30:00+03:00"),
        '<meta name="DC.date.issued" content="2015-11-21T18:30:00+03:00">',
        '<meta name="parsely-pub-date" content="2015-11-21T18:30:00+03:00">',
        '<meta itemprop="datePublished" content="2015-11-21T18:30:00+0300">',
        ld(datePublished="2015-11-21 18:30:00")
        + meta("article:published_time", "2015-11-21T18:30:00+03:00"),
        ld(datePublished="2015-11-21T18:30:00+03:00", dateModified="2015-11-25T01:00:00Z")
        + meta("article:modified_time", "2015-11-24T01:00:00Z"),
        meta("og:updated_time", "2019-01-01T00:00:00Z")
        + meta("article:published_time", "2015-11-21T18:30:00+03:00"),
        ld(datePublished="nonsense") + meta("article:published_time", "2015-11-21T18:30:00+03:00"),
    ],
)
def test_the_moment_of_publication_keeps_its_zone(head: str) -> None:
    assert page(head).facts.published == "2015-11-21T18:30:00+03:00"


@pytest.mark.parametrize(
    "body",
    [
        f'<h1>{TITLE}</h1><time datetime="2015-11-21T18:30">أمس</time>{BODY}',
        f"<h1>{TITLE}</h1><div>نشر: 21/11/2015 - 18:30</div>{BODY}",
        f"<div><div>2015-11-21 18:30</div><h1>{TITLE}</h1>{BODY}</div>",
        f'<h1>{TITLE}</h1><abbr class="published" title="2015-11-21T18:30">x</abbr>{BODY}',
        f'<h1>{TITLE}</h1><span property="dc:date dc:created" content="2015-11-21T18:30">x</span>{BODY}',
    ],
)
def test_a_date_by_the_headline_serves(body: str) -> None:
    found = page(f"<title>{TITLE}</title>", body)
    assert found.facts.published == "2015-11-21T18:30"
    assert "2015" not in found.text


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{TITLE}</h1>{BODY}<ul><li><a href=/x>خبر آخر 20/11/2015</a></ul>",
        f"<h1>{TITLE}</h1>{BODY}<div class=related><time datetime='2015-11-20'>x</time></div>",
        (
            f"<div class=top><span>اليوم 01/02/2020</span></div><nav>{'<a href=/x>رابط</a>' * 5}</nav>"
            f"<div class=w><div class=a><h1>{TITLE}</h1>{BODY}</div></div>"
        ),
        f"<h1>{TITLE}</h1>{BODY}<footer>Copyright 21/11/2015</footer>",
        f"<h1>{TITLE}</h1>{BODY}<div class=comments><time datetime='2015-11-22'>x</time></div>",
        f"<h1>{TITLE}</h1><p>السبت 21 تشرين الثاني 2015</p>{BODY}",
    ],
)
def test_dates_of_others_and_of_today_are_not_the_articles(body: str) -> None:
    assert page(f"<title>{TITLE}</title>", body).facts.published is None


def test_the_day_in_the_address_is_better_than_none() -> None:
    link = '<link rel="canonical" href="https://a.example/2015/11/21/x">'
    assert page(link).facts.published == "2015-11-21"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (meta("og:site_name", "المدى"), "المدى"),
        (ld(publisher={"name": "المدى"}, author={"name": "كاتب"}), "المدى"),
        (ld(author={"name": "كاتب"}) + '<meta name="author" content="كاتب">', None),
        ('<meta name="dcterms.publisher" content="المدى">', "المدى"),
        ('<meta name="application-name" content="المدى">', "المدى"),
        (f"<title>{TITLE} - المدى</title>", "المدى"),
        (f"<title>المدى :: أخبار :: {TITLE}</title>", "المدى"),
        (f"<title>{TITLE}</title>", None),
        (meta("og:site_name", "Facebook"), None),
        ('<link rel="canonical" href="https://a.example/x">', None),
    ],
)
def test_the_outlet_is_never_the_author_nor_a_platform(head: str, outlet: str | None) -> None:
    assert page(head).facts.outlet == outlet


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE}</title>",
        f"<title>{TITLE} | المدى</title>",
        f"<title>المدى - {TITLE}</title>",
        meta("og:title", f"{TITLE} - المدى") + meta("og:site_name", "المدى"),
        ld(headline=TITLE) + "<title>شيء آخر</title>",
        meta("og:title", TITLE[:18] + "...") + "<title>المدى</title>",
        "<title>الصفحة الرئيسية</title>",
        "",
    ],
)
def test_the_title_is_the_printed_headline(head: str) -> None:
    found = page(head)
    assert found.facts.title == TITLE
    assert found.text.startswith(f"{TITLE}\n\n{WORDS[:20]}")


def test_of_several_records_the_one_with_the_pages_address_speaks() -> None:
    others = ld(url="https://a.example/2", headline="آخر", datePublished="2020-01-01")
    own = ld(url="http://www.a.example/1/", headline=TITLE, datePublished="2015-11-21")
    found = page(f'<link rel="canonical" href="https://a.example/1">{others}{own}')
    assert (found.facts.title, found.facts.published) == (TITLE, "2015-11-21")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.example/1">', "https://a.example/1"),
        (meta("og:url", "https://a.example/1"), "https://a.example/1"),
        ('<link rel="canonical" href="/1">', None),
        ('<link rel="canonical" href="javascript:x">', None),
        ('<link rel="canonical" href="http://[::1">', None),
        (
            '<link rel="canonical" href="https://web.archive.org/web/2016im_/http://a.example/1">',
            "http://a.example/1",
        ),
    ],
)
def test_the_address_is_whole_or_none(head: str, url: str | None) -> None:
    assert page(head).facts.url == url


def test_where_a_browser_saved_a_page_from() -> None:
    html = f"<!-- saved from url=(0019)https://a.example/1 -->\n<html><body>{BODY}</body></html>"
    assert html_page(html.encode(), "a.html").facts.url == "https://a.example/1"
