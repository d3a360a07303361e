"""The stream of changes: asked for from a cursor on, waited for, or followed as events."""

import asyncio
from collections.abc import AsyncIterator
from threading import BoundedSemaphore
from typing import Annotated, Any

import msgspec
from fastapi import Query as Asked
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from riwaya.web.api.answering import plain
from riwaya.web.api.cursors import cursor_of, place_of
from riwaya.web.api.described import PREFIX, api_router, gives
from riwaya.web.api.filters import Cursor, Limit
from riwaya.web.api.problem import Refused
from riwaya.web.api.records import Changes
from riwaya.web.desk import Desk
from riwaya.web.routing import Here
from riwaya.workspace.change_stream import (
    KINDS,
    Change,
    Kind,
    Place,
    Void,
    changes_after,
    now,
    steady,
)

router = api_router()
#: Seconds that a question may wait, between two looks, until a sign of life, of one stream.
LONGEST, BETWEEN, ALIVE, STREAM = 30, 0.5, 15, 600
#: Questions that may wait at once.
WAITING = 64
EVENTS = "text/event-stream"
_waiting = BoundedSemaphore(WAITING)


@router.get("/changes", **gives("Changes", 410, 429, cached=False))
async def changes(
    desk: Here,
    request: Request,
    after: Cursor = None,
    wait: Annotated[int, Asked(ge=0, le=LONGEST, description="Seconds to wait for news.")] = 0,
    limit: Limit = 100,
) -> Response:
    """What happened after a cursor, in order; `after=now` is the end of the stream.

    Without a cursor it begins with the first report. Sent with `Accept: text/event-stream` it
    goes on as events, whose ids are cursors.
    """
    place = await _place(desk, after or request.headers.get("last-event-id"))
    if EVENTS in request.headers.get("accept", ""):
        return StreamingResponse(
            _events(desk, request, place, limit), media_type=EVENTS,
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )  # fmt: skip
    if after == "now":
        return _told([], place, limit)
    found, place = await _look(desk, place, limit)
    if found or not wait:
        return _told(found, place, limit)
    with _Waiting():
        for _ in range(int(wait / BETWEEN)):
            await asyncio.sleep(BETWEEN)
            if await request.is_disconnected():
                break
            found, place = await _look(desk, place, limit)
            if found:
                break
    return _told(found, place, limit)


class _Waiting:
    """A place among those who wait; 429 where there is none."""

    def __enter__(self) -> None:
        if not _waiting.acquire(blocking=False):
            raise Refused(429, "too many are waiting; ask again without `wait`")

    def __exit__(self, *_: object) -> None:
        _waiting.release()


async def _events(desk: Desk, request: Request, place: Place, limit: int) -> AsyncIterator[str]:
    """Events as they come, a comment now and then; the client asks anew after some minutes."""
    quiet = 0.0
    if not _waiting.acquire(blocking=False):
        yield "retry: 30000\n\n"
        return
    try:
        yield f"retry: 2000\n: {len(KINDS)} kinds of change\n\n"
        for _ in range(int(STREAM / BETWEEN)):
            if await request.is_disconnected():
                return
            try:
                found, place = await _look(desk, place, limit)
            except Refused as refused:
                yield f"event: void\ndata: {msgspec.json.encode(str(refused)).decode()}\n\n"
                return
            for number, one in enumerate(found, 1):
                data = msgspec.json.encode(one).decode()
                # A cursor stands behind all that was looked up at once: it comes with the last.
                mark = f"id: {cursor_of(place)}\n" if number == len(found) else ""
                yield f"{mark}event: {one.kind}\ndata: {data}\n\n"
            quiet = 0.0 if found else quiet + BETWEEN
            if quiet >= ALIVE:
                quiet = 0.0
                yield ": alive\n\n"
            if len(found) < limit:
                await asyncio.sleep(BETWEEN)
    finally:
        _waiting.release()


async def _place(desk: Desk, after: str | None) -> Place:
    if after == "now":
        return await run_in_threadpool(_now, desk)
    return place_of(after, Place) or Place()


def _now(desk: Desk) -> Place:
    with desk.workspace.engine.connect() as connection:
        steady(connection)
        return now(connection)


async def _look(desk: Desk, place: Place, limit: int) -> tuple[list[Change], Place]:
    def look() -> tuple[list[Change], Place]:
        with desk.workspace.engine.connect() as connection:
            steady(connection)
            return changes_after(connection, place, limit, kinds=_kinds(desk))

    try:
        return await run_in_threadpool(look)
    except Void as void:
        raise Refused(410, str(void)) from None


def _kinds(desk: Desk) -> tuple[Kind, ...]:
    """The public is told that something has changed, and looks for itself."""
    return ("incidents",) if desk.public else KINDS


def _told(found: list[Change], place: Place, limit: int) -> Response:
    cursor: Any = cursor_of(place)
    address = f"{PREFIX}/changes?after={cursor}&limit={limit}"
    return plain(Changes(changes=found, cursor=cursor, next=address))
