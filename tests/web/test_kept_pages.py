"""A page that is kept is the page that would be made: for this session, this person, this state."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from riwaya.store.incident_search import find_incidents
from riwaya.store.query import Query
from riwaya.web import kept_pages
from riwaya.web.desk import Desk
from riwaya.web.kept_pages import KeptPages
from riwaya.web.makers import Makers
from riwaya.web.page_turns import AT_ONCE
from riwaya.workspace.workspace import Workspace

from .accounts import CSRF, desk_with_accounts, signed_in, visitor
from .conftest import csrf_of


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that were made, in order."""
    paths: list[str] = []
    page = Desk.page

    def noted(self: Desk, *arguments: Any, **values: Any) -> Any:
        paths.append(self.request.url.path)
        return page(self, *arguments, **values)

    monkeypatch.setattr(Desk, "page", noted)
    return paths


def an_incident(workspace: Workspace) -> str:
    with workspace.engine.connect() as connection:
        return str(find_incidents(connection, Query(limit=1))[0].id)


def test_a_page_is_made_once(
    desk_client: TestClient, workspace: Workspace, made: list[str]
) -> None:
    path = f"/incidents/{an_incident(workspace)}"
    first, again = desk_client.get(path), desk_client.get(path)
    assert made == [path]
    assert again.text == first.text
    assert {**again.headers, "date": ""} == {**first.headers, "date": ""}
    assert "content-security-policy" in again.headers


def test_another_language_theme_or_query_is_another_page(
    desk_client: TestClient, made: list[str]
) -> None:
    english = desk_client.get("/incidents").text
    arabic = desk_client.get("/incidents", headers={"accept-language": "ar"}).text
    assert 'lang="ar" dir="rtl"' in arabic
    assert 'lang="en"' in english
    desk_client.cookies.set("theme", "dark")
    assert 'data-theme="dark"' in desk_client.get("/incidents").text
    assert desk_client.get("/incidents?event=air_strike").text != english
    part = desk_client.get("/incidents", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert len(made) == 4


def test_another_session_gets_its_own_mark_and_none_of_the_first(
    desk_client: TestClient, made: list[str]
) -> None:
    page = desk_client.get("/incidents").text
    mark = csrf_of(desk_client)["x-csrf"]
    office = desk_client.app.state.office
    office.sessions.token = "another-one"  # noqa: S105
    other = TestClient(desk_client.app, base_url=office.config.url)
    other.get("/enter?token=another-one")
    other.headers["accept-language"] = "en"
    its = other.get("/incidents").text  # made anew: signing in was written down
    made.clear()
    again = desk_client.get("/incidents").text
    assert made == []
    mine = csrf_of(other)["x-csrf"]
    assert mark != mine
    assert mine in its
    assert mark not in its
    assert again == page == its.replace(mine, mark)


def test_whatever_is_written_makes_pages_anew(desk_client: TestClient, made: list[str]) -> None:
    desk_client.get("/incidents")
    saved = desk_client.post(
        "/incidents/saved", data={"name": "mine", "query": "event=air_strike"},
        headers=csrf_of(desk_client),
    )  # fmt: skip
    assert saved.status_code == 200
    made.clear()
    assert "mine" in desk_client.get("/incidents").text
    assert made == ["/incidents"]


def test_a_message_is_shown_once(desk_client: TestClient) -> None:
    desk_client.get("/incidents")
    desk_client.post(
        "/incidents/saved", data={"name": "mine", "query": "event=air_strike"},
        headers=csrf_of(desk_client), follow_redirects=False,
    )  # fmt: skip
    assert 'class="said"' in desk_client.get("/incidents?event=air_strike").text
    assert 'class="said"' not in desk_client.get("/incidents?event=air_strike").text


def test_nobody_sees_what_was_kept_for_others(workspace: Workspace) -> None:
    with desk_with_accounts(workspace) as app:
        admin, reader, stranger = signed_in(app, "admin"), signed_in(app, "reader"), visitor(app)
        for one in (admin, reader, stranger):
            one.headers["accept-language"] = "en"
        for _ in range(2):
            full, less = admin.get("/incidents"), reader.get("/incidents")
            assert 'href="/settings"' in full.text
            assert 'href="/settings"' not in less.text
            assert ">reader</a>" in less.text
            refused = stranger.get("/incidents", follow_redirects=False)
            assert refused.status_code in {303, 401}
            assert "incident-row" not in refused.text
        admin.post("/sign-out", headers={"x-csrf": CSRF.search(admin.get("/incidents").text)[1]})
        gone = admin.get("/incidents", follow_redirects=False)
        assert gone.status_code in {303, 401}


def test_a_slow_reader_holds_up_nobody(desk_client: TestClient) -> None:
    """As many who don't take their page as pages are made at a time, and one who does."""
    office = desk_client.app.state.office
    session = next(iter(desk_client.cookies.items()))
    scope = {
        "type": "http", "method": "GET", "path": "/incidents", "raw_path": b"/incidents",
        "query_string": b"", "headers": [(b"cookie", "=".join(session).encode())],
        "app": desk_client.app,
    }  # fmt: skip

    async def page(_scope: Any, _receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/html"), (b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})

    async def meet() -> int:
        kept = KeptPages(page, office, Makers(office.workspace, office.config, most=0))
        stuck, done = asyncio.Event(), asyncio.Event()

        async def never(_message: Any) -> None:
            await stuck.wait()

        async def taken(message: Any) -> None:
            if message["type"] == "http.response.body":
                done.set()

        slow = [
            asyncio.create_task(kept({**scope, "query_string": b"n=%d" % n}, None, never))
            for n in range(AT_ONCE + 1)
        ]
        await asyncio.sleep(0)
        await asyncio.wait_for(kept({**scope, "query_string": b"quick"}, None, taken), 5)
        stuck.set()
        await asyncio.gather(*slow)
        return done.is_set()

    with ThreadPoolExecutor(1) as pool:  # a browser's loop may be running in this thread
        assert pool.submit(lambda: asyncio.run(meet())).result()


def test_the_memory_has_an_end(
    desk_client: TestClient, monkeypatch: pytest.MonkeyPatch, made: list[str]
) -> None:
    size = len(desk_client.get("/incidents").content)
    monkeypatch.setattr(kept_pages, "MOST", int(2.5 * size))
    for event in ("kill", "air_strike", "injure", "kill"):
        desk_client.get(f"/incidents?event={event}&sort=oldest")
    assert len([path for path in made if path == "/incidents"]) == 5


def test_the_mark_is_cut_out_wherever_it_stands() -> None:
    mark = b"m" * 64
    parts = kept_pages._cut(b"a" + mark + b"b" + mark, mark)
    assert parts == (b"a", b"b", b"")
    assert re.fullmatch(b"aXbX", b"X".join(parts))
