"""What a site lets programs fetch: its robots.txt, asked once a day for each origin.

RFC 9309: a file that isn't there (4xx) allows everything; one that can't be had now (5xx, no
answer) allows nothing until it can. Rules are read by the standard library's parser.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.robotparser import RobotFileParser

from riwaya.ingest.fetch import Fetched
from riwaya.ingest.location import location_of
from riwaya.ingest.not_fetched import BadAnswer, NotFetched, shown

#: Seconds that a robots.txt is believed (RFC 9309, 2.4).
BELIEVED = 86_400.0
#: Bytes of it that are read (RFC 9309, 2.5, asks for at least so many).
READ = 512_000


@dataclass(frozen=True, slots=True)
class _Rules:
    parser: RobotFileParser
    until: float


class Robots:
    """The rules of many sites, for one program: `user_agent` as it is sent with requests."""

    def __init__(
        self,
        fetch: Callable[[str], Fetched],
        user_agent: str,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._fetch = fetch
        self._user_agent = user_agent
        self._clock = clock
        self._rules: dict[str, _Rules] = {}

    def knows(self, url: str) -> bool:
        """Whether the URL's origin was asked within a day."""
        rules = self._rules.get(location_of(url).origin)
        return rules is not None and self._clock() < rules.until

    def learn(self, url: str) -> None:
        """Ask the URL's origin for its robots.txt.

        Raises NotFetched when it can't be had: then nothing there may be fetched for now.
        """
        origin = location_of(url).origin
        try:
            data = self._fetch(f"{origin}/robots.txt").data
        except BadAnswer as error:
            if error.passing:
                raise
            data = b""
        self._rules[origin] = _Rules(parsed(data), self._clock() + BELIEVED)

    def allows(self, url: str) -> bool:
        """Whether the URL may be fetched; its origin must be known."""
        return self._of(url).can_fetch(self._user_agent, location_of(url).url)

    def delay(self, url: str) -> float | None:
        """Seconds between requests that the origin asks for, if it does (Crawl-delay)."""
        parser = self._of(url)
        delay = parser.crawl_delay(self._user_agent)
        rate = parser.request_rate(self._user_agent)
        asked = [float(delay)] if delay is not None else []
        if rate is not None and rate.requests:
            asked.append(rate.seconds / rate.requests)
        return max(asked, default=None)

    def check(self, url: str) -> None:
        """Raises NotFetched when the site's robots.txt forbids the URL."""
        if not self.allows(url):
            raise NotFetched(f"{shown(url)}: the site's robots.txt asks programs not to fetch this")

    def _of(self, url: str) -> RobotFileParser:
        return self._rules[location_of(url).origin].parser


def parsed(data: bytes) -> RobotFileParser:
    """The rules of a robots.txt; lines that the parser stumbles over are left out."""
    text = data[:READ].decode("utf-8", "replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    lines = text.splitlines()
    parser = RobotFileParser()
    try:
        parser.parse(lines)
    except ValueError:  # a number that is none, a path with a broken bracket
        parser = RobotFileParser()
        parser.parse([line for line in lines if _is_readable(line)])
    return parser


def _is_readable(line: str) -> bool:
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True
