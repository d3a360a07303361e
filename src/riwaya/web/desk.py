"""The desk as one request meets it: the workspace, who is asking, and how to answer."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from riwaya.errors import RiwayaError
from riwaya.export.shown.language import LANGUAGES, Language
from riwaya.records.role import ROLES, Role
from riwaya.resolving.claims import Knowledge
from riwaya.store.acts import put_act
from riwaya.store.engine import for_people
from riwaya.store.settings import state_of
from riwaya.store.turns import turn
from riwaya.web.config import Config
from riwaya.web.guard import policy
from riwaya.workspace.desk_settings import DeskSettings, desk_settings
from riwaya.workspace.workspace import Workspace

if TYPE_CHECKING:
    from riwaya.web.office import Office

Value = TypeVar("Value")
#: The pages in the bar: name, path, the key after "g", and whose they are.
WAYS: tuple[tuple[str, str, str, Role], ...] = (
    ("incidents", "/incidents", "i", "reader"),
    ("queue", "/queue", "q", "reviewer"),
    ("reports", "/reports", "r", "reader"),
    ("search", "/search", "c", "reader"),
    ("sources", "/sources", "s", "reader"),
    ("knowledge", "/knowledge", "k", "reader"),
    ("audit", "/audit", "a", "reader"),
    ("settings", "/settings", "t", "admin"),
    ("add", "/add", "n", "editor"),
)
PUBLISHED = frozenset(("incidents", "search", "sources"))
#: Cookies of the interface: a language, and a message for the next page.
LANGUAGE, SAID = "language", "said"
SHORT = 60


class NotThere(RiwayaError):
    """A page or a thing that doesn't exist: 404."""


class Forbidden(RiwayaError):
    """The person's role doesn't allow it: 403."""


class Conflict(RiwayaError):
    """Somebody else has changed it meanwhile: 409."""


class NotSignedIn(RiwayaError):
    """Nobody knows who is asking: 401, or the sign-in page."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking, and what they may do."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether their role is at least this one."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Said(msgspec.Struct, frozen=True):
    """A message for the next page, and the path that undoes what it tells of."""

    text: str
    undo: str | None = None


class Desk:
    """One request: pages ask it for everything and answer through it."""

    def __init__(self, office: "Office", request: Request, person: Person, session: str) -> None:
        self.office = office
        self.request = request
        self.person = person
        self.session = session
        self._connection: Connection | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace that is served."""
        return self.office.workspace

    @property
    def config(self) -> Config:
        """How the desk is served."""
        return self.office.config

    @property
    def public(self) -> bool:
        """Whether this is the read-only publishing profile."""
        return self.config.public

    @property
    def known(self) -> Knowledge:
        """The tables of actors and places, with the workspace's own."""
        return self.office.known

    @cached_property
    def words(self) -> Language:
        """The interface's language: what the cookie says, else what the browser asks for first."""
        chosen = self.request.cookies.get(LANGUAGE)
        if chosen not in LANGUAGES:
            asked = self.request.headers.get("accept-language", "")[:2].lower()
            chosen = asked if asked in LANGUAGES else "en"
        return LANGUAGES[chosen]

    @property
    def language(self) -> str:
        """Its code: "en" or "ar"."""
        return self.words.name

    @property
    def ways(self) -> list[tuple[str, str, str, Role]]:
        """The pages that the person may open: name, path, key, role."""
        if self.public:
            return [way for way in WAYS if way[0] in PUBLISHED]
        return [way for way in WAYS if self.person.may(way[3])]

    @property
    def here_path(self) -> str:
        """The path of the page with its query, to come back to."""
        url = self.request.url
        return f"{url.path}?{url.query}" if url.query else url.path

    @property
    def settings(self) -> DeskSettings:
        """What the workspace's desk is set to."""
        return self.remembered("settings", lambda: desk_settings(self.connection))

    def t(self, key: str, **values: object) -> str:
        """A label in the person's language."""
        return self.words.label(key, **values)

    @property
    def connection(self) -> Connection:
        """A connection to read by, for as long as the request lasts."""
        if self._connection is None:
            self._connection = self.workspace.engine.connect()
        return self._connection

    @cached_property
    def state(self) -> str:
        """A short text that is another one whenever anything in the workspace has changed."""
        return state_of(self.connection)

    def remembered(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gives, made once for as long as nothing in the workspace changes."""
        return self.office.memory.recall((self.state, key), make)

    def need(self, role: Role) -> None:
        """Refuse whoever's role is less, and everybody where the desk is public."""
        if self.public or not self.person.may(role):
            raise Forbidden(self.t("desk.forbidden", role=self.t(f"desk.role.{role}")))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, in its turn; what was read before is read anew after it."""
        self.close()
        with for_people(self.workspace.folder.path.name), turn(self.workspace.engine) as connection:
            yield connection
        self.__dict__.pop("state", None)

    def did(self, act: str, about: str | None = None, **detail: Any) -> None:
        """Keep for the record what the person did."""
        with self.writing() as connection:
            put_act(connection, self.person.name, act, about, detail)

    def changed(self) -> None:
        """Have the incidents brought up to date, soon."""
        self.office.background.soon()

    def fused_now(self) -> None:
        """Bring the incidents up to date before the next page is made."""
        self.close()
        self.office.background.now()
        self.__dict__.pop("state", None)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A whole page."""
        html = self.office.templates.render(template, self, values)
        response = HTMLResponse(html, status)
        if tiles := self.settings.tile_host:
            response.headers["Content-Security-Policy"] = policy(tiles)
        if SAID in self.request.cookies:
            response.delete_cookie(SAID, path="/", httponly=True, samesite="strict")
        return response

    def part(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A part of a page, for htmx."""
        return HTMLResponse(self.office.templates.render(template, self, values), status)

    def to(
        self, url: str, said: str | None = None, undo: str | None = None, **values: object
    ) -> Response:
        """Go on to another page of ours, with a message there."""
        if self.request.headers.get("hx-request"):
            response = Response(status_code=204, headers={"HX-Redirect": url})
        else:
            response = Response(status_code=303, headers={"Location": url})
        if said is not None:
            self.say(response, self.t(said, **values), undo)
        return response

    def say(self, response: Response, text: str, undo: str | None = None) -> None:
        """Leave a message for the next page."""
        kept = quote(msgspec.json.encode(Said(text, undo)).decode())
        response.set_cookie(
            SAID, kept, max_age=SHORT, httponly=True, samesite="strict",
            secure=self.config.behind_https, path="/",
        )  # fmt: skip

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
