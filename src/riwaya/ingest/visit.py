"""One polite request: robots.txt asked and obeyed, the host's turn awaited, its health kept."""

from riwaya.ingest.fetch import Fetched, Fetcher
from riwaya.ingest.location import Location, location_of
from riwaya.ingest.not_fetched import BadAnswer, NotFetched, Unreachable, shown
from riwaya.ingest.politeness import Politeness
from riwaya.ingest.robots import Robots


class Visitor:
    """Fetches like `Fetcher`, in the manner of a good guest; keeps what it learnt of hosts."""

    def __init__(
        self, fetcher: Fetcher, politeness: Politeness, robots: Robots | None = None
    ) -> None:
        self._fetcher = fetcher
        self._politeness = politeness
        self._robots = robots or Robots(fetcher.fetch, fetcher.user_agent)

    def pause(self, host: str) -> float:
        """Seconds until the host may be asked."""
        return self._politeness.pause(host)

    def prepare(self, url: str) -> bool:
        """Ask for the site's robots.txt if it isn't known: True when that took the host's turn.

        Raises NotFetched when the host rests after failures, or is found failing.
        """
        host = location_of(url).host
        rest = self._politeness.rest(host)
        if rest:
            raise NotFetched(
                f"{shown(url)}: put off: {host} failed and is left alone for {rest:,.0f} seconds",
                passing=True,
            )
        if self._robots.knows(url):
            return False
        self._politeness.take_turn(host)
        try:
            self._robots.learn(url)
        except NotFetched as error:
            self._note_failure(host, error)
            raise NotFetched(
                f"{shown(url)}: put off: its robots.txt: {error}", passing=True
            ) from None
        self._politeness.answered(host, self._robots.delay(url))
        return True

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The URL's answer, when its host's turn comes; raises NotFetched as `Fetcher.fetch`."""
        asked: dict[str, float | None] = {}

        def enter(location: Location) -> None:
            """The rules of each host that redirects lead to; a turn for each, once."""
            self.prepare(location.url)
            self._robots.check(location.url)
            delay = self._robots.delay(location.url)
            if location.host not in asked:
                self._politeness.take_turn(location.host, delay)
            asked.pop(location.host, None)  # the last one asked stands last
            asked[location.host] = delay

        enter(location_of(url))
        try:
            got = self._fetcher.fetch(url, etag=etag, modified=modified, on_redirect=enter)
        except NotFetched as error:
            self._note_failure(list(asked)[-1], error)
            raise
        for host, delay in asked.items():
            self._politeness.answered(host, delay)
        return got

    def _note_failure(self, host: str, error: NotFetched) -> None:
        """A silent or overburdened host rests; a page that isn't there says nothing of its host."""
        if isinstance(error, BadAnswer) and error.passing:
            self._politeness.failed(host, error.retry_after)
        elif isinstance(error, Unreachable):
            self._politeness.failed(host)
