"""Addresses are cut to the site unless nothing in them can be a name."""

import pytest

from riwaya.publishing.addresses import published_address
from riwaya.publishing.reports import Private, published_outlet
from riwaya.publishing.screen import Screen
from riwaya.resolving.claims import Knowledge


@pytest.mark.parametrize(
    ("given", "published"),
    [
        (
            "https://example.org/news/2016/05/12345.html",
            "https://example.org/news/2016/05/12345.html",
        ),
        ("https://example.org/2016/activist-ahmad-killed", "https://example.org/"),
        ("https://example.org/%D8%A3%D8%AD%D9%85%D8%AF", "https://example.org/"),
        ("https://example.org/news?author=ahmad", "https://example.org/"),
        ("https://example.org/news/12#ahmad", "https://example.org/"),
        ("https://ahmad:secret@example.org/news/12", "https://example.org/"),
        ("https://ahmad.blogs.example/news/12", "https://blogs.example/"),
        ("https://t.me/ahmad_reports/12", "https://t.me/"),
        ("https://arabic.reuters.com/article/123", "https://arabic.reuters.com/article/123"),
        ("/home/ahmad/reports/a.txt", None),
        ("file:///home/ahmad/a.txt", None),
        ("javascript:alert(1)", None),
        ("https://[bad", None),
        (None, None),
    ],
)
def test_published(given: str | None, published: str | None) -> None:
    assert published_address(given) == published


NOBODY = Private()
KNOWN = Private(frozenset({"دحروج"}), frozenset({"dahruj"}))


@pytest.mark.parametrize(
    ("outlet", "private", "published"),
    [
        ("المرفأ", NOBODY, "المرفأ"),
        ("Jordan Times", NOBODY, "Jordan Times"),
        ("صدى الشمال", NOBODY, "صدى الشمال"),
        ("Samer Zabout", NOBODY, "[…]"),
        ("@samer_zabout", NOBODY, "[…]"),
        ("Hind al-Qaranfuli", NOBODY, "[withheld]-[withheld]"),
        ("صفحة الإعلامي القرنفلي", NOBODY, "صفحة الإعلامي […]"),
        ("Dahrouj Live", NOBODY, "Dahrouj Live"),
        ("Dahrouj Live", KNOWN, "[withheld] Live"),
        ("قناة دحروج", KNOWN, "قناة […]"),
    ],
)
def test_an_outlet_that_is_a_person_is_covered(
    outlet: str, private: Private, published: str
) -> None:
    assert published_outlet(outlet, Screen(Knowledge()), private) == published


def test_a_site_that_bears_the_name_is_left_out() -> None:
    assert published_address("https://qaranfuli.example/", {"qaranfuli"}) is None
