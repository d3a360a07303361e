"""One round over watched feeds: what is new in them is fetched, each host in its own time.

All that waits for a host stands in that host's queue; the host that may be asked soonest is next.
So a slow or failing host holds up nobody else. A feed's new state comes after the last of its
articles: who stores both in this order loses nothing when stopped in between. Where an article
couldn't be had for now, the state forgets the validators, so that the next poll lists it again.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from riwaya.errors import BadInput
from riwaya.ingest.feeds import Entry, feed_entries
from riwaya.ingest.fetch import NOT_MODIFIED, Fetched, utc_now
from riwaya.ingest.location import location_of
from riwaya.ingest.not_fetched import BadAnswer, NotFetched, shown
from riwaya.ingest.politeness import doubled
from riwaya.ingest.visit import Visitor

#: Seconds between two polls of a feed, and the longest time after failures.
EVERY = 900.0
LONGEST = 86_400.0
#: New entries of one feed that a round fetches; the others are left for the next.
MOST_ENTRIES = 500


class FeedState(msgspec.Struct, frozen=True):
    """A watched feed between rounds; stored as JSON. A new one needs its URL only."""

    url: str
    #: Validators of the last answer whose entries were all dealt with.
    etag: str | None = None
    modified: str | None = None
    #: Not before this moment (with its zone); None: at once.
    next_poll: datetime | None = None
    #: Failed polls in a row.
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A new entry's page, and what the feed says of it."""

    feed: str
    entry: Entry
    page: Fetched


@dataclass(frozen=True, slots=True)
class Missed:
    """A feed or a page that wasn't had; `url` is None for an entry that links to no page."""

    feed: str
    url: str | None
    error: BadInput
    #: Of a page: trying again is no use; who keeps its URL as seen isn't told of it again.
    final: bool


Event = Article | Missed | FeedState


def watch_round(
    feeds: Sequence[FeedState],
    visitor: Visitor,
    seen: Callable[[str], bool],
    *,
    every: float = EVERY,
    now: Callable[[], datetime] = utc_now,
) -> Iterator[Event]:
    """Poll the feeds that are due, and fetch the pages that `seen` doesn't know, each once.

    Yields articles and what was missed as they come, and a FeedState for each polled feed when
    all of its entries were dealt with; feeds that aren't due give nothing. Never raises for a
    feed or a page. `every`: seconds between polls. The same visitor serves all rounds, so that
    pauses and rests last from one to the next.
    """
    return _Round(visitor, seen, every, now).events(feeds)


@dataclass(slots=True)
class _Poll:
    """A feed in this round."""

    state: FeedState
    etag: str | None = None
    modified: str | None = None
    #: Entries that stand in queues.
    waiting: int = 0
    #: No entry must be tried again.
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Request:
    url: str
    poll: _Poll
    #: None for the feed itself.
    entry: Entry | None = None


class _Round:
    def __init__(
        self,
        visitor: Visitor,
        seen: Callable[[str], bool],
        every: float,
        now: Callable[[], datetime],
    ) -> None:
        self._visitor = visitor
        self._seen = seen
        self._every = every
        self._now = now
        self._queues: dict[str, deque[_Request]] = {}
        self._listed: set[str] = set()

    def events(self, feeds: Sequence[FeedState]) -> Iterator[Event]:
        for state in feeds:
            if state.next_poll is None or state.next_poll <= self._now():
                yield from self._queued(_Request(state.url, _Poll(state)))
        while self._queues:
            host = min(self._queues, key=self._visitor.pause)
            queue = self._queues[host]
            try:
                if self._visitor.prepare(queue[0].url):
                    continue  # that was the host's turn; others may be ready before its next
                answer: Fetched | NotFetched = self._fetched(queue[0])
            except NotFetched as error:
                answer = error
            request = queue.popleft()
            if not queue:
                del self._queues[host]
            yield from self._taken(request, answer)

    def _fetched(self, request: _Request) -> Fetched:
        if request.entry is not None:
            return self._visitor.fetch(request.url)
        state = request.poll.state
        return self._visitor.fetch(request.url, etag=state.etag, modified=state.modified)

    def _queued(self, request: _Request) -> Iterator[Event]:
        """Stand in the queue of one's host; a URL that is refused is missed at once."""
        try:
            host = location_of(request.url).host
        except NotFetched as error:
            yield from self._taken(request, error)
        else:
            self._queues.setdefault(host, deque()).append(request)

    def _taken(self, request: _Request, answer: Fetched | NotFetched) -> Iterator[Event]:
        poll, entry = request.poll, request.entry
        if entry is None:
            yield from self._polled(poll, answer)
            return
        if isinstance(answer, Fetched):
            yield Article(poll.state.url, entry, answer)
        else:
            poll.whole = poll.whole and not answer.passing
            yield Missed(poll.state.url, request.url, answer, final=not answer.passing)
        poll.waiting -= 1
        if not poll.waiting:
            yield self._settled(poll)

    def _polled(self, poll: _Poll, answer: Fetched | NotFetched) -> Iterator[Event]:
        """The feed's own answer: its new entries are queued."""
        url = poll.state.url
        try:
            if isinstance(answer, NotFetched):
                raise answer
            poll.etag, poll.modified = answer.etag, answer.modified
            if answer.status == NOT_MODIFIED:
                poll.etag = answer.etag or poll.state.etag
                poll.modified = answer.modified or poll.state.modified
                yield self._settled(poll)
                return
            entries = feed_entries(
                answer.data, shown(url), answer.final_url, charset=answer.charset
            )
        except BadInput as error:
            yield Missed(url, url, error, final=False)
            yield self._failed(poll.state, error)
            return
        yield from self._listing(poll, entries)

    def _listing(self, poll: _Poll, entries: Sequence[Entry]) -> Iterator[Event]:
        fresh = []
        for entry in entries:
            if entry.url is None:
                title = entry.title or entry.id
                error = BadInput(f"{shown(poll.state.url)}: {title!r} links to no page")
                yield Missed(poll.state.url, None, error, final=True)
            elif entry.url not in self._listed and not self._seen(entry.url):
                self._listed.add(entry.url)
                fresh.append(_Request(entry.url, poll, entry))
        poll.whole = len(fresh) <= MOST_ENTRIES
        fresh = fresh[:MOST_ENTRIES]
        poll.waiting = len(fresh)
        if not fresh:
            yield self._settled(poll)
        for request in fresh:
            yield from self._queued(request)

    def _settled(self, poll: _Poll) -> FeedState:
        return FeedState(
            url=poll.state.url,
            etag=poll.etag if poll.whole else None,
            modified=poll.modified if poll.whole else None,
            next_poll=self._now() + timedelta(seconds=self._every),
        )

    def _failed(self, state: FeedState, error: BadInput) -> FeedState:
        asked = error.retry_after if isinstance(error, BadAnswer) else None
        wait = max(doubled(self._every, state.failures, LONGEST), asked or 0.0)
        return msgspec.structs.replace(
            state,
            failures=state.failures + 1,
            next_poll=self._now() + timedelta(seconds=wait),
        )
