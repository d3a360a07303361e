"""Templates: everything escaped, nothing inline, labels in the reader's language."""

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from riwaya.knowledge.naming import in_english
from riwaya.version import __version__

if TYPE_CHECKING:
    from riwaya.web.desk import Desk, Said

STATIC = "static"
#: Letters of a file's hash in its address: a new file has a new one, so browsers may keep it.
MARK = 10
#: Drawn on 24 by 24; paths of our own.
ICONS = {
    "search": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm5 11.5L20 20",
    "check": "M4 12.5 9.5 18 20 6.5",
    "cross": "M6 6l12 12M18 6 6 18",
    "pen": "M4 20l1-4L16 5l3 3L8 19l-4 1Z",
    "undo": "M9 7 4 12l5 5M4 12h10a5 5 0 0 1 0 10h-2",
    "plus": "M12 5v14M5 12h14",
    "link": (
        "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"
    ),
    "merge": "M6 4c0 6 6 6 6 12M18 4c0 6-6 6-6 12v4",
    "split": "M12 4v5c0 5-6 5-6 11M12 9c0 5 6 5 6 11",
    "map": "M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2V6ZM9 4v14M15 6v14",
    "theme": "M12 4a8 8 0 1 0 0 16V4Z",
    "keys": "M3 7h18v10H3ZM7 11h.01M11 11h.01M15 11h.01M8 14h8",
    "menu": "M4 7h16M4 12h16M4 17h16",
}


ARABIC = re.compile("[\u0621-\u064a]")
LATIN = re.compile("[A-Za-z]")
#: Drawings that point along the lines of the text.
TURNED = frozenset(("undo", "split"))


class Templates:
    """The desk's templates, loaded once."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("riwaya.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"asset": asset, "icon": icon, "version": __version__}
        self._environment.globals |= {
            name: _of_desk(name) for name in ("t", "term", "event_label", "csrf", "left_message")
        }
        self._environment.filters |= {
            name: _of_language(name)
            for name in ("number", "percent", "bounds", "day", "days", "moment")
        }
        self._environment.filters["romanised"] = in_english
        self._environment.filters["script"] = script

    def load(self) -> None:
        """Load them all now, for a process that has the time."""
        for name in self._environment.list_templates(extensions=["html"]):
            self._environment.get_template(name)

    def render(self, template: str, desk: "Desk", values: dict[str, Any]) -> str:
        """A template with its values and the desk's own."""
        own = {"desk": desk, "words": desk.words, "known_state": desk.office.background.problem}
        html = self._environment.get_template(template).render(own | values)
        return html.encode(errors="replace").decode()  # broken surrogates can't be sent


def script(text: str) -> Markup:
    """Attributes for a report's words: they are Arabic, but for a row of a dataset's."""
    if LATIN.search(text) and not ARABIC.search(text):
        return Markup('lang="en" dir="ltr"')
    return Markup('lang="ar" dir="rtl"')


def asset(path: str) -> str:
    """The address of a static file, another one whenever the file changes."""
    return f"/static/{path}?v={_mark(path)}"


@cache
def _mark(path: str) -> str:
    return sha256(files("riwaya.web").joinpath(STATIC, path).read_bytes()).hexdigest()[:MARK]


def icon(name: str) -> Markup:
    """A small drawing beside words; it says nothing by itself."""
    kind = "icon turned" if name in TURNED else "icon"
    return Markup(  # noqa: S704 (our own constants)
        f'<svg class="{kind}" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" '
        'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
        f'stroke-linejoin="round"><path d="{ICONS[name]}"/></svg>'
    )


def _of_desk(name: str) -> Any:
    @pass_context
    def called(context: Context, *arguments: Any, **values: Any) -> Any:
        return _FUNCTIONS[name](context["desk"], *arguments, **values)

    return called


def _of_language(name: str) -> Any:
    @pass_context
    def called(context: Context, value: Any, *more: Any) -> Any:
        return getattr(context["desk"].words, name)(value, *more)

    return called


def _csrf(desk: "Desk") -> Markup:
    mark = escape(desk.office.sessions.csrf(desk.session))
    return Markup('<input type="hidden" name="csrf" value="{}">').format(mark)


def _said(desk: "Desk") -> "Said | None":
    from riwaya.web.desk import SAID, Said  # noqa: PLC0415 (it imports us)

    kept = desk.request.cookies.get(SAID)
    if not kept:
        return None
    try:
        said = msgspec.json.decode(unquote(kept), type=Said)
    except (msgspec.DecodeError, ValueError):
        return None
    local = said.undo is None or (said.undo.startswith("/") and said.undo[1:2] not in {"/", "\\"})
    return said if local else None


_FUNCTIONS: dict[str, Any] = {
    "t": lambda desk, key, **values: desk.t(key, **values),
    "term": lambda desk, key: desk.words.term(key),
    "event_label": lambda desk, code: desk.words.event(code),
    "csrf": _csrf,
    "left_message": _said,
}
