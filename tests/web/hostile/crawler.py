"""Finds what a desk can be asked: pages by their links, forms with their fields, query parameters.

Nothing here names a page: a form that is added tomorrow is found by following links.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

from fastapi.testclient import TestClient
from lxml import html

#: Links into these lead round in circles or are files; one of a kind is enough.
NUMBERS = re.compile(r"[ri][0-9a-f]{8,}|\d+-\d+|\b\d+\b|Q?\d{3,}")
HTML = "text/html"
LEADING = ("href", "src", "hx-get", "action", "data-href", "hx-post")


@dataclass(frozen=True)
class Form:
    """A form as a page has it: where it is sent, and the values that it would send."""

    page: str
    method: str
    action: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """Forms of one kind differ only in which thing they are about."""
        names = tuple(sorted({name for name, _ in self.fields}))
        return (self.method, NUMBERS.sub("#", urlsplit(self.action).path), names)

    @property
    def names(self) -> list[str]:
        """The fields that one could fill in, hidden ones too; not the mark against forgery."""
        return sorted({name for name, _ in self.fields if name != "csrf"})


@dataclass
class Found:
    """What following links brought to light."""

    pages: dict[str, str] = field(default_factory=dict)
    forms: dict[tuple[str, str, tuple[str, ...]], Form] = field(default_factory=dict)
    #: Of each kind of page the query parameters that links or forms give it.
    parameters: dict[str, tuple[str, set[str]]] = field(default_factory=dict)


def crawl(client: TestClient, starts: list[str], most: int = 400) -> Found:
    """Follow links from some pages, two of each kind at most."""
    found, waiting = Found(), list(starts)
    kinds: dict[str, int] = {}
    while waiting and len(found.pages) < most:
        address = waiting.pop(0)
        kind = _kind(address)
        if address in found.pages or kinds.get(kind, 0) >= 2:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(address)
        assert answer.status_code < 500, (address, answer.text[:300])
        if answer.status_code == 200 and answer.headers["content-type"].startswith(HTML):
            found.pages[address] = answer.text
            waiting += _look(found, address, answer.text, str(answer.url))
    return found


def _look(found: Found, address: str, body: str, url: str) -> list[str]:
    """Note the forms and parameters of a page; returns where its links lead."""
    here, tree = urlsplit(url), html.fromstring(body)
    _note_parameters(found, address)
    links = []
    for value in (str(one) for name in LEADING for one in tree.xpath(f"//@{name}")):
        target = urlsplit(urljoin(f"http://desk{here.path}?{here.query}", value))
        if target.netloc == "desk" and not target.path.startswith("/static"):
            links.append(target.path + (f"?{target.query}" if target.query else ""))
            _note_parameters(found, links[-1])
    forms = [made for form in tree.xpath("//form") for made in _forms(form, address, here.path)]
    buttons = tree.xpath("//*[not(self::form)]/@hx-post")
    forms += [Form(address, "POST", urljoin(here.path, str(action)), ()) for action in buttons]
    for made in forms:
        found.forms.setdefault(made.kind, made)
        if made.method == "GET":
            local = urlsplit(made.action).path
            kept = found.parameters.setdefault(NUMBERS.sub("#", local), (local, set()))
            kept[1].update(made.names)
    return links


def _kind(address: str) -> str:
    """Pages of one kind: the same path but for ids, the same parameters; of tables one page each."""
    parts = urlsplit(address)
    if len(steps := parts.path.split("/")) > 3 and not NUMBERS.search(parts.path):
        parts = parts._replace(path="/".join(steps[:3]) + "/#")
    names = ",".join(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    return f"{NUMBERS.sub('#', parts.path)}?{names}"


def _note_parameters(found: Found, address: str) -> None:
    parts = urlsplit(address)
    _, names = found.parameters.setdefault(NUMBERS.sub("#", parts.path), (parts.path, set()))
    names.update(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))


def _forms(form: html.HtmlElement, page: str, path: str) -> list[Form]:
    """A form, once for each place that one of its buttons sends it to."""
    if (form.get("method") or "get").lower() == "dialog":
        return []
    fields: list[tuple[str, str]] = []
    files: list[str] = []
    for part in form.xpath(".//input[@name]|.//select[@name]|.//textarea[@name]|.//button[@name]"):
        name, kind = str(part.get("name")), str(part.get("type") or "")
        if kind == "file":
            files.append(name)
        elif part.tag == "select":
            chosen = part.xpath(".//option[@selected]/@value") or part.xpath(".//option/@value")
            fields.append((name, str(chosen[0]) if chosen else ""))
        elif part.tag == "textarea":
            fields.append((name, part.text or ""))
        elif (
            kind not in {"checkbox", "radio"}
            or part.get("checked") is not None
            or name not in dict(fields)
        ):
            fields.append((name, str(part.get("value") or "")))
    method = "POST" if form.get("hx-post") else str(form.get("method") or "get").upper()
    actions = {str(form.get("hx-post") or form.get("action") or path)}
    actions |= {str(one) for one in form.xpath(".//@formaction")}
    return [
        Form(page, method, urljoin(path, action), tuple(fields), tuple(files))
        for action in sorted(actions)
    ]
