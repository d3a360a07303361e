"""JSON-LD records of a page, whole or broken."""

import json

import pytest
from lxml.html import HtmlElement, document_fromstring

from riwaya.ingest.json_ld import MOST, address, articles, publisher, records, text, types_of


def tree(*scripts: str) -> HtmlElement:
    return document_fromstring(
        "<html><head>"
        + "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
        + "</head><body></body></html>"
    )


ARTICLE = {"@type": "NewsArticle", "headline": "خبر", "url": "https://a.example/1"}


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(ARTICLE),
        json.dumps([{"@type": "WebSite"}, ARTICLE]),
        json.dumps({"@graph": [{"@type": "WebSite"}, [ARTICLE]]}),
        json.dumps({"@type": "WebPage", "mainEntity": ARTICLE}),
        json.dumps(ARTICLE)[:-1] + ",}",
        "<!--\n" + json.dumps(ARTICLE) + "\n-->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps({"@type": "WebSite"}) + json.dumps(ARTICLE),
        json.dumps({**ARTICLE, "description": "سطر\nسطر"}).replace("\\n", "\n") + ";",
        json.dumps({**ARTICLE, "@type": ["Thing", "http://schema.org/NewsArticle"]}),
    ],
)
def test_the_article_is_found_however_it_is_wrapped(script: str) -> None:
    found = articles(records(tree(script)))
    assert found[0]["headline"] == "خبر"


@pytest.mark.parametrize("script", ["", "{", "[[[", "nonsense", '{"a":' * 5_000, "null", "7"])
def test_what_is_no_json_is_left_out_and_the_next_script_is_read(script: str) -> None:
    assert records(tree(script, json.dumps(ARTICLE))) == [ARTICLE]


def test_there_is_an_end_to_records() -> None:
    assert len(records(tree(json.dumps([{"@type": "Product"}] * (MOST + 9))))) == MOST


def test_entries_of_a_live_blog_are_not_articles_of_the_page() -> None:
    blog = {"@type": "LiveBlogPosting", "liveBlogUpdate": [{"@type": "BlogPosting"}]}
    assert articles(records(tree(json.dumps(blog)))) == [blog]


def test_a_publisher_by_name_or_by_id_but_never_the_author() -> None:
    site = {"@type": "Organization", "@id": "#o", "name": "جريدة &quot;المدى&quot;"}
    by_id = {"@type": "Article", "publisher": {"@id": "#o"}, "author": {"name": "كاتب"}}
    assert publisher(by_id, [by_id, site]) == 'جريدة "المدى"'
    assert publisher({"publisher": [{"name": "المدى"}]}, []) == "المدى"
    assert publisher({"author": {"name": "كاتب"}}, []) is None
    assert publisher({"publisher": "https://a.example/"}, []) is None


def test_addresses_types_and_strings_of_any_form() -> None:
    assert address({"mainEntityOfPage": {"@id": "https://a.example/2"}}) == "https://a.example/2"
    assert address({"url": 7, "@id": "#x"}) is None
    assert types_of({"@type": ["schema:NewsArticle", 7, None]}) == {"newsarticle"}
    assert text(["أ\n ب"]) == "أ ب"
    assert text({"@value": "أ"}) == "أ"
    assert text([]) is None
    assert text({"a": "b"}) is None
