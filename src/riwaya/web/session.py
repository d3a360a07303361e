"""Who is there: a sign-in's secret lies in a cookie, and forms carry a mark made of it.

On loopback a one-time token in the printed URL gives the secret, elsewhere name and password do.
Sign-ins are rows of the database, so a desk that was stopped goes on where it was; only where that
can't be written do they lie in memory.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response

from riwaya.errors import BadWorkspace
from riwaya.records.role import Role
from riwaya.store.sign_ins import LONGEST, digest
from riwaya.web.config import Config
from riwaya.workspace.signing_in import begin_owner, is_owner, person_of

BYTES = 32
#: What is hashed with a session's secret to make the mark of its forms.
FORMS = b"riwaya forms"


@dataclass
class Sessions:
    """The sign-ins of a desk."""

    config: Config
    engine: Engine
    token: str = field(default_factory=lambda: secrets.token_urlsafe(BYTES))
    _lock: Lock = field(default_factory=Lock)
    _in_memory: set[str] = field(default_factory=set)

    def enter(self, token: str) -> str | None:
        """A new session for the one-time token; None for another one, or when it was used."""
        with self._lock:
            given, wanted = token.encode(errors="replace"), self.token.encode()
            if not wanted or not hmac.compare_digest(given, wanted):
                return None
            self.token = ""
        session = secrets.token_urlsafe(BYTES)
        try:
            begin_owner(self.engine, session)
        except BadWorkspace:  # an evidence disk, say: it can be looked at all the same
            self._in_memory.add(digest(session))
        return session

    def person(self, session: str) -> tuple[str | None, Role] | None:
        """Whose session it is, and their role; None where it has ended or never was.

        The name is None for the machine's user, who has signed in by the printed URL.
        """
        if self.config.accounts:
            known = person_of(self.engine, session)
            return None if known is None else (known.name, known.role)
        if digest(session) in self._in_memory or is_owner(self.engine, session):
            return None, "admin"
        return None

    def csrf(self, session: str) -> str:
        """The mark that forms of a session carry; without the secret nobody can make it."""
        return hmac.new(session.encode(errors="replace"), FORMS, sha256).hexdigest()


def cookie_name(config: Config) -> str:
    """A desk's own: cookies know no ports, and over https no other host may set it."""
    return "__Host-riwaya" if config.behind_https else f"riwaya_{config.port}"


def set_cookie(response: Response, session: str, config: Config) -> None:
    """Give the browser its session: not for scripts, not for other sites."""
    response.set_cookie(
        cookie_name(config), session, max_age=int(LONGEST.total_seconds()), httponly=True,
        samesite="strict", secure=config.behind_https, path="/",
    )  # fmt: skip


def clear_cookie(response: Response, config: Config) -> None:
    """Have the browser forget its session."""
    response.delete_cookie(
        cookie_name(config), httponly=True, samesite="strict", secure=config.behind_https,
        path="/",
    )  # fmt: skip


def session_of(request: Request) -> str:
    """The session that a request says it belongs to; empty where it says none."""
    config: Config = request.app.state.office.config
    return request.cookies.get(cookie_name(config), "")


def visit_name(config: Config) -> str:
    """The cookie of somebody who hasn't signed in: it marks their form of signing in."""
    return f"{cookie_name(config)}_visit"


def visit_of(request: Request) -> str:
    """The visit that a request says it belongs to; empty where it says none."""
    config: Config = request.app.state.office.config
    return request.cookies.get(visit_name(config), "")


def bearer_of(request: Request) -> str:
    """The key that a program's request carries; empty where it carries none."""
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else ""


def address_of(request: Request, config: Config) -> str:
    """Where a request comes from; what a proxy says of it counts only where one was announced."""
    if config.behind_https:
        # The last one was written by our own proxy; those before it by whoever wanted to.
        said = request.headers.getlist("x-forwarded-for")
        if said:
            return said[-1].rpartition(",")[2].strip()
    return request.client.host if request.client else "unknown"
