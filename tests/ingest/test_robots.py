"""robots.txt: asked once for each origin, believed for a day, and obeyed."""

from collections.abc import Callable, Iterator

import pytest

from riwaya.ingest.fetch import Fetcher
from riwaya.ingest.not_fetched import NotFetched
from riwaya.ingest.robots import BELIEVED, Robots

from .web_clock import Clock
from .web_server import Site, site

Learnt = Callable[[bytes | str], Robots]


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as running:
        yield running


def robots(clock: Clock | None = None) -> Robots:
    fetcher = Fetcher(allow_private=True, timeout=20)
    return Robots(fetcher.fetch, "riwaya/9.9", clock=clock or Clock())


@pytest.fixture
def learnt(web: Site) -> Learnt:
    def learn(body: bytes | str) -> Robots:
        web.has("/robots.txt", body)
        rules = robots()
        rules.learn(web.url())
        return rules

    return learn


RULES = """# who may what
User-agent: greedy
Disallow: /

User-agent: *
Disallow: /private
Disallow: /أرشيف
Allow: /
Crawl-delay: 12
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/a/1", True), ("/private/1", False), ("/أرشيف/1", False),
     ("/%D8%A3%D8%B1%D8%B4%D9%8A%D9%81/1", False)],
)  # fmt: skip
def test_rules_for_all_are_obeyed(web: Site, learnt: Learnt, path: str, allowed: bool) -> None:
    rules = learnt(RULES)
    assert rules.allows(web.url(path)) is allowed
    assert rules.delay(web.url(path)) == 12


def test_rules_for_us_go_before_those_for_all(web: Site, learnt: Learnt) -> None:
    rules = learnt(RULES + "\nUser-agent: Riwaya\nDisallow: /a\n")
    assert not rules.allows(web.url("/a/1"))
    assert rules.allows(web.url("/private/1"))
    assert rules.delay(web.url()) is None
    with pytest.raises(NotFetched, match=r"robots\.txt asks programs not to fetch") as error:
        rules.check(web.url("/a/1"))
    assert not error.value.passing


def test_it_is_asked_once_a_day_for_each_origin(web: Site) -> None:
    clock = Clock()
    rules = robots(clock)
    web.has("/robots.txt", RULES)
    assert not rules.knows(web.url("/a"))
    rules.learn(web.url("/a"))
    assert rules.knows(web.url("/b"))
    assert not rules.knows("http://127.0.0.1/b")
    assert not rules.knows(f"https://127.0.0.1:{web.port}/b")
    clock.seconds += BELIEVED + 1
    assert not rules.knows(web.url("/b"))
    assert web.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_rules_allows_all(web: Site, status: int) -> None:
    web.has("/robots.txt", "User-agent: *\nDisallow: /", status)
    rules = robots()
    rules.learn(web.url())
    assert rules.allows(web.url("/a"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_rules_that_cant_be_had_now_are_waited_for(web: Site, status: int) -> None:
    web.has("/robots.txt", "", status)
    rules = robots()
    with pytest.raises(NotFetched, match=f"robots.txt: the site answered {status}") as error:
        rules.learn(web.url())
    assert error.value.passing
    assert not rules.knows(web.url())


@pytest.mark.parametrize(
    "odd",
    ["Crawl-delay: \N{SUPERSCRIPT TWO}", "Disallow: //[", "Crawl-delay: " + "9" * 5_000,
     "Request-rate: 1/0", "Request-rate: 0/9", "\x00\ufffd", "Disallow"],
)  # fmt: skip
def test_lines_that_mean_nothing_spoil_no_others(web: Site, learnt: Learnt, odd: str) -> None:
    rules = learnt(f"\ufeffUser-agent: *\n{odd}\nDisallow: /a\n")
    assert not rules.allows(web.url("/a"))
    assert rules.allows(web.url("/b"))
    rules.delay(web.url())


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe\x00", b"<html><body>Not found</body></html>", b"x" * 2_000_000]
)
def test_what_is_no_rules_allows_all(web: Site, learnt: Learnt, body: bytes) -> None:
    assert learnt(body).allows(web.url("/a"))


def test_a_rate_is_a_pause_too(web: Site, learnt: Learnt) -> None:
    assert learnt("User-agent: *\nRequest-rate: 2/60\nCrawl-delay: 10").delay(web.url()) == 30
