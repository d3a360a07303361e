"""The stream of changes: nothing is missed, nothing comes twice, a void place says so."""

import threading
import time
from pathlib import Path

import httpx
import pytest
from sqlalchemy import delete

from riwaya.store.tables import readings
from riwaya.web.api.cursors import cursor_of, place_of
from riwaya.workspace.api_tokens import make_token
from riwaya.workspace.change_stream import Place, Void, changes_after, now
from riwaya.workspace.fusing import fuse
from riwaya.workspace.workspace import Workspace
from tests.web.conftest import Served

STRIKE = "قال مصدر طبي إن 4 مدنيين قتلوا في غارة جوية على بلدة الميادين أمس.\n"


def all_from(workspace: Workspace, place: Place, limit: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    with workspace.engine.connect() as connection:
        while True:
            several, place = changes_after(connection, place, limit)
            found += [(one.kind, one.id) for one in several]
            if not several:
                return found


def test_pages_of_any_size_tell_the_same(workspace: Workspace) -> None:
    whole = all_from(workspace, Place(), 1000)
    assert len(set(whole)) == len(whole)
    kinds = [kind for kind, _ in whole]
    assert kinds == sorted(
        kinds, key=("report", "reading", "decision", "judgement", "incidents").index
    )
    assert {"report", "reading", "incidents"} == set(kinds)
    for limit in (1, 3, 7):
        assert all_from(workspace, Place(), limit) == whole


def test_from_now_on_only_news_come(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.engine.connect() as connection:
        place = now(connection)
        assert changes_after(connection, place, 10)[0] == []
    (tmp_path / "new.txt").write_text(STRIKE, encoding="utf-8")
    workspace.add([tmp_path / "new.txt"], published="2016-09-02", jobs=1)
    fuse(workspace)
    with workspace.engine.connect() as connection:
        found, after = changes_after(connection, place, 10)
        assert [one.kind for one in found] == ["report", "reading", "incidents"]
        assert found[1].report == found[0].id
        assert changes_after(connection, after, 10)[0] == []


def test_a_place_that_is_gone_is_void(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        place = now(connection)
    with workspace.engine.begin() as connection:
        connection.execute(delete(readings).where(readings.c.n == place.reading[0]))
        with pytest.raises(Void):
            changes_after(connection, place, 10)
    with workspace.engine.connect() as connection, pytest.raises(Void):
        changes_after(connection, Place(report=(1, "elsewhere")), 10)


def test_cursors_go_there_and_back(workspace: Workspace) -> None:
    with workspace.engine.connect() as connection:
        place = now(connection)
    assert place_of(cursor_of(place), Place) == place


def test_one_can_wait_and_follow(served: Served, tmp_path: Path) -> None:
    secret = make_token(
        served.workspace.engine, "tester", "admin", name="k", scope="read", days=7
    ).secret
    bearer = {"authorization": f"Bearer {secret}"}
    url = f"{served.url}/api/v1/changes"
    start = httpx.get(f"{url}?after=now", headers=bearer).json()
    assert start["changes"] == []
    assert httpx.get(f"{served.url}{start['next']}&wait=1", headers=bearer).json()["changes"] == []
    (tmp_path / "new.txt").write_text(STRIKE, encoding="utf-8")

    def later() -> None:
        time.sleep(0.3)
        with Workspace(served.workspace.folder.path) as another:
            another.add([tmp_path / "new.txt"], published="2016-09-02", jobs=1)

    thread = threading.Thread(target=later)
    thread.start()
    waited = httpx.get(f"{served.url}{start['next']}&wait=30", headers=bearer, timeout=60).json()
    assert "report" in {one["kind"] for one in waited["changes"]}
    thread.join()
    events: list[str] = []
    streaming = bearer | {"accept": "text/event-stream"}
    asked = {"after": start["cursor"]}
    with httpx.stream("GET", url, params=asked, headers=streaming, timeout=30) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for line in stream.iter_lines():
            events.append(line)
            if line.startswith("event: reading"):
                break
    assert any(line.startswith("event: report") for line in events)


def test_a_void_place_is_told(served: Served) -> None:
    secret = make_token(
        served.workspace.engine, "tester", "admin", name="k", scope="read", days=7
    ).secret
    gone = cursor_of(Place(report=(1, "elsewhere")))
    answer = httpx.get(
        f"{served.url}/api/v1/changes?after={gone}", headers={"authorization": f"Bearer {secret}"}
    )
    assert answer.status_code == 410
