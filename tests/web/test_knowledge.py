"""Knowledge: look-ups, tables, additions with undo, reports read again."""

import re
import time
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from riwaya.web import rereads, routing
from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.web.desk import Person
from riwaya.workspace.own_rows import own_rows, state_of
from riwaya.workspace.workspace import Workspace
from tests.web.conftest import Served, csrf_of

ACTOR = {"name_en": "Relief of the Coast", "names": "إغاثة الساحل", "kind": "aid", "country": "SY"}
PLACE = {
    "name_en": "Wadi Tell",
    "names": "وادي تل جديد",
    "kind": "village",
    "country": "SY",
    "lat": "35.1",
    "lon": "40.2",
    "radius_km": "12",
}


def post(client: TestClient, path: str, data: dict[str, str], **more):
    return client.post(path, data=data, headers=csrf_of(client), **more)


def said(page: str) -> str:
    return re.sub(r"\s+", " ", page)


def test_a_name_is_looked_up_with_its_reason(desk_client: TestClient) -> None:
    page = desk_client.get("/knowledge", params={"name": "وزارة الدفاع الروسية"}).text
    assert "/knowledge/actors/russian-ministry-of-defence" in page
    assert "from memory, unchecked" in page
    place = desk_client.get(
        "/knowledge", params={"name": "دوما", "context": "قصف على دوما بريف دمشق"}
    ).text
    assert "/knowledge/places/" in place
    day = desk_client.get("/knowledge", params={"name": "أمس", "date": "2016-03-12"}).text
    assert "11 Mar 2016" in day
    assert desk_client.get("/knowledge", params={"name": "x", "date": "soon"}).status_code == 400


@pytest.mark.parametrize("table", ["actors", "persons", "offices", "places", "own"])
def test_tables_are_listed(desk_client: TestClient, table: str) -> None:
    assert desk_client.get(f"/knowledge/{table}").status_code == 200
    assert desk_client.get(f"/knowledge/{table}?q=zzzz&page=3").status_code == 200


def test_the_gazetteer_is_searched_in_both_scripts(desk_client: TestClient) -> None:
    for words in ("Manbij", "منبج"):
        page = desk_client.get("/knowledge/places", params={"q": words}).text
        assert "منبج" in page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("actors/russian-ministry-of-defence", "Sergei Shoigu"),
        ("persons/sergei-shoigu", "Russian Minister of Defence"),
        ("offices/russian-defence-minister", "Sergei Shoigu"),
        ("places/omar-oil-field", "35.1040"),
    ],
)
def test_one_row_says_what_hangs_on_it(desk_client: TestClient, path: str, words: str) -> None:
    assert words in desk_client.get(f"/knowledge/{path}").text


def test_what_is_not_there(desk_client: TestClient) -> None:
    for path in (
        "nothing",
        "actors/nobody",
        "places/nowhere-at-all",
        "new/table",
        "rereads/1",
        "rereads/../x",
    ):
        assert desk_client.get(f"/knowledge/{path}").status_code == 404
    wrong_table = desk_client.get("/knowledge/places/russia", follow_redirects=False)
    assert wrong_table.headers["location"] == "/knowledge/actors/russia"


@pytest.mark.parametrize(("kind", "given"), [("actor", ACTOR), ("place", PLACE)])
def test_an_addition_is_used_at_once_and_undone(
    desk_client: TestClient, workspace: Workspace, kind: str, given: dict[str, str]
) -> None:
    added = post(desk_client, f"/knowledge/new/{kind}", given, follow_redirects=False)
    assert added.status_code == 303
    page = desk_client.get(added.headers["location"]).text
    assert "Added: " in page
    undo = re.search(r'action="(/knowledge/undo/[^"]+)"', page)
    assert undo
    looked = desk_client.get("/knowledge", params={"name": given["names"]}).text
    assert given["name_en"] in looked
    assert given["name_en"] in desk_client.get("/knowledge/own").text
    assert post(desk_client, undo[1], {}).status_code == 200
    assert own_rows(workspace.folder.path) == []
    assert (
        given["name_en"] not in desk_client.get("/knowledge", params={"name": given["names"]}).text
    )
    if kind == "actor":
        assert post(desk_client, undo[1], {}).status_code == 200  # undone again: it stands again
        assert len(own_rows(workspace.folder.path)) == 1


def test_what_is_wrong_is_said_and_the_form_keeps_what_was_written(desk_client: TestClient) -> None:
    answer = post(desk_client, "/knowledge/new/actor", ACTOR | {"country": "Syria"})
    assert answer.status_code == 400
    assert "two letters" in answer.text
    assert "إغاثة الساحل" in answer.text
    assert "Relief of the Coast" in answer.text


def test_a_further_name(desk_client: TestClient, workspace: Workspace) -> None:
    seen = state_of(workspace.folder.path)
    given = {"entity": "syrian-observatory", "name": "راصد حقوق البادية", "seen": seen}
    page = post(desk_client, "/knowledge/names", given).text
    assert "راصد حقوق البادية" in page
    assert "المرصد السوري لحقوق الإنسان" in page
    assert post(desk_client, "/knowledge/names", given | {"name": "آخر"}).status_code == 409  # seen
    again = given | {"seen": state_of(workspace.folder.path)}
    assert "already" in post(desk_client, "/knowledge/names", again).text
    gone = post(desk_client, "/knowledge/names/remove", again)
    assert "Name taken away" in gone.text
    row = {
        "table": "actors",
        "entity": "syrian-observatory",
        "seen": state_of(workspace.folder.path),
    }
    assert "Taken away" in post(desk_client, "/knowledge/rows/remove", row).text
    assert own_rows(workspace.folder.path) == []
    assert post(desk_client, "/knowledge/rows/remove", row).status_code == 400


def test_readers_look_and_do_not_add(
    desk_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = routing.person_of
    monkeypatch.setattr(
        routing,
        "person_of",
        lambda office, request: (Person("r", "reviewer"), real(office, request)[1]),
    )
    assert desk_client.get("/knowledge/actors/russia").status_code == 200
    assert "/knowledge/names" not in desk_client.get("/knowledge/actors/russia").text
    assert desk_client.get("/knowledge/new/actor").status_code == 403
    for path in ("new/actor", "names", "names/remove", "rows/remove", "undo/actors/russia"):
        assert post(desk_client, f"/knowledge/{path}", ACTOR).status_code == 403
    assert post(desk_client, "/knowledge/reread", {"name": "روسيا"}).status_code == 403


def test_the_public_desk_has_no_tables(workspace: Workspace) -> None:
    config = Config(public=True)
    with TestClient(make_app(workspace, config), base_url=config.url) as client:
        for path in ("", "/actors", "/actors/russia", "/new/actor", "/own", "/affected?name=a"):
            assert client.get(f"/knowledge{path}").status_code == 404


def test_affected_reports_are_counted_and_read_again(desk_client: TestClient) -> None:
    name = "مدينة منبج"
    part = desk_client.get("/knowledge/affected", params={"name": name}).text
    assert "1 reports" in part
    added = post(desk_client, "/knowledge/names", {"entity": "manbij", "name": "منبج الخضراء"})
    assert added.status_code == 200
    answer = post(desk_client, "/knowledge/reread", {"name": name}, follow_redirects=False)
    at = answer.headers["location"]
    for _ in range(300):
        page = desk_client.get(at).text
        if "Done" in page:
            break
        time.sleep(0.1)
    assert "Done: 1 reports read again" in page
    assert post(desk_client, "/knowledge/reread", {"name": "كلمة لا ترد"}).status_code == 400


def test_what_names_mean_now_is_shown(desk_client: TestClient) -> None:
    part = post(desk_client, "/knowledge/meant", {"names": "روسيا\nلا أحد هنا إطلاقا"}).text
    assert "Russia" in part
    assert "nothing found" in part


def test_a_process_that_dies_is_told(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereads.sys, "executable", "/bin/false")
    ended: list[bool] = []
    id_ = rereads.start(workspace.folder.path, ["x"], [1], "tester", lambda: ended.append(True))
    for _ in range(100):
        if ended:
            break
        time.sleep(0.02)
    assert "died" in str(rereads.find(workspace.folder.path, id_).error)


def test_in_a_browser_a_name_is_added_and_undone(browser_page: Page, served: Served) -> None:
    page = browser_page
    page.goto(f"{served.url}/knowledge?name={quote('راصد الشاطئ')}")
    page.get_by_role("link", name="New actor").click()
    expect(page.locator("#meant")).to_contain_text("nothing found")
    page.get_by_label("English name").fill("Watcher of the Shore")
    page.get_by_label("Kind").select_option("observatory")
    page.locator("form.new button").click()
    expect(page.locator("#said")).to_contain_text("Added: Watcher of the Shore")
    expect(page.locator("main")).to_contain_text("No report has the name")
    page.get_by_label("Another name").fill("راصد الشواطئ")
    page.get_by_role("button", name="Add another name").click()
    expect(page.locator("ul.names")).to_contain_text("راصد الشواطئ")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("ul.names")).not_to_contain_text("راصد الشواطئ")


def test_in_a_browser_a_place_lies_on_the_map(browser_page: Page, served: Served) -> None:
    browser_page.goto(f"{served.url}/knowledge/places/omar-oil-field")
    expect(browser_page.locator("#map .spot")).to_have_count(1)


def test_in_a_browser_what_was_typed_survives_a_reload_until_it_is_saved(
    browser_page: Page, served: Served
) -> None:
    page = browser_page
    page.goto(f"{served.url}/knowledge/new/place")
    page.locator("[name=names]").fill("وادي السرو")
    page.get_by_label("English name").fill("Cypress Valley")
    page.reload()
    expect(page.get_by_label("English name")).to_have_value("Cypress Valley")
    for label, value in {"Latitude": "35.2", "Longitude": "40.1", "Radius": "15"}.items():
        page.get_by_label(label).fill(value)
    page.locator("form.new button").click()
    expect(page.locator("#said")).to_contain_text("Added: Cypress Valley")
    page.goto(f"{served.url}/knowledge/new/place")
    expect(page.get_by_label("English name")).to_have_value("")
