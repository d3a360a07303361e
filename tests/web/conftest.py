"""A desk on a small real workspace: in this process, and as a server that a browser meets."""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.web.session import cookie_name
from riwaya.workspace.workspace import Workspace
from tests.web.small import small_workspace


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small workspace, read and fused once; tests get copies."""
    path = tmp_path_factory.mktemp("desk") / "workspace"
    with small_workspace(path):
        pass
    return path


@pytest.fixture
def workspace(read_once: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(read_once, tmp_path / "workspace")
    with Workspace(tmp_path / "workspace", by="tester") as opened:
        yield opened


@pytest.fixture
def desk_client(workspace: Workspace) -> Iterator[TestClient]:
    """Signed in through the printed address; its `app.state.office` is the desk's own."""
    config = Config(port=8765)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        client.get(f"/enter?token={client.app.state.office.sessions.token}")
        client.headers["accept-language"] = "en"
        yield client


def csrf_of(client: TestClient) -> dict[str, str]:
    """The header that unsafe requests of the signed-in client need."""
    office = client.app.state.office
    return {"x-csrf": office.sessions.csrf(client.cookies[cookie_name(office.config)])}


class Served:
    """A desk on a real port; `enter` is the address with the one-time token."""

    def __init__(self, workspace: Workspace, **options: object) -> None:
        self.workspace = workspace
        self.config = Config(port=free_port(), **options)
        self.app = make_app(workspace, self.config)
        settings = uvicorn.Config(
            self.app, host=self.config.host, port=self.config.port, log_level="error", ws="none"
        )
        self.server = uvicorn.Server(settings)
        self._thread = threading.Thread(target=self.server.run, daemon=True)

    @property
    def url(self) -> str:
        return self.config.url

    @property
    def enter(self) -> str:
        return f"{self.url}/enter?token={self.app.state.office.sessions.token}"

    def __enter__(self) -> Self:
        self._thread.start()
        for _ in range(400):
            try:
                httpx.get(f"{self.url}/healthy")
            except httpx.TransportError:
                time.sleep(0.02)
            else:
                return self
        raise AssertionError("the desk does not answer")

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self._thread.join(timeout=15)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def served(workspace: Workspace) -> Iterator[Served]:
    with Served(workspace) as one:
        yield one


@pytest.fixture
def browser_page(browser: Browser, served: Served) -> Iterator[Page]:
    """A signed-in page; errors of scripts and requests that leave the desk fail the test."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if is_refusal(said.text) else None)
    page.on(
        "request",
        lambda sent: (
            wrong.append(sent.url)
            if not sent.url.startswith((served.url, "data:", "blob:"))
            else None
        ),
    )
    page.goto(served.enter)
    page.wait_for_url(re.compile(r".*/(incidents|add).*"))
    yield page
    context.close()
    assert not wrong, wrong


def is_refusal(said: str) -> bool:
    """Whether the console tells of something that the content security policy refused."""
    return "Content Security Policy" in said
