"""Bodies that the API is sent: JSON of one record, nothing unknown in it, of a moderate size."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import msgspec
from fastapi import Request

from riwaya.errors import BadInput
from riwaya.web.api.answering import JSON
from riwaya.web.api.problem import Refused

Record = TypeVar("Record")
#: Bytes of a body; a decision with all its words is some kilobytes.
MOST = 256 * 1024


def sent(kind: type[Record]) -> Callable[[Request], Coroutine[Any, Any, Record]]:
    """A dependency that reads a body as a record; raises BadInput, Refused."""
    decoder = msgspec.json.Decoder(kind)

    async def read(request: Request) -> Record:
        stated = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if stated != JSON:
            raise Refused(415, f"send {JSON}")
        try:
            record = decoder.decode(await _body(request))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise BadInput(f"the body isn't what is asked for: {error}") from None
        _check(msgspec.to_builtins(record))
        return record

    return read


async def _body(request: Request) -> bytes:
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > MOST:
            raise Refused(413, f"at most {MOST // 1024} kB")
    return bytes(found)


def _check(value: Any) -> None:
    """No database takes NUL or half a character."""
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise BadInput("the body has a character in it that no text has")
    elif isinstance(value, dict):
        for key, part in value.items():
            _check(key)
            _check(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part)
