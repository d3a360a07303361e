"""Answers of the API: JSON of records, with a mark by which an unchanged one isn't sent again."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import msgspec
from starlette.responses import Response

from riwaya.web.desk import Desk

JSON = "application/json"
#: Kept by the client alone, and asked about each time.
CACHE = "private, no-cache"
LETTERS = 24


def etag_of(desk: Desk, kind: str = JSON) -> str:
    """The mark of what is answered to this very question while the workspace stays as it is.

    Weak: the same content may be written otherwise by another version.
    """
    asked = f"{desk.state}\n{desk.request.url}\n{desk.person.role}\n{desk.public}\n{kind}"
    return f'W/"{sha256(asked.encode(errors="replace")).hexdigest()[:LETTERS]}"'


def answer(
    desk: Desk, make: Callable[[], Any], *, kind: str = JSON, etag: str | None = None
) -> Response:
    """What `make` gives, as JSON; 304 where the client says that it has it."""
    etag = etag or etag_of(desk, kind)
    headers = {"ETag": etag, "Cache-Control": CACHE}
    if _matches(desk.request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(msgspec.json.encode(make()), media_type=kind, headers=headers)


def plain(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON that isn't asked about again."""
    return Response(msgspec.json.encode(value), status, headers, JSON)


def _matches(asked: str | None, etag: str) -> bool:
    """Whether one of the marks of If-None-Match is this one, compared weakly (RFC 9110, 8.8.3)."""
    if asked is None:
        return False
    marks = {mark.strip().removeprefix("W/") for mark in asked.split(",")}
    return "*" in marks or etag.removeprefix("W/") in marks
