"""230 hostile inputs into every field of every form, every parameter, every address, the API.

What there is to be asked is found by following links (`crawler.py`). Each field gets some of the
inputs in turn, each form many; RIWAYA_ALL_HOSTILE=1 sends all to all, which takes long.
"""

import csv
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert, select

from riwaya.store.desk_tables import people
from riwaya.store.people import Account, change_person, find_person
from riwaya.store.turns import turn
from riwaya.web import jobs, rereads
from riwaya.web.intake import take_job_in
from riwaya.web.routing import API
from riwaya.web.session import cookie_name
from riwaya.workspace.desk_settings import DeskSettings, put_desk_settings
from riwaya.workspace.signing_in import begin_sign_in
from riwaya.workspace.workspace import Workspace
from tests.web.accounts import NAME, desk_with_accounts, form_mark, visitor
from tests.web.every_route import PLACE, every_way, things_of
from tests.web.hostile.checks import faults, page_faults
from tests.web.hostile.crawler import Form, Found, crawl

HERE = Path(__file__).parent
ALL = bool(os.environ.get("RIWAYA_ALL_HOSTILE"))
#: Inputs for a field, a parameter or a place in an address; requests for a form.
EACH, FEW, FORM = (10_000, 10_000, 100_000) if ALL else (5, 3, 40)
#: An address isn't longer, whatever is put into it.
LONGEST = 1_500
HEADERS = (
    "accept-language", "referer", "user-agent", "hx-request", "hx-current-url", "hx-target", "if-none-match",
    "if-match", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "authorization", "accept", "range",
    "content-type", "x-csrf", "x-http-method-override",
)  # fmt: skip


def texts() -> list[str]:
    inputs = json.loads((HERE / "inputs.json").read_text(encoding="ascii"))
    return [one["text"] * one.get("times", 1) for one in inputs]


INPUTS = texts()
NUMBERS = [
    "-1",
    "9223372036854775808",
    "99999999999999999999999999",
    "NaN",
    "1e309",
    "\u0663",
    "2147483648",
    "0x10",
]
TURN = cycle(INPUTS)


def some(most: int, longest: int = 10**9) -> Iterator[str]:
    """The next inputs in turn: all of them, where no more than that many are to be sent."""
    taken = INPUTS if most >= len(INPUTS) else list(islice(TURN, most))
    return (text for text in taken if len(text) <= longest)


@dataclass
class Siege:
    """A desk with everything that could be asked, and what went wrong."""

    client: TestClient
    found: Found
    places: list[str]
    wrong: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    def send(self, method: str, address: str, sent: str, **how: object) -> None:
        answer = self.client.request(method, address, **how)
        self.asked += 1
        for fault in faults(answer, sent, self.places):
            self.wrong.setdefault(
                f"{method} {address.partition('?')[0][:80]}: {fault}", ascii(sent)[:120]
            )
        if answer.headers.get("location", "").startswith("/sign-in") or answer.status_code == 401:
            enter(self.client)

    def verdict(self) -> dict[str, str]:
        """What has gone wrong since it was last asked for."""
        wrong, self.wrong = self.wrong, {}
        return wrong

    @property
    def mark(self) -> dict[str, str]:
        return form_mark(self.client)


def enter(client: TestClient) -> None:
    """Whatever has become of the admin's account: in again."""
    office = client.app.state.office
    with turn(office.workspace.engine) as connection:
        person = find_person(connection, "keeper")
        if person is None:
            values = {
                "name": "keeper",
                "role": "admin",
                "password": "x",
                "active": True,
                "made_at": "2026",
                "made_by": "x",
            }
            connection.execute(insert(people).values(values))
            person = find_person(connection, "keeper")
        assert isinstance(person, Account)
        change_person(connection, person.n, role="admin", active=True)
    name = cookie_name(office.config)
    client.cookies.delete(name) if name in client.cookies else None
    client.cookies.set(name, begin_sign_in(office.workspace.engine, person), domain=NAME)


@pytest.fixture(scope="module")
def siege(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Siege]:
    path = tmp_path_factory.mktemp("hostile") / "workspace"
    shutil.copytree(read_once, path)
    with (
        pytest.MonkeyPatch.context() as patched,
        Workspace(path, by="tester") as workspace,
        desk_with_accounts(workspace) as app,
    ):
        # What is to be taken in waits: the test takes some of it in by itself.
        patched.setattr(jobs.Jobs, "_put", lambda _self, _id: None)
        patched.setattr(rereads, "_run", lambda *_: None)
        with turn(workspace.engine) as connection:
            put_desk_settings(connection, DeskSettings(readers=2))
        client = visitor(app)
        enter(client)
        _work(client, workspace)
        found = crawl(client, ["/", "/queue/second"])
        place = str(path.parent)
        yield Siege(client, found, [place, str(Path(__file__).parents[3])])


def _work(client: TestClient, workspace: Workspace) -> None:
    """Somebody has worked here: so there are things to undo, to revoke, to read a second time."""
    things = things_of(workspace)
    mark = form_mark(client)
    client.post("/me/keys", data={"name": "nightly", "scope": "read", "days": "7"}, headers=mark)
    for page in ("/incidents", "/search"):
        client.post(f"{page}/saved", data={"name": "mine", "query": "words=x"}, headers=mark)
    seen = (
        client.get(f"/reports/{things.report}")
        .text.partition('name="seen" value="')[2]
        .partition('"')[0]
    )
    here = f"/reports/{things.report}/claims/{things.anchor}"
    client.post(f"{here}/accept", data={"seen": seen}, headers=mark)


def test_the_crawl_finds_what_there_is(siege: Siege) -> None:
    paths = {form.action for form in siege.found.forms.values()}
    for path in (
        "/settings",
        "/people/add",
        "/me/keys",
        "/me/password",
        "/add",
        "/language",
        "/sign-out",
    ):
        assert path in paths
    ways = {way.path for way in every_way(siege.client.app) if way.unsafe and not way.api}
    assert len(siege.found.forms) >= len(ways) * 0.6
    assert len(INPUTS) >= 200
    assert all(not page_faults(body) for body in siege.found.pages.values())


def test_every_field_of_every_form(siege: Siege) -> None:
    for form in siege.found.forms.values():
        if form.method == "POST":
            attack(siege, form)
    assert siege.verdict() == {}
    assert siege.asked > 600


def attack(siege: Siege, form: Form) -> None:
    values = {name: value for name, value in form.fields if name != "csrf"}
    sent = 0
    for name in form.names or ["unexpected"]:
        for text in some(EACH):
            if sent >= FORM:
                return
            post(siege, form, values | {name: text}, text)
            sent += 1
    for text in some(max(EACH, 230 // len(siege.found.forms))):
        post(siege, form, dict.fromkeys(form.names, text), text)


def post(siege: Siege, form: Form, values: dict[str, str], text: str) -> None:
    body = {name: value.encode(errors="surrogatepass") for name, value in values.items()}
    files = {
        name: (
            text[:200].replace("\x00", "").encode(errors="replace").decode(),
            b"<script>window.ran=1</script>",
        )
        for name in form.files
    }
    if files:
        siege.send(
            "POST",
            form.action,
            text,
            data={n: v.decode(errors="replace") for n, v in body.items()},
            files=files,
            headers=siege.mark,
        )
        return
    encoded = "&".join(f"{quote(name)}={quote(value)}" for name, value in body.items())
    headers = siege.mark | {"content-type": "application/x-www-form-urlencoded"}
    siege.send("POST", form.action, text, content=encoded, headers=headers)


def test_every_parameter_of_every_page(siege: Siege) -> None:
    things = things_of(siege.client.app.state.office.workspace)
    ways = [way for way in every_way(siege.client.app) if not way.unsafe]
    # A page of each route, with what is declared there and what links and forms give to any such page.
    wanted = {way.path: (things.address(way.path), set(way.query)) for way in ways}
    patterns = [(re.compile(PLACE.sub("[^/]+", way.path)), way.path) for way in ways]
    for address, names in siege.found.parameters.values():
        path = next((path for pattern, path in patterns if pattern.fullmatch(address)), None)
        if path is not None:
            wanted[path] = (address, wanted[path][1] | names)
    for address, names in wanted.values():
        for name in sorted(names | {"unexpected"}):
            for text in some(FEW, LONGEST):
                value = quote(text.encode(errors="surrogatepass"))
                siege.send("GET", f"{address}?{quote(name)}={value}", text)
    assert siege.verdict() == {}
    assert siege.asked > 500


def test_every_place_in_an_address(siege: Siege) -> None:
    things = things_of(siege.client.app.state.office.workspace)
    for way in every_way(siege.client.app):
        for place in PLACE.finditer(way.path):
            for text in [*some(FEW, LONGEST), *NUMBERS]:
                value = quote(text.encode(errors="surrogatepass"), safe="")
                before, after = way.path[: place.start()], way.path[place.end() :]
                address = things.address(before) + value + things.address(after)
                siege.send(way.method, address, text, headers=siege.mark if way.unsafe else {})
    assert siege.verdict() == {}


def test_every_number(siege: Siege) -> None:
    """Numbers that are none, or too great for a database."""
    things = things_of(siege.client.app.state.office.workspace)
    for way in every_way(siege.client.app):
        for name in [name for name, kind in way.query.items() if "int" in str(kind)]:
            for text in NUMBERS:
                siege.send(way.method, f"{things.address(way.path)}?{name}={quote(text)}", text)
    for form in siege.found.forms.values():
        names = [
            name
            for name, value in form.fields
            if value.isdecimal() or name in {"page", "published"}
        ]
        for name in names if form.method == "POST" else []:
            values = {field: value for field, value in form.fields if field != "csrf"}
            for text in NUMBERS[:6]:
                post(siege, form, values | {name: text}, text)
    assert siege.verdict() == {}


def test_every_body_of_the_api(siege: Siege) -> None:
    bodies: dict[str, dict[str, object]] = {
        f"{API}v1/decisions": {
            "report": "r",
            "verdict": "correct",
            "anchor": "1-2",
            "seen": "x",
            "note": "n",
        },
        f"{API}v1/judgements": {
            "verdict": "same",
            "one": "i0",
            "other": "i1",
            "out": ["a"],
            "note": "n",
        },
    }
    for address, body in bodies.items():
        for name in body:
            for text in some(EACH * 4):
                said = json.dumps(body | {name: text}).encode()
                headers = siege.mark | {"content-type": "application/json"}
                siege.send("POST", address, text, content=said, headers=headers)
        for text in some(EACH * 4):
            content = text.encode(errors="surrogatepass")
            siege.send(
                "POST",
                address,
                text,
                content=content,
                headers=siege.mark | {"content-type": "application/json"},
            )
    assert siege.verdict() == {}


def test_every_header_and_cookie(siege: Siege) -> None:
    for name in HEADERS:
        for text in some(EACH * 3, 4_000):
            value = text.encode(errors="surrogatepass")
            siege.send("GET", "/incidents", text, headers=[(name.encode(), value)])
            siege.send(
                "POST",
                "/language",
                text,
                headers=[(name.encode(), value)],
                content=b"language=ar&csrf=x",
            )
    for name in (
        "said",
        "language",
        "theme",
        cookie_name(siege.client.app.state.office.config),
        "riwaya_8765_visit",
    ):
        for text in some(EACH * 3, 4_000):
            enter(siege.client)
            cookie = f"{name}={quote(text.encode(errors='surrogatepass'))}"
            siege.send("GET", "/settings", text, headers={"cookie": cookie})
    enter(siege.client)
    assert siege.verdict() == {}


def test_what_was_stored_is_shown_as_text(siege: Siege) -> None:
    """After all that: some of it is taken in and read; every page is looked at once more."""
    workspace = siege.client.app.state.office.workspace
    waiting = sorted((workspace.folder.path / jobs.PLACE).iterdir(), key=lambda one: one.name)
    for folder in [one for one in waiting if b'"url"' not in (one / "job.json").read_bytes()][:6]:
        take_job_in(workspace, folder)
    again = crawl(siege.client, ["/", "/queue/second", "/people", "/audit", "/audit?kind=act"])
    assert len(again.pages) > 40
    wrong = {page: found for page, body in again.pages.items() if (found := page_faults(body))}
    assert not wrong
    assert any("&lt;script&gt;" in body for body in again.pages.values()), "something was stored"
    with workspace.engine.connect() as connection:
        assert connection.execute(select(people)).first() is not None


def test_tables_are_safe_to_open(siege: Siege) -> None:
    """No cell that somebody wrote is a formula to a spreadsheet."""
    for path in ("/audit.csv", "/search.csv"):
        for row in csv.reader(siege.client.get(path).text.lstrip("\ufeff").splitlines()):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), row
