"""Articles inside a page's data, for pages that print nothing or little."""

import json

from lxml.html import document_fromstring

from riwaya.ingest.html import html_page
from riwaya.ingest.page_article import FROM_DATA
from riwaya.ingest.page_data import paragraphs, record_article, state_article

ONE = "قتل خمسة جنود في هجوم على حاجز شرق المدينة بحسب مصدر عسكري تحدث إلى الوكالة."
TWO = "وقال المصدر إن المهاجمين انسحبوا نحو الجبال وإن التعزيزات وصلت بعد ساعة من الهجوم."


def test_the_body_of_a_record_is_taken_where_the_page_prints_less() -> None:
    record = {"@type": "NewsArticle", "headline": "عنوان الخبر", "articleBody": f"{ONE}\n\n{TWO}"}
    html = (
        f'<html><head><script type="application/ld+json">{json.dumps(record)}</script></head>'
        "<body><h1>عنوان الخبر</h1><p>جار التحميل</p></body></html>"
    )
    page = html_page(html.encode(), "a.html")
    assert page.text == f"عنوان الخبر\n\n{ONE}\n\n{TWO}"
    assert page.notes == (FROM_DATA,)


def test_entries_of_a_live_blog_come_each_with_its_time() -> None:
    updates = [
        {"headline": "أ", "articleBody": f"<p>{ONE}</p>", "datePublished": "2015-11-21T18:30:00Z"},
        {"articleBody": TWO},
        "nonsense",
    ]
    found = record_article({"liveBlogUpdate": updates})
    assert found.paragraphs == ("18:30", "أ", ONE, TWO)


def test_the_state_of_scripts_gives_the_article_with_the_pages_title() -> None:
    article = {
        "title": "عنوان",
        "published_at": 1448130600,
        "content": [{"text": ONE}, {"html": f"<p>{TWO}</p>"}],
    }
    other = {"title": "آخر", "body": (ONE + TWO) * 3}
    state = json.dumps({"a": [{"b": {"related": [other], "main": article}}]})
    for script in (
        f'<script id="__NEXT_DATA__" type="application/json">{state}</script>',
        f"<script>window.__NUXT__ = {state};</script>",
    ):
        tree = document_fromstring(f"<html><body>{script}</body></html>")
        found = state_article(tree, ["عنوان"])
        assert found.paragraphs == (ONE, TWO)
        assert found.published == "2015-11-21T18:30:00+00:00"
        assert state_article(tree, ["غيره"]).paragraphs == ()


def test_paragraphs_of_plain_marked_up_and_escaped_text() -> None:
    assert paragraphs("أ\r\n\n ب &amp; ج ") == ["أ", "ب & ج"]
    assert paragraphs("<p>أ</p><figure><img><figcaption>صورة</figcaption></figure>ب") == ["أ", "ب"]
    assert paragraphs("&lt;p&gt;أ&lt;/p&gt;&lt;p&gt;ب&lt;/p&gt;") == ["أ", "ب"]
    assert paragraphs("5 < 7") == ["5 < 7"]
