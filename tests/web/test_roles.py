"""Who may do what: every route of the application stands in one of these tables."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, select

from riwaya.records.role import ROLES, Role
from riwaya.store.schema import schema
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.workspace import Workspace
from tests.web.accounts import desk_with_accounts, form_mark, signed_in, visitor
from tests.web.every_route import Things, Way, every_way, things_of

#: What one must be at least, for every request that changes something.
CHANGES: dict[str, Role] = {
    "/add": "editor",
    "/api/v1/decisions": "reviewer",
    "/api/v1/decisions/{id_}/undo": "reviewer",
    "/api/v1/judgements": "reviewer",
    "/api/v1/judgements/{id_}/undo": "reviewer",
    "/incidents/saved": "reader",
    "/incidents/saved/again": "reader",
    "/incidents/saved/{number}/forget": "reader",
    "/incidents/{id_}/grade": "reviewer",
    "/incidents/{id_}/grade/undo/{grading}": "reviewer",
    "/incidents/{id_}/judge/{verdict}": "reviewer",
    "/incidents/{id_}/split": "reviewer",
    "/incidents/{id_}/undo/{word}": "reviewer",
    "/knowledge/meant": "reader",
    "/knowledge/names": "editor",
    "/knowledge/names/remove": "editor",
    "/knowledge/new/{kind}": "editor",
    "/knowledge/reread": "editor",
    "/knowledge/rows/remove": "editor",
    "/knowledge/undo/{table}/{entity}": "editor",
    "/language": "reader",
    "/me/keys": "reader",
    "/me/password": "reader",
    "/me/revoke": "reader",
    "/people/add": "admin",
    "/people/password": "admin",
    "/people/remove": "admin",
    "/people/revoke": "admin",
    "/people/role": "admin",
    "/queue/accept": "reviewer",
    "/queue/reject": "reviewer",
    "/queue/second/accept": "reviewer",
    "/queue/second/reject": "reviewer",
    "/queue/second/skip": "reviewer",
    "/queue/second/undo": "reviewer",
    "/queue/second/{report}/{anchor}": "reviewer",
    "/queue/settle": "editor",
    "/queue/skip": "reviewer",
    "/queue/undo": "reviewer",
    "/reports/{id_}/claims/new": "reviewer",
    "/reports/{id_}/claims/{anchor}/accept": "reviewer",
    "/reports/{id_}/claims/{anchor}/correct": "reviewer",
    "/reports/{id_}/claims/{anchor}/reject": "reviewer",
    "/reports/{id_}/claims/{anchor}/reopen": "reviewer",
    "/reports/{id_}/decisions/{decision}/undo": "reviewer",
    "/search/saved": "reader",
    "/search/saved/again": "reader",
    "/search/saved/{number}/forget": "reader",
    "/settings": "admin",
    "/sign-out": "reader",
}
#: Pages that are not for every reader.
LOOKED_AT: dict[str, Role] = {
    "/add": "editor",
    "/add/{id_}": "editor",
    "/add/{id_}/progress": "editor",
    "/incidents/{id_}/nearby": "reviewer",
    "/knowledge/new/{kind}": "editor",
    "/people": "admin",
    "/queue": "reviewer",
    "/queue/agreement": "editor",
    "/queue/effect": "reviewer",
    "/queue/list": "reviewer",
    "/queue/second": "reviewer",
    "/queue/second/{report}/{anchor}": "reviewer",
    "/reports/{id_}/claims/new": "reviewer",
    "/settings": "admin",
}
#: Asked for by somebody whom nobody knows.
OPEN = {"GET /enter", "GET /healthy", "GET /sign-in", "POST /sign-in", "POST /language"}
#: What the publishing profile serves; all else is refused.
PUBLISHED = ("/incidents", "/search", "/sources", "/api/v1/", "/healthy")
#: Of these not even a part is published.
WITHHELD = ("/incidents/saved", "/search/saved", "/api/v1/decisions", "/api/v1/judgements")
MARK = "tester of roles"
#: Bodies that fit, where anything else is refused before it is asked who sends it.
BODIES: dict[str, dict[str, str]] = {
    "/api/v1/decisions": {"report": "r0", "verdict": "accept", "anchor": "1-2", "seen": "x"},
    "/api/v1/judgements": {"verdict": "same", "one": "i0", "other": "i1"},
    "/queue/settle": {"second": "x", "whose": "first"},
}


@dataclass
class Court:
    """One desk with a client for each role."""

    app: FastAPI
    things: Things
    clients: dict[str, TestClient]
    ways: list[Way]

    def ask(self, role: str, way: Way) -> int:
        client = self.clients[role]
        address = self.things.address(way.path)
        if not way.unsafe:
            numbers = {name: "1" for name, kind in way.query.items() if kind is int}
            return client.get(address, params=numbers).status_code
        if way.api:
            return client.request(
                way.method, address, json=BODIES.get(way.path, {}), headers=form_mark(client)
            ).status_code
        body = BODIES.get(way.path) or {
            name: "1" if kind in {int, float} else MARK for name, kind in way.body.items()
        }
        return client.request(way.method, address, data=body, headers=form_mark(client)).status_code


@pytest.fixture(scope="module")
def court(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    path = tmp_path_factory.mktemp("roles") / "workspace"
    shutil.copytree(read_once, path)
    with Workspace(path, by="tester") as workspace, desk_with_accounts(workspace) as app:
        clients = {role: signed_in(app, role) for role in ROLES}
        yield Court(app, things_of(workspace), clients, every_way(app))


def test_every_change_has_its_role(court: Court) -> None:
    unsafe = {way.path for way in court.ways if way.unsafe and str(way) not in OPEN}
    assert not unsafe - set(CHANGES), "new requests that change something: whose are they?"
    assert not set(CHANGES) - unsafe - {"/language"}, "of these there is none any more"
    assert not set(LOOKED_AT) - {way.path for way in court.ways if not way.unsafe}


def test_nothing_but_reading_and_posting_is_served(court: Court) -> None:
    assert {way.method for way in court.ways} <= {"GET", "POST"}


def test_changes_are_refused_to_lesser_roles_and_nothing_changes(court: Court) -> None:
    engine = court.app.state.office.workspace.engine
    wrong = []
    for way in court.ways:
        if not way.unsafe or str(way) in OPEN:
            continue
        for role in ROLES[: ROLES.index(CHANGES[way.path])]:
            before = everything_in(engine)
            status = court.ask(role, way)
            if status != 403:
                wrong.append(f"{way} as {role}: {status}")
            if everything_in(engine) != before:
                wrong.append(f"{way} as {role}: something has changed")
    assert not wrong


def test_pages_are_refused_to_lesser_roles(court: Court) -> None:
    wrong = []
    for way in court.ways:
        if way.unsafe or str(way) in OPEN:
            continue
        needed = ROLES.index(LOOKED_AT.get(way.path, "reader"))
        for place, role in enumerate(ROLES):
            status = court.ask(role, way)
            if (status == 403) != (place < needed):
                wrong.append(f"{way} as {role}: {status}")
    assert not wrong


def test_nobody_unknown_is_served(court: Court) -> None:
    court.clients["nobody"] = visitor(court.app)
    engine = court.app.state.office.workspace.engine
    before = everything_in(engine)
    for way in court.ways:
        if str(way) in OPEN:
            continue
        status = court.ask("nobody", way)
        assert status == (401 if way.api else 303), way
    assert everything_in(engine) == before


def test_a_forged_form_changes_nothing(court: Court) -> None:
    engine = court.app.state.office.workspace.engine
    client = court.clients["admin"]
    before = everything_in(engine)
    for way in court.ways:
        if not way.unsafe or way.path == "/sign-in":
            continue
        for mark in ({}, {"x-csrf": "0" * 64}, form_mark(court.clients["reader"])):
            sent = client.request(way.method, court.things.address(way.path), headers=mark)
            assert sent.status_code == 403, (way, mark)
    assert everything_in(engine) == before


def test_the_publishing_profile_serves_little_and_takes_nothing(workspace: Workspace) -> None:
    config = Config(port=8765, public=True)
    app = make_app(workspace, config)
    things = things_of(workspace)
    before = everything_in(workspace.engine)
    wrong = []
    with TestClient(app, base_url=config.url, follow_redirects=False) as client:
        mark = {"x-csrf": app.state.office.sessions.csrf("")}
        for way in every_way(app):
            status = client.request(way.method, things.address(way.path), headers=mark).status_code
            served = status < 400 and not (
                way.path in {"/", "/enter", "/sign-in"} and status == 303
            )
            published = way.path.startswith(PUBLISHED) and not way.path.startswith(WITHHELD)
            if served and way.path != "/language" and (way.unsafe or not published):
                wrong.append(f"{way}: {status}")
    assert not wrong
    assert everything_in(workspace.engine) == before


def everything_in(engine: Engine) -> str:
    """Another text whenever a row of any table is another one; sign-ins aside."""
    digest = hashlib.sha256()
    with engine.connect() as connection:
        for table in schema.sorted_tables:
            if table.name not in {"sessions", "attempts"}:
                digest.update(repr(sorted(map(repr, connection.execute(select(table))))).encode())
    return digest.hexdigest()
