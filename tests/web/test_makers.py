"""Pages made by another process are those that the desk would have made itself."""

import asyncio
import os
import re
import signal
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from riwaya.web.app import make_app
from riwaya.web.config import Config
from riwaya.web.makers import Maker, Makers
from riwaya.web.page_turns import AT_ONCE
from riwaya.workspace.workspace import Workspace

PATHS = ("/incidents", "/reports", "/sources", "/queue", "/audit", "/search")


@pytest.fixture
def makers(workspace: Workspace) -> Iterator[Makers]:
    several = Makers(workspace, Config(), most=1)
    yield several
    several.close()


@pytest.fixture
def app(workspace: Workspace, makers: Makers) -> FastAPI:
    return make_app(workspace, Config(), makers)


def beside(job: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run a coroutine in a thread of its own: another loop may run in this one."""
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(asyncio.run(job())))
    thread.start()
    thread.join()
    return found[0]


@asynccontextmanager
async def signed_in(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app) as client:
        await client.get(f"/enter?token={app.state.office.sessions.token}")
        yield client


def client_of(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=Config().url)


async def at_once(client: httpx.AsyncClient, number: int) -> dict[str, httpx.Response]:
    """All pages at once; another number is another address, so that nothing is kept."""
    paths = [f"{path}?limit={20 + number}" for path in PATHS]
    return dict(zip(paths, await asyncio.gather(*map(client.get, paths)), strict=True))


def plain(text: str, session_marks: re.Pattern[str] = re.compile(r"[0-9a-f]{64}")) -> str:
    return session_marks.sub("", text)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that makers were asked for, in order."""
    paths: list[str] = []
    make = Makers.make

    async def noted(self: Makers, maker: Maker, scope: Any, office: Any) -> Any:
        paths.append(scope["path"])
        return await make(self, maker, scope, office)

    monkeypatch.setattr(Makers, "make", noted)
    return paths


def test_many_at_once_get_the_pages_that_one_gets(
    workspace: Workspace, app: FastAPI, makers: Makers, asked: list[str]
) -> None:
    async def until_a_maker_was_asked() -> dict[str, httpx.Response]:
        # A busy machine makes a hundred rounds of pages before the maker has begun.
        await makers.ready()
        found: dict[str, httpx.Response] = {}
        async with signed_in(app) as client:
            for number in range(100):
                found |= await at_once(client, number)
                if asked:
                    break
        return found

    found = beside(until_a_maker_was_asked)
    assert asked
    with TestClient(make_app(workspace, Config()), base_url=Config().url) as alone:
        alone.get(f"/enter?token={alone.app.state.office.sessions.token}")  # type: ignore[attr-defined]
        for path, answer in found.items():
            one = alone.get(path)
            assert answer.status_code == one.status_code == 200, path
            assert plain(answer.text) == plain(one.text), path
            assert answer.headers["content-security-policy"]


def test_a_maker_that_was_killed_holds_up_nobody(
    app: FastAPI, makers: Makers, asked: list[str]
) -> None:
    async def kill() -> set[int]:
        (maker,) = await makers.ready()
        os.kill(maker.process.pid, signal.SIGKILL)
        codes: set[int] = set()
        async with signed_in(app) as client:
            for number in range(100):
                codes |= {one.status_code for one in (await at_once(client, number)).values()}
                if asked:
                    break
        return codes

    assert beside(kill) == {200}
    assert len(asked) == 1


def test_nobody_is_shown_anything_without_having_signed_in(app: FastAPI, makers: Makers) -> None:
    async def unknown() -> list[httpx.Response]:
        await makers.ready()
        async with client_of(app) as client:
            return await asyncio.gather(*(client.get(path) for path in PATHS))

    assert {one.status_code for one in beside(unknown)} == {401}


def test_one_at_a_time_starts_no_process(app: FastAPI, makers: Makers) -> None:
    async def one_by_one() -> None:
        async with signed_in(app) as client:
            for path in PATHS * (AT_ONCE + 1):
                assert (await client.get(path)).status_code == 200

    beside(one_by_one)
    assert not makers.started


def test_tables_and_troubles_of_the_desk_reach_its_makers(app: FastAPI, makers: Makers) -> None:
    async def page() -> tuple[str, str]:
        (maker,) = await makers.ready()
        async with signed_in(app) as client:
            request = client.build_request("GET", "/incidents")
            scope = {
                "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1",
                "method": "GET", "scheme": "http", "path": "/incidents", "raw_path": b"/incidents",
                "query_string": b"", "root_path": "", "headers": request.headers.raw,
                "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 1),
            }  # fmt: skip
            office = app.state.office
            before = await makers.make(maker, scope, office)
            office.background.problem = "the disk is full"
            office.forget_known()
            after = await makers.make(maker, scope, office)
        assert before is not None
        assert after is not None
        return before.body.decode(), after.body.decode()

    before, after = beside(page)
    assert "the disk is full" not in before
    assert "the disk is full" in after


def test_a_process_ends_when_the_desk_does(workspace: Workspace) -> None:
    makers = Makers(workspace, Config(), most=1)
    (maker,) = beside(makers.ready)
    makers.close()
    assert not maker.process.is_alive()
    assert maker.process.exitcode == 0


def test_a_desk_that_is_closed_at_once_leaves_nobody_behind(workspace: Workspace) -> None:
    makers = Makers(workspace, Config(), most=1)

    async def begin_and_close() -> list[Maker]:
        await asyncio.to_thread(makers._start, "spawn")
        waiting = asyncio.create_task(makers.ready())
        (maker,) = makers._all
        await asyncio.sleep(0)  # it waits at the line now
        makers.close()
        assert await waiting == []
        return [maker]

    (maker,) = beside(begin_and_close)
    assert not maker.process.is_alive()
