"""Settings, people and the audit as pages: kept, refused in words, never lost against each other."""

import csv
import json
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from riwaya.store.turns import turn
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.workspace.desk_settings import DeskSettings, put_desk_settings
from riwaya.workspace.workspace import Workspace
from tests.cheap_passwords import OTHER, PASSWORD
from tests.web.accounts import (
    desk_with_accounts,
    form_mark,
    mark_in,
    signed_in,
    signing_in,
    visitor,
)
from tests.web.conftest import csrf_of
from tests.web.every_route import things_of

TILES = "https://tiles.example/{z}/{x}/{y}.png"


@pytest.fixture
def app(workspace: Workspace) -> Iterator[FastAPI]:
    with desk_with_accounts(workspace) as made:
        yield made


def seen_in(client: TestClient) -> str:
    return client.get("/settings").text.partition('name="seen" value="')[2].partition('"')[0]


def test_settings_are_kept_and_told_in_the_audit(desk_client: TestClient) -> None:
    data = {
        "tiles": f" {TILES} ",
        "credit": "نحن",
        "readers": "2",
        "notice": "hello",
        "seen": seen_in(desk_client),
    }
    page = desk_client.post("/settings", data=data, headers=csrf_of(desk_client))
    assert "The settings are kept." in page.text
    assert f'value="{TILES}"' in page.text
    assert 'value="2" checked' in page.text
    told = desk_client.get("/audit?kind=act").text
    assert "changed settings" in told
    assert "tiles" in told


def test_a_refused_setting_stays_in_the_form(desk_client: TestClient) -> None:
    data = {
        "tiles": "ftp://x",
        "notice": "what I typed",
        "readers": "7",
        "seen": seen_in(desk_client),
    }
    page = desk_client.post("/settings", data=data, headers=csrf_of(desk_client))
    assert page.status_code == 400
    assert "what I typed" in page.text
    assert "https://" in page.text
    assert 'role="alert"' in page.text


def test_of_two_who_change_settings_nobody_loses(desk_client: TestClient) -> None:
    before = seen_in(desk_client)
    first = {"notice": "first", "seen": before}
    assert (
        desk_client.post("/settings", data=first, headers=csrf_of(desk_client)).status_code == 200
    )
    second = {"notice": "second", "seen": before}
    assert (
        desk_client.post("/settings", data=second, headers=csrf_of(desk_client)).status_code == 409
    )
    assert 'value="first"' in desk_client.get("/settings").text


def test_an_admin_manages_people(app: FastAPI) -> None:
    admin = signed_in(app, "admin")
    mark = {"csrf": mark_in(admin.get("/people"))}
    made = admin.post(
        "/people/add", data=mark | {"name": "سميرة", "role": "editor", "password": PASSWORD}
    )
    assert made.status_code == 303
    assert "سميرة may sign in now." in admin.get("/people").text
    theirs = visitor(app)
    assert signing_in(theirs, "سميرة").status_code == 303
    assert (
        admin.post("/people/role", data=mark | {"name": "سميرة", "role": "reader"}).status_code
        == 303
    )
    assert theirs.get("/add").status_code == 403, "the new role holds at once"
    assert (
        admin.post("/people/password", data=mark | {"name": "سميرة", "password": OTHER}).status_code
        == 303
    )
    assert theirs.get("/reports").status_code == 303, "signed out by the new password"
    assert admin.post("/people/remove", data=mark | {"name": "سميرة"}).status_code == 303
    assert signing_in(visitor(app), "سميرة", OTHER).status_code == 401


@pytest.mark.parametrize(
    ("path", "data", "says"),
    [
        ("add", {"name": "admin", "role": "reader", "password": PASSWORD}, "already"),
        ("add", {"name": "x", "role": "owner", "password": PASSWORD}, "no role"),
        ("add", {"name": "x", "role": "reader", "password": "short"}, "too short"),
        ("role", {"name": "admin", "role": "reader"}, "only admin"),
        ("remove", {"name": "admin"}, "only admin"),
        ("remove", {"name": "nobody"}, "nobody of this name"),
        ("password", {"name": "reader", "password": "x"}, "too short"),
    ],
)
def test_what_cannot_be_is_said_in_words(
    app: FastAPI, path: str, data: dict[str, str], says: str
) -> None:
    admin = signed_in(app, "admin")
    page = admin.post(f"/people/{path}", data=data, headers=form_mark(admin))
    assert page.status_code == 400
    assert says in page.text
    assert PASSWORD not in page.text


def test_a_desk_without_accounts_has_no_password_to_change(desk_client: TestClient) -> None:
    assert "/me/password" not in desk_client.get("/me").text
    changed = desk_client.post(
        "/me/password",
        data={"old": "x", "new": OTHER, "again": OTHER},
        headers=csrf_of(desk_client),
    )
    assert changed.status_code == 403


def test_the_audit_pages_through_everything_and_exports_it(desk_client: TestClient) -> None:
    mark = csrf_of(desk_client)
    for number in range(60):
        desk_client.post(
            "/me/keys", data={"name": f"=key {number}", "scope": "read", "days": "7"}, headers=mark
        )
    exported = list(csv.reader(desk_client.get("/audit.csv").text.lstrip("\ufeff").splitlines()))
    assert exported[0] == ["at", "person", "kind", "act", "about", "detail"]
    assert any(row[4].startswith("'=key") for row in exported)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in exported for cell in row)
    listed = json.loads(desk_client.get("/audit.json").text)
    assert len(listed) == len(exported) - 1
    shown, address = 0, "/audit"
    while address:
        page = desk_client.get(address).text
        shown += page.count("<time ")
        address = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert shown == len(listed)
    assert json.loads(desk_client.get("/audit.json?person=nobody").text) == []
    assert "Nothing fits this filter" in desk_client.get("/audit?person=nobody").text


def test_the_audit_links_what_it_is_about(desk_client: TestClient, workspace: Workspace) -> None:
    things = things_of(workspace)
    desk_client.app.state.office.memory.forget()
    seen = (
        desk_client.get(f"/reports/{things.report}")
        .text.partition('name="seen" value="')[2]
        .partition('"')[0]
    )
    desk_client.post(
        f"/reports/{things.report}/claims/{things.anchor}/accept",
        data={"seen": seen},
        headers=csrf_of(desk_client),
    )
    page = desk_client.get(f"/audit?about={things.report}").text
    assert f'href="/reports/{things.report}/claims/{things.anchor}"' in page
    assert desk_client.get(f"/reports/{things.report}/claims/{things.anchor}").status_code == 200
    assert "took in" in page
    assert "accepted" in page


def test_readers_see_no_sign_ins_and_no_second_readings(app: FastAPI) -> None:
    signed_in(app, "editor")
    admin, reader = signed_in(app, "admin"), signed_in(app, "reader")
    assert "signed in" in admin.get("/audit").text
    assert "signed in" not in reader.get("/audit").text
    assert "sign_in" not in reader.get("/audit.csv").text
    assert "sign_in" not in reader.get("/audit.json?kind=act").text
    assert 'value="second"' not in reader.get("/audit").text


def test_the_published_desk_shows_its_notice(workspace: Workspace) -> None:
    with turn(workspace.engine) as connection:
        put_desk_settings(connection, DeskSettings(notice="Write to us & ask"))
    config = Config(port=8765, public=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        assert "Write to us &amp; ask" in client.get("/incidents").text
