"""Signing in over the web: cookies, fixation, expiry, guessing, ways on and out."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import delete, update

from riwaya.errors import BadInput
from riwaya.store.desk_tables import attempts, sessions
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.web.serving import serve
from riwaya.web.session import cookie_name
from riwaya.workspace.people import remove_person
from riwaya.workspace.workspace import Workspace
from tests.cheap_passwords import OTHER, PASSWORD
from tests.web.accounts import (
    NAME,
    desk_with_accounts,
    form_mark,
    mark_in,
    session_in,
    signed_in,
    signing_in,
    visitor,
)


@pytest.fixture
def app(workspace: Workspace) -> Iterator[FastAPI]:
    with desk_with_accounts(workspace) as made:
        yield made


def test_nobody_is_served_before_they_sign_in(app: FastAPI) -> None:
    client = visitor(app)
    answer = client.get("/settings?a=1&b=2")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/settings%3Fa%3D1%26b%3D2"
    assert client.get("/api/v1/reports").status_code == 401
    assert client.get("/enter?token=x").headers["location"] == "/"
    token = app.state.office.sessions.token
    assert "set-cookie" not in client.get(f"/enter?token={token}").headers
    fragment = client.get("/reports", headers={"hx-request": "true"})
    assert fragment.headers["hx-redirect"] == "/sign-in"


def test_signing_in_leads_on_and_sets_a_strict_cookie(app: FastAPI) -> None:
    client = visitor(app)
    answer = signing_in(client, "admin", next_="/settings?x=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/settings?x=1"
    cookies = [line.lower() for line in answer.headers.get_list("set-cookie")]
    session = next(line for line in cookies if line.startswith("riwaya_8765="))
    for flag in ("httponly", "samesite=strict", "path=/", "max-age=604800"):
        assert flag in session
    assert "domain" not in session
    assert all("samesite=strict" in line for line in cookies)
    assert client.get("/settings").status_code == 200


def test_behind_https_cookies_are_bound_to_this_host(workspace: Workspace) -> None:
    with desk_with_accounts(workspace, behind_https=True) as app:
        client = visitor(app)
        answer = signing_in(client, "admin")
        assert answer.status_code == 303
        cookies = [
            line for line in answer.headers.get_list("set-cookie") if "Max-Age=0" not in line
        ]
        assert [line.partition("=")[0] for line in cookies] == ["__Host-riwaya"]
        assert all("Secure" in line and "Path=/" in line for line in cookies)
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert client.get("/", headers={"x-forwarded-proto": "http"}).status_code == 403
        assert client.get("/settings", headers={"x-forwarded-proto": "https"}).status_code == 200


def test_a_proxys_word_counts_only_where_one_was_announced(app: FastAPI) -> None:
    client = visitor(app)
    for number in range(12):
        lie = {"x-forwarded-for": f"10.1.1.{number}", "x-forwarded-proto": "https"}
        mark = mark_in(client.get("/sign-in"))
        answer = client.post(
            "/sign-in", data={"csrf": mark, "name": "admin", "password": OTHER}, headers=lie
        )
        assert "Secure" not in answer.headers["set-cookie"]
    assert answer.status_code == 429, "another address was claimed each time; it is one"


@pytest.mark.parametrize(
    "next_",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "http:evil",
        "/\t/evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_signing_in_never_leads_away(app: FastAPI, next_: str) -> None:
    client = visitor(app)
    page = client.get("/sign-in", params={"next": next_})
    assert '<input type="hidden" name="next" value="/">' in page.text
    assert signing_in(client, "reader", next_=next_).headers["location"] == "/"


def test_a_session_from_before_is_not_taken_over(app: FastAPI) -> None:
    client = visitor(app)
    planted = "A" * 43
    client.cookies.set(cookie_name(app.state.office.config), planted, domain=NAME)
    signing_in(client, "admin")
    given = [c.value for c in client.cookies.jar if c.name == "riwaya_8765"]
    assert any(value != planted for value in given)
    attacker = visitor(app)
    attacker.cookies.set(cookie_name(app.state.office.config), planted)
    assert attacker.get("/settings").status_code == 303


def test_signing_in_again_ends_the_session_from_before(app: FastAPI) -> None:
    client = signed_in(app, "reader")
    first = session_in(client)
    client.post("/sign-out", headers=form_mark(client))
    signing_in(client, "reader")
    other = visitor(app)
    other.cookies.set("riwaya_8765", first)
    assert other.get("/reports").status_code == 303


def test_a_sign_in_form_of_another_page_is_refused(app: FastAPI) -> None:
    for data in (
        {"name": "admin", "password": PASSWORD},
        {"name": "admin", "password": PASSWORD, "csrf": "0" * 64},
    ):
        client = visitor(app)
        answer = client.post("/sign-in", data=data)
        assert answer.status_code == 403
        assert not session_in(client)


def test_wrong_and_unknown_look_alike_and_guessing_must_wait(app: FastAPI) -> None:
    wrong = signing_in(visitor(app), "admin", OTHER)
    unknown = signing_in(visitor(app), "nobody", OTHER)
    assert wrong.status_code == unknown.status_code == 401
    assert "don&#39;t belong together" in wrong.text
    assert PASSWORD not in wrong.text
    assert OTHER not in wrong.text
    for _ in range(5):
        last = signing_in(visitor(app), "admin", OTHER)
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) >= 1
    assert signing_in(visitor(app), "admin").status_code == 429
    with app.state.office.workspace.engine.begin() as connection:
        connection.execute(delete(attempts))
    assert signing_in(visitor(app), "admin").status_code == 303


def test_sessions_end_when_idle_and_when_out(app: FastAPI) -> None:
    client = signed_in(app, "admin")
    with app.state.office.workspace.engine.begin() as connection:
        connection.execute(update(sessions).values(seen_at="2020-01-01T00:00:00.000+00:00"))
    assert client.get("/settings").status_code == 303
    client = signed_in(app, "admin")
    stolen = visitor(app)
    stolen.cookies.set("riwaya_8765", session_in(client))
    assert stolen.get("/settings").status_code == 200
    out = client.post("/sign-out", headers=form_mark(client))
    assert out.headers["location"] == "/sign-in"
    assert stolen.get("/settings").status_code == 303


def test_a_removed_person_is_out_at_once(app: FastAPI) -> None:
    client = signed_in(app, "editor")
    assert client.get("/me").status_code == 200
    remove_person(app.state.office.workspace.engine, "editor", by="tester")
    assert client.get("/me").status_code == 303


def test_one_changes_ones_own_password(app: FastAPI) -> None:
    here, elsewhere = signed_in(app, "reader"), signed_in(app, "reader")
    mark = mark_in(here.get("/me"))
    new = {"csrf": mark, "new": OTHER, "again": OTHER}
    assert here.post("/me/password", data=new | {"old": OTHER}).status_code == 403
    assert here.post("/me/password", data=new | {"old": PASSWORD, "again": "x"}).status_code == 400
    assert here.post("/me/password", data=new | {"old": PASSWORD}).status_code == 303
    assert here.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 303
    assert signing_in(visitor(app), "reader", OTHER).status_code == 303


def test_a_key_is_shown_once_and_works_only_for_programs(app: FastAPI) -> None:
    client = signed_in(app, "reviewer")
    mark = mark_in(client.get("/me"))
    made = client.post(
        "/me/keys", data={"csrf": mark, "name": "nightly", "scope": "read", "days": "7"}
    )
    key = made.text.partition('class="secret"')[2].partition(">")[2].partition("<")[0]
    assert key.startswith("riwaya_")
    assert key not in client.get("/me").text
    program = visitor(app)
    program.headers["authorization"] = f"Bearer {key}"
    assert program.get("/api/v1/reports").status_code == 200
    assert program.get("/reports").status_code == 303, "a key opens no pages"
    assert (
        client.post(
            "/me/keys", data={"csrf": mark, "name": "n", "scope": "edit", "days": "7"}
        ).status_code
        == 400
    )
    id_ = client.get("/me").text.partition('name="key" value="')[2].partition('"')[0]
    other = signed_in(app, "editor")
    stolen = other.post("/me/revoke", data={"key": id_}, headers=form_mark(other))
    assert stolen.status_code == 400
    assert program.get("/api/v1/reports").status_code == 200
    assert client.post("/me/revoke", data={"csrf": mark, "key": id_}).status_code == 303
    assert program.get("/api/v1/reports").status_code == 401


def test_a_link_from_another_site_asks_again_by_itself(app: FastAPI) -> None:
    cross = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    again = visitor(app).get("/reports", headers=cross)
    assert again.status_code == 200
    assert '<meta http-equiv="refresh" content="0">' in again.text
    own = visitor(app).get(
        "/reports", headers={"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}
    )
    assert own.status_code == 303


def test_a_desk_that_was_stopped_goes_on(workspace: Workspace) -> None:
    config = Config(port=8765)
    first = make_app(workspace, config)
    with TestClient(first, base_url=config.url) as client:
        client.get(f"/enter?token={first.state.office.sessions.token}")
        kept = session_in(client)
        mark = form_mark(client)
    second = make_app(Workspace(workspace.folder.path, by="tester"), config)
    with TestClient(second, base_url=config.url, follow_redirects=False) as client:
        client.cookies.set("riwaya_8765", kept)
        sent = client.post("/language", data={"language": "ar"}, headers=mark)
        assert sent.status_code == 303, "what was typed before the stop can still be sent"


def test_a_desk_for_others_is_not_served_without_an_admin(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match="riwaya people add"):
        serve(workspace, Config(host="192.0.2.1", port=1), print)
