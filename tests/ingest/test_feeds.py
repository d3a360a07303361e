"""Feeds: entries with their facts, and nothing that a hostile feed would like."""

from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput
from riwaya.ingest.facts import checked_published
from riwaya.ingest.feed_html import cleaned, paragraphs_of
from riwaya.ingest.feeds import LARGEST, feed_entries, feed_pieces
from riwaya.ingest.piece import Limits, Piece

RSS = """<?xml version="1.0" encoding="ENCODING"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>جريدة المدى &amp; ملحقها</title><link>https://example.org/</link>
<item><title>مقتل &lt;b&gt;7&lt;/b&gt; عناصر</title><link>/a/1</link><guid isPermaLink="false">n-1</guid>
<pubDate>Sat, 21 Nov 2015 01:30:00 +0300</pubDate>
<description>قصف على أطراف المدينة أوقع سبعة قتلى.</description></item>
<item><title>بيان الوزارة</title><link>https://example.org/a/2?x=1&amp;y=2</link>
<pubDate>السبت 21 نوفمبر</pubDate><description>ملخص</description>
<content:encoded><![CDATA[<p onclick="x()">أعلنت وزارة الدفاع يوم الجمعة مقتل 14 عنصرا.</p>
<script>steal()</script><p>وأضافت أن <a href="javascript:x()">القصف</a> مستمر.</p>
<iframe src="http://tracker.example/"></iframe>]]></content:encoded></item>
<item><title>عاجل: انفجار في السوق</title><guid isPermaLink="true">https://example.org/a/3</guid></item>
<item><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">نشرة</title><id>urn:f</id>
<updated>2015-11-21T00:00:00Z</updated>
<entry><title type="html">هدنة &amp;lt;مؤقتة&amp;gt;</title><id>urn:1</id><link href="../x/1"/>
<link rel="enclosure" href="http://video.example/v.mp4"/><updated>2015-11-21T01:30:00+03:00</updated>
<summary type="text">سطر أول
سطر &lt;ثان&gt;</summary></entry>
<entry><id>urn:2</id><source><title>صحيفة أخرى</title></source><published>2015-11-20</published>
<updated>2015-11-25T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص المقال</p></div></content></entry></feed>"""


def rss(encoding: str = "utf-8") -> bytes:
    return RSS.replace("ENCODING", encoding).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
def test_rss_gives_its_entries_with_their_facts(encoding: str) -> None:
    first, second, third, last = feed_entries(
        rss(encoding), "f.rss", "https://example.org/feed/rss"
    )
    assert (first.url, first.id) == ("https://example.org/a/1", "n-1")
    assert (first.title, first.outlet) == ("مقتل 7 عناصر", "جريدة المدى & ملحقها")
    assert first.published == "2015-11-21T01:30:00+03:00"
    assert "أوقع سبعة قتلى" in first.summary_html
    assert (second.url, second.published) == ("https://example.org/a/2?x=1&y=2", None)
    assert second.notes == ("The feed's date 'السبت 21 نوفمبر' can't be read and is left out.",)
    assert (third.url, third.summary_html) == ("https://example.org/a/3", "")
    assert last.url is None


def test_the_whole_text_goes_before_the_summary_and_loses_what_acts() -> None:
    html = feed_entries(rss(), "f.rss")[1].summary_html
    assert "أعلنت وزارة الدفاع" in html
    for gone in ("script", "steal", "onclick", "iframe", "tracker"):
        assert gone not in html


def test_atom_gives_its_entries_with_their_facts() -> None:
    first, second = feed_entries(ATOM.encode(), "f.atom", "https://example.org/feed/atom")
    assert (first.url, first.title) == ("https://example.org/x/1", "هدنة <مؤقتة>")
    assert first.published == "2015-11-21T01:30:00+03:00"
    assert "<p>سطر أول</p><p>سطر &lt;ثان&gt;</p>" in first.summary_html
    assert (second.url, second.outlet, second.published) == (None, "صحيفة أخرى", "2015-11-20")
    assert "نص المقال" in second.summary_html


def test_a_feed_without_news_has_no_entries() -> None:
    assert feed_entries(b"<rss version='2.0'><channel><title>x</title></channel></rss>", "f") == []


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    broken = (
        RSS.replace("&amp;y=2", "&y=2").replace("</channel></rss>", "").replace("ENCODING", "utf-8")
    )
    broken = broken.replace("سبعة", "\x08سبعة&nbsp;")
    entries = feed_entries(broken.encode(), "f", "https://example.org/")
    assert [entry.url for entry in entries[:2]] == [
        "https://example.org/a/1",
        "https://example.org/a/2?x=1&y=2",
    ]
    assert entries[0].title == "مقتل 7 عناصر"


@pytest.mark.parametrize(
    "data",
    [b"", b"just text", b"<html><body>Not found</body></html>", b'{"version": "https://jsonfeed.org/version/1.1"}',
     b"\x89PNG\r\n\x1a\n\x00\x00\x00", b"/etc/passwd", b"https://example.org/feed", b"<opml><body/></opml>"],
)  # fmt: skip
def test_what_is_no_feed_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^f\.xml: "):
        feed_entries(data, "f.xml")


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
ITEM = "<rss version='2.0'><channel><item><title>&{};</title></item></channel></rss>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256"])
@pytest.mark.parametrize(
    "xml",
    [
        LAUGHS + "]>" + ITEM.format("i"),
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + ITEM.format("x"),
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>' + ITEM.format("x"),
        '<!DOCTYPE rss [<!-- <rss --><!ENTITY x "y">]>' + ITEM.format("x"),
        '<!DOCTYPE rss [<!entity x "y">]>' + ITEM.format("x"),
    ],
)
def test_entities_are_refused(xml: str, encoding: str) -> None:
    with pytest.raises(BadInput, match="declares entities"):
        feed_entries(f'<?xml version="1.0" encoding="{encoding}"?>{xml}'.encode(encoding), "f")


def test_entities_dont_come_back_through_a_declared_encoding() -> None:
    hidden = (
        '<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-ENTITY x SYSTEM "file:///etc/passwd"+AD4-'
    )
    with pytest.raises(BadInput):
        feed_entries(hidden.encode() + ITEM.format("x").encode()[:0], "f")
    entries = feed_entries(hidden.encode() + ITEM.format("x").encode(), "f")
    assert "root:" not in str(entries)


def test_a_document_type_that_old_feeds_have_is_fine() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">'
    entries = feed_entries(doctype.encode() + ITEM.replace("&{};", "خبر").encode(), "f")
    assert [entry.title for entry in entries] == ["خبر"]


def test_feedparser_never_opens_anything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("feedparser asked the network")

    monkeypatch.setattr(feedparser.http, "get", refuse)
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss())
    for data in (str(secret).encode(), secret.as_uri().encode(), b"http://127.0.0.1:9/feed"):
        with pytest.raises(BadInput):
            feed_entries(data, "f")


@pytest.mark.parametrize("flood", ["<", "<a ", "<a>", "<item>", "<!--", "<![CDATA["])
def test_floods_are_refused(flood: str) -> None:
    data = b"<rss version='2.0'><channel>" + flood.encode() * (4_000_000 // len(flood))
    with pytest.raises(BadInput, match="tags"):
        feed_entries(data, "f")


def test_too_large_a_feed_is_refused() -> None:
    with pytest.raises(BadInput, match="larger than 5,000,000 bytes"):
        feed_entries(rss() + b" " * LARGEST, "f")


WORDS = st.text(st.sampled_from("<>&;!-[]?/=\"' aأ1:%\x00\x08\ufffe"), max_size=60)


@given(WORDS, WORDS, st.sampled_from(["utf-8", "utf-16", "windows-1256", "latin-1", "utf-7"]))
def test_any_bytes_give_entries_or_a_refusal(title: str, rest: str, encoding: str) -> None:
    xml = f"<rss version='2.0'><channel><item><title>{title}</title><link>{rest}</link><pubDate>{title}</pubDate>"
    data = xml.encode(encoding, "replace") + rest.encode(encoding, "replace")
    try:
        entries = feed_entries(data, "f", "https://example.org/")
    except BadInput as error:
        assert str(error).startswith("f: ")  # noqa: PT017 (either is right)
        return
    for entry in entries:
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        assert entry.id
        assert entry.published is None or checked_published(entry.published, "")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Sat, 21 Nov 2015 01:30:00 +0300", "2015-11-21T01:30:00+03:00"),
        ("Sat, 21 Nov 2015 01:30:00 GMT", "2015-11-21T01:30:00+00:00"),
        ("Sat, 21 Nov 2015 01:30 EST", "2015-11-21T01:30:00-05:00"),
        ("21 Nov 15 01:30:00 Z", "2015-11-21T01:30:00+00:00"),
        ("Sat, 21 Nov 2015 01:30:00", "2015-11-21T01:30:00"),
        ("2015-11-21T01:30:00.123+03:00", "2015-11-21T01:30:00+03:00"),
        ("2015-11-21T01:30:00Z", "2015-11-21T01:30:00+00:00"),
        ("2015-11-21 01:30:00", "2015-11-21T01:30:00"),
        ("2015-11-21", "2015-11-21"),
        ("21 Nov 2015", "2015-11-21"),
        ("2015-11", None),
        ("2015", None),
        ("Sat, 31 Feb 2015 01:30:00 GMT", None),
        ("yesterday", None),
        ("2015-13-45T99:00:00Z", None),
    ],
)
def test_dates_keep_their_zone_and_their_precision(written: str, iso: str | None) -> None:
    item = f"<item><title>x</title><pubDate>{written}</pubDate></item>"
    entry = feed_entries(f"<rss version='2.0'><channel>{item}</channel></rss>".encode(), "f")[0]
    assert entry.published == iso
    assert bool(entry.notes) is (iso is None)


# --- saved feeds ---------------------------------------------------------------------------------


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "saved.rss"
    path.write_bytes(data)
    return path


def test_a_saved_feed_gives_a_text_for_each_entry(tmp_path: Path) -> None:
    first, second, third, last = feed_pieces(saved(tmp_path, rss()), "saved.rss", Limits())
    assert isinstance(first, Piece)
    assert (first.name, first.part, first.form) == ("saved.rss, entry 1", "entry 1", "text")
    assert first.data.decode() == "مقتل 7 عناصر\n\nقصف على أطراف المدينة أوقع سبعة قتلى."
    assert first.facts.published == "2015-11-21T01:30:00+03:00"
    assert (first.facts.outlet, first.facts.title) == ("جريدة المدى & ملحقها", "مقتل 7 عناصر")
    assert isinstance(second, Piece)
    assert second.data.decode().split("\n\n") == [
        "بيان الوزارة", "أعلنت وزارة الدفاع يوم الجمعة مقتل 14 عنصرا.", "وأضافت أن القصف مستمر."
    ]  # fmt: skip
    assert second.notes
    assert isinstance(third, Piece)
    assert third.data.decode() == "عاجل: انفجار في السوق"
    assert isinstance(last, BadInput)
    assert str(last) == "saved.rss, entry 4: no text in it"


def test_an_entry_over_the_limit_stops_no_other(tmp_path: Path) -> None:
    found = list(feed_pieces(saved(tmp_path, rss()), "f", Limits(text=100)))
    assert [isinstance(piece, Piece) for piece in found] == [True, False, True, False]
    assert "f, entry 2: larger than 100 bytes" in str(found[1])


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("قبل <p>في <b>الوسط</b></p> بعد", ["قبل", "في الوسط", "بعد"]),
        ("أول<br/>ثان<br>ثالث", ["أول", "ثان", "ثالث"]),
        ("<ul><li>بند</li><li>آخر</li></ul>", ["بند", "آخر"]),
        ("<div>أ<div>ب<span>ج</span></div>د</div>", ["أ", "بج", "د"]),
        ("سطر\nيليه <!-- لا --> سطر", ["سطر يليه سطر"]),
        ("<table><tr><td>خلية</td><td>خلية</td></tr></table>", ["خلية", "خلية"]),
        ("نص &lt; نص &amp;amp;", ["نص < نص &amp;"]),
        ("<script>لا</script>", []),
        (
            '<?xml version="1.0" encoding="utf-8"?><html><head><title>لا</title></head><body>نعم</body></html>',
            ["نعم"],
        ),
        ("<!-- لا -->", []),
    ],
)
def test_html_becomes_its_paragraphs(html: str, lines: list[str]) -> None:
    assert paragraphs_of(cleaned(html)) == lines


def test_a_file_that_is_no_feed_or_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="f: neither RSS nor Atom"):
        list(feed_pieces(saved(tmp_path, b"<html>"), "f", Limits()))
    with pytest.raises(BadInput, match="f: can't be read"):
        list(feed_pieces(tmp_path / "none.rss", "f", Limits()))
