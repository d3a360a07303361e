"""URLs that a person gives -> arrivals: pages as they are, feeds and lists by their entries."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from riwaya.errors import BadInput

if TYPE_CHECKING:
    from riwaya.ingest.facts import Facts
    from riwaya.ingest.fetch import Fetched
    from riwaya.ingest.piece import Limits
    from riwaya.ingest.politeness import Politeness
    from riwaya.ingest.watching import Article
    from riwaya.workspace.arrivals import Arrival

#: Between two requests to one host that a person asked for, in seconds.
PAUSE = 1.0


def arrivals_of_urls(
    urls: Sequence[str], given: "Facts", limits: "Limits", *, allow_private: bool
) -> "Iterator[Arrival | BadInput]":
    """What URLs give, one by one; what can't be fetched comes in its place as an error.

    A person named these URLs, so robots.txt isn't asked for them; hosts get a pause all the same.
    The articles that a feed lists are fetched as `riwaya watch` does: robots.txt is obeyed.
    """
    if not urls:
        return
    from riwaya.ingest.fetch import Fetcher  # noqa: PLC0415 (only for the web)
    from riwaya.ingest.location import location_of  # noqa: PLC0415
    from riwaya.ingest.politeness import Politeness  # noqa: PLC0415

    fetcher = Fetcher(allow_private=allow_private, limit=limits.payload)
    politeness = Politeness(delay=PAUSE)
    for url in urls:
        try:
            politeness.take_turn(location_of(url).host)
            arrival = fetched_arrival(fetcher.fetch(url), given)
        except BadInput as error:
            yield error
            continue
        feeds = _feeds_in(arrival)
        if feeds:
            yield from _articles(feeds, given, limits, politeness, allow_private=allow_private)
        else:
            yield arrival


def _feeds_in(arrival: "Arrival") -> list[str]:
    """The feeds that a fetched thing is or lists; none for a page."""
    from riwaya.ingest.feed_lists import feed_list  # noqa: PLC0415

    if arrival.kind == "feed":
        return [arrival.locator]
    if arrival.kind == "opml" and arrival.data is not None:
        return feed_list(arrival.data, arrival.source)
    return []


def _articles(
    feeds: Sequence[str],
    given: "Facts",
    limits: "Limits",
    politeness: "Politeness",
    *,
    allow_private: bool,
) -> "Iterator[Arrival | BadInput]":
    from riwaya.ingest.fetch import Fetcher  # noqa: PLC0415
    from riwaya.ingest.visit import Visitor  # noqa: PLC0415
    from riwaya.ingest.watching import Article, FeedState, Missed, watch_round  # noqa: PLC0415

    visitor = Visitor(Fetcher(allow_private=allow_private, limit=limits.payload), politeness)
    for event in watch_round([FeedState(url) for url in feeds], visitor, lambda _: False):
        if isinstance(event, Article):
            yield article_arrival(event, given)
        elif isinstance(event, Missed):
            yield event.error


def article_arrival(article: "Article", given: "Facts") -> "Arrival":
    """A feed's article: what the feed says of day and title stands over what the page says."""
    from riwaya.ingest.facts import Facts  # noqa: PLC0415

    entry = article.entry
    told = given.over(Facts(published=entry.published, title=entry.title))
    return fetched_arrival(article.page, told)


def fetched_arrival(fetched: "Fetched", given: "Facts") -> "Arrival":
    """The arrival of a fetched page; its URL is where it came from in the end."""
    from riwaya.ingest.facts import Facts  # noqa: PLC0415
    from riwaya.ingest.signatures import kind_of  # noqa: PLC0415
    from riwaya.workspace.arrivals import OPENING, Arrival, facts_given  # noqa: PLC0415

    facts = given.over(Facts(url=fetched.final_url))
    name = Path(fetched.final_url.partition("?")[0]).name or "page"
    return Arrival(
        source=fetched.url,
        locator=fetched.final_url,
        kind=kind_of(Path(name), fetched.data[:OPENING]),
        data=fetched.data,
        facts=facts_given(facts),
    )
