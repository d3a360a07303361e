"""Pages as they were sent, for as long as nothing at all is written to the workspace.

Analysts of one office look at the same lists and incidents. A page is kept for everybody of one
name, role and language; what marks the forms of one session is put in when it is sent.
Only SQLite tells cheaply enough whether anything was written: on PostgreSQL nothing is kept.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from riwaya.store.watch import Watch
from riwaya.web.desk import LANGUAGE, SAID, NotSignedIn
from riwaya.web.makers import Makers
from riwaya.web.page_turns import Turn, Turns
from riwaya.web.routing import person_of
from riwaya.web.session import bearer_of, session_of

if TYPE_CHECKING:
    from riwaya.web.office import Office

#: What only shows what the workspace holds. The bytes and the custody of a report lie in files.
SHOWING = (
    "/incidents", "/reports", "/search", "/sources", "/audit", "/queue", "/api/v1/incidents",
    "/api/v1/claims", "/api/v1/reports", "/api/v1/sources", "/api/v1/facets",
)  # fmt: skip
FILES = ("/original/", "/custody", "/dossier")
KINDS = (b"text/html", b"application/json", b"application/geo+json")
#: Bytes of one page, and of all.
LARGEST, MOST = 1024**2, 96 * 1024**2
#: Seconds for which somebody who was known is known: sign-ins end by the clock as well.
KNOWN = 20.0
#: Headers by which the same address has several answers.
VARYING = ("accept-language", "hx-request", "hx-target", "if-none-match", "accept")

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its headers, and its body cut where the mark of the session's forms stands."""

    headers: tuple[tuple[bytes, bytes], ...]
    parts: tuple[bytes, ...]

    async def send(self, mark: bytes, send: Send) -> None:
        """Send it with the mark of another session."""
        body = mark.join(self.parts)
        length = (b"content-length", str(len(body)).encode())
        start = {"type": "http.response.start", "status": 200, "headers": [*self.headers, length]}
        await send(start)
        await send({"type": "http.response.body", "body": body})

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(map(len, self.parts))


class KeptPages:
    """ASGI middleware before the pages; for the one thread of the server's event loop."""

    def __init__(self, app: ASGIApp, office: "Office", makers: Makers) -> None:
        self._app = app
        self._office = office
        self._turns = Turns(makers)
        self._watch: Watch | None = None
        self._version: int | None = None
        self._generation = -1
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._people: dict[str, tuple[float, Any]] = {}
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a page that is kept; else have it made, and keep it."""
        if scope["type"] == "lifespan":
            self._turns.begin()
            await self._app(scope, receive, send)
            self._close()
            return
        if not _shows(scope) or not self._is_current():
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        session = session_of(request)
        key = await self._key(request, session)
        if key is None:
            await self._app(scope, receive, send)
            return
        mark = self._office.sessions.csrf(session).encode()
        kept = self._recall(key)
        if kept is None:
            kept = await self._made(key, mark, scope, receive, send)
        if kept is not None:
            await kept.send(mark, send)

    def _is_current(self) -> bool:
        """Whether the database tells when it was written to; forget everything when it was."""
        if self._watch is None:
            self._watch = Watch(self._office.workspace.engine)
        version = self._watch.version()
        if version != self._version or self._generation != self._office.generation:
            self._version, self._generation = version, self._office.generation
            self._kept.clear()
            self._people.clear()
            self._size = 0
        return version is not None

    async def _key(self, request: Request, session: str) -> Key | None:
        """What an answer depends on besides the workspace; None where it isn't kept."""
        if SAID in request.cookies or bearer_of(request):
            return None
        person = await self._person(request, session)
        if person is None:
            return None
        headers = request.headers
        return (
            person.name, person.role, request.scope["raw_path"], request.scope["query_string"],
            request.cookies.get(LANGUAGE), request.cookies.get("theme"),
            tuple(headers.get(name) for name in VARYING), self._office.background.problem,
            datetime.now(UTC).date(),
        )  # fmt: skip

    async def _person(self, request: Request, session: str) -> Any:
        """Who asks; None where nobody knows."""
        known = self._people.get(session)
        if known is not None and time.monotonic() - known[0] < KNOWN:
            return known[1]
        try:
            person, _ = await run_in_threadpool(person_of, self._office, request)
        except NotSignedIn:
            return None
        self._people[session] = time.monotonic(), person
        return person

    def _recall(self, key: Key) -> Kept | None:
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    async def _made(
        self, key: Key, mark: bytes, scope: Scope, receive: Receive, send: Send
    ) -> Kept | None:
        """The page, made in its turn; None where it was another answer, sent as it came.

        Nothing is sent before the turn is over: a reader's slow line holds up no one else.
        """
        async with Turn(self._turns) as turn:
            kept = self._recall(key)
            if kept is not None:
                return kept
            version, answer = self._version, _Answer(turn, send)
            made = await turn.made_elsewhere(scope, self._office)
            if made is not None and _is_kept(made.start):
                answer.start, answer.body = made.start, [made.body]
            else:
                await self._app(scope, receive, answer.take)
            if answer.start is None:
                return None
            page = Kept(_lasting(answer.start), _cut(b"".join(answer.body), mark))
            self._keep(key, version, page)
            return page

    def _keep(self, key: Key, version: int | None, page: Kept) -> None:
        if not self._is_current() or version != self._version or key in self._kept:
            return
        self._kept[key] = page
        self._size += page.size
        while self._size > MOST:
            _, gone = self._kept.popitem(last=False)
            self._size -= gone.size

    def _close(self) -> None:
        self._turns.makers.close()
        if self._watch is not None:
            self._watch.close()
            self._watch = None


class _Answer:
    """What the page answers: held back where it can be kept, sent on as it comes where not."""

    def __init__(self, turn: Turn, send: Send) -> None:
        self._turn = turn
        self._send = send
        self.start: Message | None = None
        self.body: list[bytes] = []

    async def take(self, message: Message) -> None:
        """Take a message of the page's."""
        if message["type"] == "http.response.start" and _is_kept(message):
            self.start = message
        elif message["type"] == "http.response.body" and self.start is not None:
            self.body.append(message.get("body", b""))
        else:
            self._turn.end()
            await self._send(message)


def _shows(scope: Scope) -> bool:
    """Whether a request only looks at what the workspace holds."""
    path: str = scope["path"]
    return (
        scope["method"] == "GET"
        and path.startswith(SHOWING)
        and not any(part in path for part in FILES)
    )


def _is_kept(start: Message) -> bool:
    """Whether an answer is whole, of one of our kinds, for everybody, and not too large."""
    headers = {name.lower(): value for name, value in start["headers"]}
    length = headers.get(b"content-length", b"")
    return (
        start["status"] == 200
        and headers.get(b"content-type", b"").startswith(KINDS)
        and b"set-cookie" not in headers
        and length.isdigit()
        and int(length) <= LARGEST
    )


def _lasting(start: Message) -> tuple[tuple[bytes, bytes], ...]:
    """Its headers but the length, which is counted anew."""
    return tuple(pair for pair in start["headers"] if pair[0].lower() != b"content-length")


def _cut(body: bytes, mark: bytes) -> tuple[bytes, ...]:
    """The body where the mark stands: sixty-four letters that only this session has."""
    return tuple(body.split(mark)) if mark else (body,)
