"""The door: foreign names and sites, sizes, and the headers of every answer."""

import logging
import re
import socket
from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient

from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.web.guard import FORM
from riwaya.workspace.workspace import Workspace
from tests.web.conftest import Served, csrf_of

PATHS = [
    "/", "/incidents", "/reports", "/settings", "/sign-in", "/static/desk.css", "/healthy", "/enter?token=x",
    "/nothing-here", "/api/v1/reports", "/api/v1/openapi.json", "/api/v1/nothing", "/audit.csv",
]  # fmt: skip
FOREIGN = [
    "evil.example", "evil.example:8765", "127.0.0.1:9", "127.0.0.1.evil.example", "127.0.0.1:8765.evil.example",
    "localhost.evil.example:8765", "evil.example#127.0.0.1:8765", "127.0.0.1:8765@evil.example", "[::2]:8765",
    "0.0.0.0:8765", "2130706433:8765", "0x7f.1:8765", "127.1:8765", "127.0.0.2:8765", "localhost.:8765",
    "riwaya", "", " ", "127.0.0.1:8765, evil.example", "LOCALHOST.EVIL.EXAMPLE", "localhost:08765",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_under_a_foreign_name_nothing_is_served(desk_client: TestClient, path: str) -> None:
    for host in FOREIGN:
        answer = desk_client.get(path, headers={"host": host})
        assert answer.status_code == 403, (path, host)
        assert len(answer.text) < 250
        for said in ("set-cookie", "location", "etag"):
            assert said not in answer.headers


def test_own_names_are_served_whatever_their_case(desk_client: TestClient) -> None:
    for host in ("127.0.0.1:8765", "localhost:8765", "LocalHost:8765", "[::1]:8765", "127.0.0.1"):
        assert desk_client.get("/healthy", headers={"host": host}).status_code == 200


def test_rebinding_a_foreign_name_to_this_machine_gains_nothing(served: Served) -> None:
    """The browser asks evil.example, whose name server says 127.0.0.1: the socket is ours."""
    for host in (b"evil.example", f"evil.example:{served.config.port}".encode()):
        for target in (b"/", b"/api/v1/reports", b"/static/desk.css"):
            with socket.create_connection(("127.0.0.1", served.config.port), timeout=10) as line:
                line.sendall(
                    b"GET "
                    + target
                    + b" HTTP/1.1\r\nHost: "
                    + host
                    + b"\r\nConnection: close\r\n\r\n"
                )
                said = b"".join(iter(lambda: line.recv(65536), b""))
            assert said.startswith(b"HTTP/1.1 403"), said[:100]
    # Two names, or an absolute address with another one than the header's.
    for request in (
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", served.config.port), timeout=10) as line:
            line.sendall(request)
            said = b"".join(iter(lambda: line.recv(65536), b""))
        assert re.match(rb"HTTP/1.[01] 40[03]", said), said[:100]


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "https://127.0.0.1:8765",
        "http://127.0.0.1:8766",
        "http://127.0.0.1.evil.example:8765",
        "file://",
        "",
    ],
)
def test_other_sites_can_neither_ask_nor_send(desk_client: TestClient, origin: str) -> None:
    headers = {"origin": origin} | csrf_of(desk_client)
    assert desk_client.get("/api/v1/reports", headers=headers).status_code == 403
    assert (
        desk_client.post("/language", data={"language": "ar"}, headers=headers).status_code == 403
    )
    preflight = desk_client.options(
        "/api/v1/decisions", headers=headers | {"access-control-request-method": "POST"}
    )
    assert not any(name.startswith("access-control-") for name in preflight.headers)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "CROSS-SITE", "nonsense"])
def test_what_the_browser_says_of_the_sender_counts(desk_client: TestClient, site: str) -> None:
    headers = {"sec-fetch-site": site} | csrf_of(desk_client)
    assert (
        desk_client.post("/language", data={"language": "ar"}, headers=headers).status_code == 403
    )
    assert desk_client.get("/healthy", headers={"sec-fetch-site": site}).status_code == 200


def test_the_own_origin_may_send(desk_client: TestClient) -> None:
    headers = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"} | csrf_of(
        desk_client
    )
    sent = desk_client.post(
        "/language", data={"language": "ar"}, headers=headers, follow_redirects=False
    )
    assert sent.status_code == 303


@pytest.fixture
def broken(workspace: Workspace) -> Iterator[TestClient]:
    config = Config(port=8765)
    app = make_app(workspace, config)

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError("secret of the code")

    with TestClient(app, base_url=config.url) as client:
        client.get(f"/enter?token={app.state.office.sessions.token}")
        yield client


def test_every_answer_has_the_headers(broken: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    asked = [broken.get(path) for path in PATHS]
    asked += [
        broken.get("/broken"), broken.post("/language"), broken.post("/nothing"), broken.delete("/reports"),
        broken.head("/healthy"), broken.get("/healthy", headers={"host": "evil.example"}),
        broken.get("/static/../../../etc/passwd"), broken.get("/reports?" + "x" * 40_000),
        broken.get("/healthy%00"), broken.options("/"), broken.get("/add?kind=%00"),
    ]  # fmt: skip
    assert {answer.status_code for answer in asked} >= {200, 400, 403, 404, 405, 414, 500}
    for answer in asked:
        where = f"{answer.request.method} {answer.request.url}"
        policy = answer.headers["content-security-policy"]
        directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
        assert directives["default-src"] == "'none'", where
        assert directives["script-src"] == "'self'", where
        assert directives["style-src"] == "'self'", where
        assert directives["frame-ancestors"] == directives["base-uri"] == "'none'", where
        assert directives["form-action"] == "'self'", where
        assert "unsafe" not in policy, where
        assert answer.headers["x-content-type-options"] == "nosniff", where
        assert answer.headers["referrer-policy"] == "same-origin", where
        assert answer.headers["cross-origin-resource-policy"] == "same-origin", where
        assert answer.headers["cache-control"], where
        assert "server" not in answer.headers, where


def test_a_flaw_of_ours_tells_nothing_of_itself(
    broken: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = broken.get("/broken")
    assert answer.status_code == 500
    assert answer.text == "Something went wrong here.\n"
    assert "secret of the code" in caplog.text


def test_too_much_is_refused_even_when_its_length_is_a_lie(desk_client: TestClient) -> None:
    headers = csrf_of(desk_client)
    big = b"language=" + b"a" * FORM
    stated = desk_client.post("/language", content=big, headers=headers)
    assert stated.status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(FORM // 65536 + 2):
            yield b"a" * 65536

    form = {"content-type": "application/x-www-form-urlencoded"}
    unstated = desk_client.post("/language", content=pieces(), headers=form)
    assert unstated.status_code in {400, 413}


def test_a_tile_address_may_send_images_and_nothing_else(desk_client: TestClient) -> None:
    page = desk_client.get("/settings")
    seen = page.text.partition('name="seen" value="')[2].partition('"')[0]
    data = {"tiles": "https://{s}.tiles.example/{z}/{x}/{y}.png", "readers": "1", "seen": seen}
    assert desk_client.post("/settings", data=data, headers=csrf_of(desk_client)).status_code == 200
    policy = desk_client.get("/settings").headers["content-security-policy"]
    assert "img-src 'self' data: https://*.tiles.example;" in policy
    assert policy.count("tiles.example") == 1


def test_no_way_leads_out_of_the_static_files(served: Served) -> None:
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/%2Fetc%2Fpasswd",
        "/static/..\\app.py",
        "/static/.",
        "/static",
    ):
        with socket.create_connection(("127.0.0.1", served.config.port), timeout=10) as line:
            line.sendall(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
            )
            said = b"".join(iter(lambda: line.recv(65536), b""))
        assert not said.startswith(b"HTTP/1.1 200"), path
        assert b"import" not in said
        assert b"root:" not in said


def test_a_served_desk_says_little_of_itself(served: Served) -> None:
    answer = httpx.get(f"{served.url}/reports")
    assert answer.status_code == 401
    assert "x-powered-by" not in answer.headers
