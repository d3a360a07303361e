"""Lists of feeds: OPML and plain lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.feed_lists import feed_list

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>مصادر</title></head><body>
<outline text="محلية"><outline type="rss" text="المدى" xmlUrl="https://a.example/rss?x=1&y=2" htmlUrl="https://a.example/"/>
<outline text="درعا"><outline xmlurl=" http://b.example/feed "/></outline></outline>
<outline text="a link" type="link" url="https://c.example/"/><outline xmlUrl=""/>
<outline xmlUrl="https://a.example/rss?x=1&amp;y=2"/></body></opml>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_opml_gives_its_feeds_in_order_each_once(encoding: str) -> None:
    urls = ["https://a.example/rss?x=1&y=2", "http://b.example/feed"]
    assert feed_list(OPML.encode(encoding), "list.opml") == urls


def test_a_plain_list_gives_its_lines() -> None:
    text = "# مصادر\r\n\r\n https://a.example/rss \r\nhttp://مثال.إختبار/خلاصة\r\nhttps://a.example/rss\r\n"
    assert feed_list(text.encode(), "feeds.txt") == [
        "https://a.example/rss",
        "http://مثال.إختبار/خلاصة",
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no feeds"),
        (b"# nothing\n\n", "no feeds"),
        (b"<opml><body/></opml>", "no feeds"),
        (b"https://a.example/\nfile:///etc/passwd\n", "line 2: file:///etc/passwd: refused"),
        (b"https://a.example/\n\nnews\n", "line 3: news: refused"),
        (b"http://user:pw@a.example/", "line 1: http://.@a.example"),
        (b"<opml><body>\n<outline xmlUrl='gopher://a/'/></body></opml>", "line 2: gopher"),
        (b"<opml><body><outline xmlUrl='http://a.example/'></body></opml>", "damaged OPML"),
        (b"<rss version='2.0'><channel/></rss>", "no list of feeds"),
        (b"<!doctype html><html></html>", "no list of feeds"),
        (b"<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml>&a;</opml>", "entities"),
        (b"\x00\x01\x02\x03" * 40, "not a text"),
        (b"#" * 5_000_001, "larger than 5,000,000"),
    ],
)
def test_what_is_wrong_is_named(data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=rf"^list: |^list, .*{says}") as error:
        feed_list(data, "list")
    assert says.replace(".@", "…@") in str(error.value)


@given(st.text(st.sampled_from("<>/='\"& \n#:htp.opmluneUrlx\x00"), max_size=80))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    try:
        urls = feed_list(text.encode(), "list")
    except BadInput:
        return
    assert urls
    assert all(url.lower().startswith("http") for url in urls)
