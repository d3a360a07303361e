"""URL -> its bytes: the only part of Riwaya that asks the network, and only when told to.

Each host is resolved once and its addresses checked; the request goes to a checked address.
Redirects are checked like the first URL, and none leads from https back to http.
"""

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Final

from riwaya.ingest.addresses import Resolver, checked_addresses, system_addresses
from riwaya.ingest.deadline import Deadline
from riwaya.ingest.exchange import Answer, ask, is_page, trusted
from riwaya.ingest.location import Location, joined, location_of
from riwaya.ingest.not_fetched import BadAddress, BadAnswer, NotFetched, shown
from riwaya.version import __version__

USER_AGENT: Final = f"riwaya/{__version__}"
#: Seconds for one URL, all redirects together.
TIMEOUT = 30.0
#: The largest body in bytes, unpacked: as the payload of `piece.Limits`.
LIMIT = 20_000_000
MOST_REDIRECTS = 5
REDIRECTS = frozenset([301, 302, 303, 307, 308])
NOT_MODIFIED = 304
#: The longest time that a site may ask us to stay away, in seconds.
LONGEST_WAIT = 86_400.0
SECONDS = re.compile(r"[0-9]{1,12}")
#: A longer validator isn't kept.
LONGEST_VALIDATOR = 1_000

OnRedirect = Callable[[Location], None]


def utc_now() -> datetime:
    """The clock's moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL gave. Status 304: nothing new since `etag` or `modified`, and no data."""

    #: As it was asked for, and where redirects led.
    url: str
    final_url: str
    status: int
    data: bytes
    #: "text/html", and the declared charset, both in lower case; None where the site is silent.
    content_type: str | None
    charset: str | None
    #: Validators for the next request: the headers ETag and Last-Modified as they came.
    etag: str | None
    modified: str | None
    #: ISO date-time in UTC, to the second.
    fetched_at: str
    #: The URLs between the first and the final one, in order, the final one included.
    redirects: tuple[str, ...] = ()


class Fetcher:
    """Fetches URLs within limits; threads may share it.

    `allow_private`: also hosts of one's own network, on any port. `timeout`: seconds for one URL.
    `limit`: bytes of an unpacked body. `resolve`, `tls` and `now` are for tests and for networks
    with authorities of their own.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        timeout: float = TIMEOUT,
        limit: int = LIMIT,
        user_agent: str = USER_AGENT,
        resolve: Resolver = system_addresses,
        tls: ssl.SSLContext | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.user_agent = user_agent
        self._allow_private = allow_private
        self._timeout = timeout
        self._limit = limit
        self._resolve = resolve
        self._given_tls = tls
        self._now = now

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        on_redirect: OnRedirect | None = None,
    ) -> Fetched:
        """What a URL gives; every failure is a NotFetched (a BadInput) that names the URL.

        `etag` and `modified` are of an earlier answer; nothing new since then gives status 304.
        `on_redirect` is called before each redirect is followed and may raise to refuse it; the
        time it takes isn't counted.
        """
        headers = _validators(etag, modified)
        location, left = location_of(url), self._timeout
        redirects: list[str] = []
        while True:
            deadline = Deadline(left)
            answer = self._asked(location, deadline, headers)
            left = deadline.left
            if answer.status not in REDIRECTS:
                break
            location = self._followed(url, location, answer, len(redirects))
            redirects.append(location.url)
            if on_redirect is not None:
                on_redirect(location)
        return self._fetched(url, location, answer, tuple(redirects), conditional=bool(headers))

    def _asked(self, location: Location, deadline: Deadline, headers: dict[str, str]) -> Answer:
        addresses = checked_addresses(
            location, allow_private=self._allow_private, resolve=self._resolve
        )
        sent = {"User-Agent": self.user_agent, "Accept": "text/html,*/*;q=0.8", **headers}
        tls = self._tls if location.scheme == "https" else None
        return ask(location, addresses, sent, deadline=deadline, limit=self._limit, tls=tls)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made when it is needed: it reads some 150 certificates."""
        return self._given_tls or trusted()

    def _followed(self, url: str, location: Location, answer: Answer, before: int) -> Location:
        """Where a redirect leads; raises NotFetched where it may not."""
        reference = answer.headers.get("location")
        if not reference:
            raise NotFetched(f"{shown(url)}: redirected nowhere; the site is misconfigured")
        if before == MOST_REDIRECTS:
            raise NotFetched(f"{shown(url)}: redirected more than {MOST_REDIRECTS} times")
        try:
            target = joined(location, _as_sent(reference))
        except BadAddress as error:
            raise BadAddress(f"{shown(url)}: redirected to {error}") from None
        if (location.scheme, target.scheme) == ("https", "http"):
            raise BadAddress(f"{shown(url)}: redirected from https to {shown(target.url)}: refused")
        return target

    def _fetched(
        self,
        url: str,
        location: Location,
        answer: Answer,
        redirects: tuple[str, ...],
        *,
        conditional: bool,
    ) -> Fetched:
        same = conditional and answer.status == NOT_MODIFIED
        if not same and not is_page(answer.status):
            later = self._seconds(answer.headers.get("retry-after", ""))
            raise BadAnswer(location.url, answer.status, later)
        content_type, charset = _media_type(answer.headers.get("content-type", ""))
        return Fetched(
            url=url,
            final_url=location.url,
            status=answer.status,
            data=answer.data,
            content_type=content_type,
            charset=charset,
            etag=_kept(answer.headers.get("etag")),
            modified=_kept(answer.headers.get("last-modified")),
            fetched_at=self._now().astimezone(UTC).isoformat(timespec="seconds"),
            redirects=redirects,
        )

    def _seconds(self, retry_after: str) -> float | None:
        """A Retry-After header, seconds or an HTTP date, as seconds from now, at most a day."""
        if SECONDS.fullmatch(retry_after):
            return min(float(retry_after), LONGEST_WAIT)
        try:
            moment = parsedate_to_datetime(retry_after)
        except (ValueError, TypeError, OverflowError):
            return None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max((aware - self._now()).total_seconds(), 0.0), LONGEST_WAIT)


def _as_sent(reference: str) -> str:
    """Many Arabic sites put raw UTF-8 where ASCII belongs; http.client reads it as Latin-1."""
    try:
        return reference.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return reference


def _media_type(header: str) -> tuple[str | None, str | None]:
    if not header:
        return None, None
    message = Message()
    message["content-type"] = header
    return message.get_content_type(), message.get_content_charset()


def _validators(etag: str | None, modified: str | None) -> dict[str, str]:
    """The headers that ask for news only; a stored value that can't stand in one is left out."""
    values = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {
        name: value
        for name, value in values.items()
        if value and value.isascii() and value.isprintable()
    }


def _kept(value: str | None) -> str | None:
    return value if value and len(value) <= LONGEST_VALIDATOR else None
