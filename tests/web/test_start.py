"""The way in, and what every answer carries."""

import pytest
from fastapi.testclient import TestClient

from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.workspace import Workspace
from tests.web.conftest import csrf_of


def test_the_printed_address_works_once(workspace: Workspace) -> None:
    config = Config()
    app = make_app(workspace, config)
    token = app.state.office.sessions.token
    with TestClient(app, base_url=config.url) as first:
        entered = first.get(f"/enter?token={token}")
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert first.get("/", follow_redirects=False).headers["location"] == "/incidents"
        assert first.get("/nothing-here").status_code == 404
    with TestClient(app, base_url=config.url) as second:
        assert second.get(f"/enter?token={token}").status_code == 401
        assert second.get("/", follow_redirects=False).status_code == 401


def test_a_foreign_host_is_refused_whatever_the_path(desk_client: TestClient) -> None:
    for path in ("/", "/static/desk.css", "/healthy", "/nothing"):
        answer = desk_client.get(path, headers={"host": "evil.example"})
        assert answer.status_code == 403
        assert "Riwaya" not in answer.text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_a_foreign_origin_is_refused(desk_client: TestClient, origin: str) -> None:
    answer = desk_client.post(
        "/language", data={"language": "ar"}, headers={"origin": origin} | csrf_of(desk_client)
    )
    assert answer.status_code == 403


def test_a_form_of_no_page_of_ours_is_refused(desk_client: TestClient) -> None:
    assert desk_client.post("/language", data={"language": "ar"}).status_code == 403
    forged = {"language": "ar", "csrf": "0" * 64}
    assert desk_client.post("/language", data=forged).status_code == 403


def test_the_language_is_switched_and_mirrored(desk_client: TestClient) -> None:
    desk_client.post("/language", data={"language": "ar"}, headers=csrf_of(desk_client))
    page = desk_client.get("/nothing-here")
    assert '<html lang="ar" dir="rtl"' in page.text


def test_going_back_never_leaves_the_desk(desk_client: TestClient) -> None:
    for back in ("//evil.example", "/\\evil.example", "https://evil.example", "/a\nb"):
        answer = desk_client.post(
            "/language",
            data={"language": "en", "back": back},
            headers=csrf_of(desk_client),
            follow_redirects=False,
        )
        assert answer.headers["location"] == "/"


def test_every_answer_carries_the_policy(desk_client: TestClient) -> None:
    for path in ("/nothing", "/static/desk.css", "/healthy"):
        answer = desk_client.get(path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_files_by_hash_may_be_kept(desk_client: TestClient) -> None:
    assert "immutable" in desk_client.get("/static/desk.css?v=1").headers["cache-control"]


def test_nothing_of_a_path_outside_is_served(desk_client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert desk_client.get(path).status_code in {404, 405}


def test_unknown_addresses_say_so(workspace: Workspace) -> None:
    config = Config()
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        assert client.get("/enter").status_code == 401
