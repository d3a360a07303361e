"""A desk with accounts: four people, one of each role, and how they sign in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient

from riwaya.records.role import ROLES
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.web.session import cookie_name
from riwaya.workspace.people import add_person
from riwaya.workspace.workspace import Workspace
from tests.cheap_passwords import PASSWORD, cheap_passwords

NAME = "desk.example"
CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


def config_with_accounts(**more: object) -> Config:
    return Config(port=8765, names=(NAME,), **more)


@contextmanager
def desk_with_accounts(workspace: Workspace, **more: object) -> Iterator[FastAPI]:
    """The application; each person is called as their role."""
    with cheap_passwords():
        for role in ROLES:
            add_person(workspace.engine, role, role, PASSWORD, by="tester")
        app = make_app(workspace, config_with_accounts(**more))
        with TestClient(app, base_url=f"http://{NAME}:8765"):
            yield app


def visitor(app: FastAPI) -> TestClient:
    """A browser that nobody has signed in at."""
    https = app.state.office.config.behind_https
    base = f"https://{NAME}" if https else f"http://{NAME}:8765"
    return TestClient(app, base_url=base, follow_redirects=False, headers={"accept-language": "en"})


def mark_in(page: httpx.Response) -> str:
    found = CSRF.search(page.text)
    assert found, page.text[:500]
    return found[1]


def signing_in(
    client: TestClient, name: str, password: str = PASSWORD, next_: str = "/"
) -> httpx.Response:
    mark = mark_in(client.get("/sign-in"))
    return client.post(
        "/sign-in", data={"csrf": mark, "name": name, "password": password, "next": next_}
    )


def signed_in(app: FastAPI, name: str) -> TestClient:
    client = visitor(app)
    assert signing_in(client, name).status_code == 303
    return client


def session_in(client: TestClient) -> str:
    return client.cookies.get(cookie_name(client.app.state.office.config)) or ""


def form_mark(client: TestClient) -> dict[str, str]:
    return {"x-csrf": client.app.state.office.sessions.csrf(session_in(client))}
