"""The door: each request's Host, Origin and size against what is allowed; each answer's headers.

A page on another site can make a browser send requests here, and by DNS rebinding can even read
the answers under its own name; so a name that isn't ours is refused, whatever the path.
"""

import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from riwaya.web.api.problem import UNDER, problem_json
from riwaya.web.config import Config

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
#: A browser that has come by https once asks so for a year.
STAY = "max-age=31536000"
#: Bytes of a request's body: of a form, and of one that brings files.
FORM, FILES = 2 * 1024**2, 512 * 1024**2
#: Where files may be brought to.
BRINGING = ("/add", "/api/v1/reports")
#: Characters of an address: no page of ours asks for so many.
ADDRESS = 32 * 1024
log = logging.getLogger("riwaya.desk")


def policy(tiles: str = "") -> str:
    """The content security policy; `tiles` may send images: "https://tiles.example"."""
    images = f"'self' data: {tiles}".rstrip()
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        f"connect-src 'self'; img-src {images}; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'; manifest-src 'self'"
    )


class Guard:
    """ASGI middleware around everything, static files and errors included."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self._app = app
        self._config = config
        self._hosts = config.hosts
        self._origins = config.origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what isn't meant for us; else pass on and add the headers."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._add_headers(MutableHeaders(scope=message))
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            status, said = refusal
            await _plain(scope, status, said)(scope, receive, guarded)
            return
        try:
            await self._app(scope, _counted(receive, _most(scope)), guarded)
        except Exception:  # a flaw of ours: told in the log, not to whoever asked
            log.exception("%s failed", scope["method"])
            if begun:
                raise
            said = "Something went wrong here.\n"
            await _plain(scope, 500, said)(scope, receive, guarded)

    def _add_headers(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", policy())
        headers.setdefault("Cache-Control", "no-store")
        if self._config.behind_https:
            headers.setdefault("Strict-Transport-Security", STAY)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if not self._is_ours(headers):
            return 403, "This desk is not served under that name.\n"
        if self._is_foreign(scope["method"], headers):
            return 403, "Requests from other sites are refused.\n"
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > ADDRESS:
            return 414, "The address is too long.\n"
        if b"%00" in (scope.get("raw_path") or b"") + (scope.get("query_string") or b""):
            return 400, "An address holds no NUL.\n"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > _most(scope):
            return 413, "That is more than this desk takes at once.\n"
        return None

    def _is_ours(self, headers: Headers) -> bool:
        """Whether a request names this desk, and comes by https where that is what is spoken."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return False
        said = headers.get("x-forwarded-proto", "https").lower()
        return not self._config.behind_https or said == "https"

    def _is_foreign(self, method: str, headers: Headers) -> bool:
        """Whether another site's page has made a browser send it."""
        if any(origin.lower() not in self._origins for origin in headers.getlist("origin")):
            return True
        site = headers.get("sec-fetch-site", "none").lower()
        return method not in SAFE and site not in {"same-origin", "none"}


def _plain(scope: Scope, status: int, said: str) -> Response:
    """A refusal in plain text; to programs as they are used to it."""
    if scope["path"].startswith(UNDER):
        return problem_json(status, said.strip())
    return PlainTextResponse(said, status)


def _most(scope: Scope) -> int:
    """The bytes that a request may bring."""
    return FILES if scope["path"].startswith(BRINGING) else FORM


def _counted(receive: Receive, most: int) -> Receive:
    """The body as it comes, refused when it becomes too much; its stated length may be a lie."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most:
                raise HTTPException(413)
        return message

    return counted
