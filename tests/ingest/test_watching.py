"""Watching: new pages once each, politely, and nothing lost when something fails."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta

import msgspec
import pytest

from riwaya.ingest import watching
from riwaya.ingest.fetch import Fetcher
from riwaya.ingest.not_fetched import BadAddress, NotFetched
from riwaya.ingest.politeness import Politeness
from riwaya.ingest.visit import Visitor
from riwaya.ingest.watching import Article, Event, FeedState, Missed, watch_round

from .web_clock import Clock
from .web_server import Site, page, site

HOSTS = ("a.example", "b.example", "c.example")


class Web:
    """Three sites at three names, watched with a clock that only sleeping moves."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self.sites = dict(zip(HOSTS, sites, strict=True))
        self.clock = Clock()
        self.seen: set[str] = set()
        self.politeness: Politeness = self.clock.politeness()
        fetcher = Fetcher(
            allow_private=True, timeout=20, now=self.clock.now, resolve=lambda *_: ["127.0.0.1"]
        )
        self.visitor = Visitor(fetcher, self.politeness)

    def url(self, path: str, host: str = "a.example") -> str:
        return self.sites[host].url(path, host)

    def feed(
        self, *links: str, host: str = "a.example", path: str = "/feed", **headers: str
    ) -> FeedState:
        items = "".join(f"<item><title>خبر</title><link>{link}</link></item>" for link in links)
        xml = f"<rss version='2.0'><channel><title>المدى</title>{items}</channel></rss>"
        self.sites[host].has(path, xml, **headers)
        return FeedState(self.url(path, host))

    def round(self, *feeds: FeedState) -> list[Event]:
        events = []
        for event in watch_round(feeds, self.visitor, self.seen.__contains__, now=self.clock.now):
            events.append(event)
            if isinstance(event, Article) or (
                isinstance(event, Missed) and event.final and event.url
            ):
                self.seen.add(event.entry.url if isinstance(event, Article) else event.url)
        return events


@pytest.fixture
def web() -> Iterator[Web]:
    with ExitStack() as stack:
        yield Web([stack.enter_context(site()) for _ in HOSTS])


def articles(events: Sequence[Event]) -> list[str]:
    return [event.page.data.decode() for event in events if isinstance(event, Article)]


def missed(events: Sequence[Event]) -> list[Missed]:
    return [event for event in events if isinstance(event, Missed)]


def state_of(events: Sequence[Event], feed: FeedState) -> FeedState:
    (state,) = [event for event in events if isinstance(event, FeedState) and event.url == feed.url]
    return state


def test_new_pages_come_once_with_what_the_feed_says(web: Web) -> None:
    feed = web.feed("/1", "/2", ETag='"v1"')
    for path in ("/1", "/2"):
        web.sites["a.example"].has(path, path)
    events = web.round(feed)
    assert articles(events) == ["/1", "/2"]
    first = events[0]
    assert isinstance(first, Article)
    assert (first.feed, first.entry.title, first.entry.outlet) == (feed.url, "خبر", "المدى")
    assert first.page.url == first.entry.url == web.url("/1")
    state = state_of(events, feed)
    assert events[-1] == state
    assert (state.etag, state.failures) == ('"v1"', 0)
    assert state.next_poll == web.clock.now() + timedelta(seconds=watching.EVERY)
    web.clock.seconds += watching.EVERY
    assert articles(web.round(state)) == []
    assert web.sites["a.example"].asked == ["/robots.txt", "/feed", "/1", "/2", "/feed"]


def test_the_state_is_stored_as_json(web: Web) -> None:
    state = state_of(web.round(web.feed("/1", ETag='"v1"', Last_Modified="then")), web.feed())
    stored = msgspec.json.encode(state)
    assert msgspec.json.decode(stored, type=FeedState) == state
    assert msgspec.json.decode(b'{"url": "http://a.example/"}', type=FeedState) == FeedState(
        "http://a.example/"
    )


def test_an_unchanged_feed_costs_one_short_answer(web: Web) -> None:
    feed = web.feed(ETag='"v1"', Last_Modified="then")
    state = state_of(web.round(feed), feed)
    web.sites["a.example"].has("/feed", b"", 304)
    web.clock.seconds += watching.EVERY
    events = web.round(state)
    assert web.sites["a.example"].headers[-1]["if-none-match"] == '"v1"'
    assert events == [
        msgspec.structs.replace(state, next_poll=web.clock.now() + timedelta(seconds=900))
    ]


def test_a_feed_is_not_polled_before_its_time(web: Web) -> None:
    feed = msgspec.structs.replace(web.feed("/1"), next_poll=web.clock.now() + timedelta(seconds=1))
    assert web.round(feed) == []
    assert web.sites["a.example"].asked == []
    web.clock.seconds += 1
    assert web.round(feed) != []


def test_a_page_in_two_feeds_is_fetched_once(web: Web) -> None:
    feeds = [web.feed(web.url("/1"), host=host) for host in HOSTS]
    web.sites["a.example"].has("/1", "x")
    assert articles(web.round(*feeds)) == ["x"]


def test_requests_to_a_host_keep_their_distance_and_hosts_dont_wait_for_each_other(
    web: Web,
) -> None:
    asked: list[tuple[str, float]] = []

    def told(host: str) -> Callable[..., None]:
        def answer(handler: object) -> None:
            asked.append((host, web.clock.seconds))
            page("x")(handler)

        return answer

    feeds = []
    for host in HOSTS:
        feeds.append(web.feed("/1", "/2", host=host))
        for path in ("/1", "/2"):
            web.sites[host].pages[path] = told(host)
    assert len(articles(web.round(*feeds))) == 6
    for host in HOSTS:
        first, second = (when for name, when in asked if name == host)
        assert second - first >= 5
    # robots.txt, feed and two pages: three pauses, not three for each host
    assert sum(web.clock.slept) == pytest.approx(15, abs=1)


def test_a_longer_pause_that_robots_txt_asks_for_is_kept(web: Web) -> None:
    feed = web.feed("/1")
    web.sites["a.example"].has("/robots.txt", "User-agent: *\nCrawl-delay: 40")
    web.round(feed)
    assert web.clock.slept == [40, 40]


def test_what_robots_txt_forbids_is_not_fetched(web: Web) -> None:
    feed = web.feed("/private/1", "/2", ETag='"v1"')
    web.sites["a.example"].has("/robots.txt", "User-agent: *\nDisallow: /private")
    web.sites["a.example"].has("/2", "x")
    events = web.round(feed)
    assert articles(events) == ["x"]
    (forbidden,) = missed(events)
    assert (forbidden.url, forbidden.final) == (web.url("/private/1"), True)
    assert "robots.txt" in str(forbidden.error)
    assert "/private/1" not in web.sites["a.example"].asked
    assert state_of(events, feed).etag == '"v1"'


def test_a_forbidden_feed_is_missed_and_asked_less_and_less(web: Web) -> None:
    feed = web.feed("/1")
    web.sites["a.example"].has("/robots.txt", "User-agent: *\nDisallow: /feed")
    waits = []
    for _ in range(3):
        events = web.round(feed)
        assert [event.url for event in missed(events)] == [feed.url]
        feed = state_of(events, feed)
        assert feed.next_poll is not None
        waits.append((feed.next_poll - web.clock.now()).total_seconds())
        web.clock.seconds += waits[-1]
    assert waits == [900, 1800, 3600]


@pytest.mark.parametrize("failing", ["feed", "robots", "page", "down"])
def test_one_host_failing_stops_no_other(web: Web, failing: str) -> None:
    bad = web.feed("/1", "/2", host="b.example")
    good = web.feed("/1", host="a.example")
    web.sites["a.example"].has("/1", "good")
    path = {"feed": "/feed", "robots": "/robots.txt", "page": "/1", "down": "/feed"}[failing]
    if failing == "down":
        bad = FeedState("http://b.example:9/feed")
    else:
        web.sites["b.example"].has(path, "", 503)
    events = web.round(bad, good)
    assert articles(events) == ["good"]
    assert missed(events)
    assert all(event.feed == bad.url and not event.final for event in missed(events))
    assert state_of(events, good).failures == 0
    assert state_of(events, bad).failures == (failing != "page")


def test_pages_that_failed_for_now_are_listed_again(web: Web) -> None:
    feed = web.feed("/1", "/2", ETag='"v1"')
    web.sites["a.example"].has("/1", "", 503, Retry_After="120")
    web.sites["a.example"].has("/2", "2")
    events = web.round(feed)
    assert [(event.url, event.final) for event in missed(events)] == [
        (web.url("/1"), False),
        (web.url("/2"), False),  # its host rests
    ]
    assert "put off: a.example failed" in str(missed(events)[1].error)
    state = state_of(events, feed)
    assert (state.etag, state.modified, state.failures) == (None, None, 0)
    web.sites["a.example"].has("/1", "1")
    web.clock.seconds += watching.EVERY
    events = web.round(state)
    assert articles(events) == ["1", "2"]
    assert state_of(events, feed).etag == '"v1"'


def test_a_page_that_is_gone_is_told_of_once(web: Web) -> None:
    feed = web.feed("/gone", ETag='"v1"')
    events = web.round(feed)
    assert [(event.url, event.final) for event in missed(events)] == [(web.url("/gone"), True)]
    assert state_of(events, feed).etag == '"v1"'
    web.clock.seconds += watching.EVERY
    assert missed(web.round(state_of(events, feed))) == []


def test_a_host_that_asks_to_wait_is_not_asked_before(web: Web) -> None:
    feed = web.feed()
    web.sites["a.example"].has("/feed", "", 429, Retry_After="7200")
    state = state_of(web.round(feed), feed)
    assert state.next_poll == web.clock.now() + timedelta(seconds=7200)
    assert web.politeness.rest("a.example") == 7200


@pytest.mark.parametrize(
    "link",
    ["file:///etc/passwd", "javascript:alert(1)", "http://user@a.example/", "http://2130706433/", "http://127.1/x",
     "gopher://127.0.0.1/"],
)  # fmt: skip
def test_links_that_lead_out_of_the_web_are_not_followed(web: Web, link: str) -> None:
    feed = web.feed(link, "/1")
    web.sites["a.example"].has("/1", "x")
    events = web.round(feed)
    assert articles(events) == ["x"]
    (refused,) = missed(events)
    assert refused.final
    assert state_of(events, feed).failures == 0


def test_a_feed_at_no_web_address_stops_no_other(web: Web) -> None:
    good = web.feed("/1")
    web.sites["a.example"].has("/1", "x")
    events = web.round(FeedState("file:///etc/passwd"), FeedState("http://10.0.0.1.2/"), good)
    assert articles(events) == ["x"]
    assert len(missed(events)) == 2
    assert all(isinstance(event.error, BadAddress) for event in missed(events))


@pytest.mark.parametrize(
    "body", ["<html>moved</html>", "", "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"]
)
def test_what_is_no_feed_is_a_failure_of_the_feed(web: Web, body: str) -> None:
    feed = web.feed()
    web.sites["a.example"].has("/feed", body, ETag='"v1"')
    events = web.round(feed)
    assert [event.url for event in missed(events)] == [feed.url]
    assert (state_of(events, feed).failures, state_of(events, feed).etag) == (1, None)


def test_a_flood_of_entries_is_spread_over_rounds(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_ENTRIES", 2)
    feed = web.feed("/1", "/2", "/3", ETag='"v1"')
    for path in ("/1", "/2", "/3"):
        web.sites["a.example"].has(path, path)
    events = web.round(feed)
    assert articles(events) == ["/1", "/2"]
    assert state_of(events, feed).etag is None
    web.clock.seconds += watching.EVERY
    events = web.round(state_of(events, feed))
    assert articles(events) == ["/3"]
    assert state_of(events, feed).etag == '"v1"'


def test_whoever_stops_in_between_gets_the_rest_again(web: Web) -> None:
    feed = web.feed("/1", "/2", ETag='"v1"')
    for path in ("/1", "/2"):
        web.sites["a.example"].has(path, path)
    running = watch_round([feed], web.visitor, web.seen.__contains__, now=web.clock.now)
    first = next(running)
    assert isinstance(first, Article)
    web.seen.add(str(first.entry.url))
    running.close()
    assert articles(web.round(feed)) == ["/2"]


# --- redirects -----------------------------------------------------------------------------------


def test_another_site_behind_a_redirect_has_its_own_rules_and_turns(web: Web) -> None:
    feed = web.feed("/1", "/2")
    for path in ("/1", "/2"):
        web.sites["a.example"].has(path, b"", 302, Location=web.url(path, "b.example"))
        web.sites["b.example"].has(path, path)
    web.sites["b.example"].has("/robots.txt", "User-agent: *\nDisallow: /2")
    events = web.round(feed)
    assert articles(events) == ["/1"]
    assert [event.url for event in missed(events)] == [web.url("/2")]
    assert web.sites["b.example"].asked == ["/robots.txt", "/1"]


def test_each_site_of_a_redirect_gets_its_pauses(web: Web) -> None:
    web.sites["a.example"].has("/1", b"", 302, Location=web.url("/1", "b.example"))
    web.sites["b.example"].has("/1", "x")
    web.visitor.fetch(web.url("/1"))
    assert web.clock.slept == [5, 5]  # between robots.txt and page, at each
    assert web.politeness.pause("a.example") == web.politeness.pause("b.example") == 5


def test_a_redirect_within_a_site_is_one_visit(web: Web) -> None:
    web.sites["a.example"].has("/1", b"", 302, Location="/2")
    web.sites["a.example"].has("/2", "x")
    assert web.visitor.fetch(web.url("/1")).data == b"x"
    assert web.clock.slept == [5]  # between robots.txt and page


def test_two_origins_of_one_host_share_its_turns(web: Web) -> None:
    for one in web.sites.values():
        one.has("/1", "x")
    web.visitor.fetch(web.sites["a.example"].url("/1", "a.example"))
    web.visitor.fetch(web.sites["b.example"].url("/1", "a.example"))
    assert web.clock.slept == [5, 5, 5]


def test_who_is_asked_last_is_to_blame(web: Web) -> None:
    web.sites["a.example"].has("/1", b"", 302, Location=web.url("/1", "b.example"))
    web.sites["b.example"].has("/1", b"", 503)
    with pytest.raises(NotFetched, match="503"):
        web.visitor.fetch(web.url("/1"))
    assert web.politeness.rest("a.example") == 0
    assert web.politeness.rest("b.example") > 0


def test_a_redirect_to_a_failing_site_doesnt_blame_the_first(web: Web) -> None:
    web.sites["a.example"].has("/1", b"", 302, Location=web.url("/1", "b.example"))
    web.sites["b.example"].has("/robots.txt", b"", 500)
    with pytest.raises(NotFetched, match=r"robots\.txt") as error:
        web.visitor.fetch(web.url("/1"))
    assert error.value.passing
    assert web.politeness.rest("a.example") == 0
    assert web.politeness.rest("b.example") > 0
    assert "/1" not in web.sites["b.example"].asked
