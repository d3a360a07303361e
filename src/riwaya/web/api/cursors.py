"""Cursors: where a page ended, opaque to who follows it; nothing in one is trusted."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Any, TypeVar

import msgspec

from riwaya.errors import BadInput

Place = TypeVar("Place")
LONGEST = 600
#: The greatest number that databases take.
MOST = 2**63 - 1


class Number(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: a row's number."""

    n: int


def cursor_of(place: Any) -> str:
    """A place as text for an address."""
    return urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def place_of(cursor: str | None, kind: type[Place]) -> Place | None:
    """The place of a cursor; None for none. Raises BadInput for what no answer has given."""
    if not cursor:
        return None
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        place = msgspec.json.decode(raw, type=kind)
    except (Error, UnicodeError, ValueError, msgspec.DecodeError):
        raise BadInput("the cursor is none of ours; take it from `next` as it stands") from None
    if not _fits(msgspec.to_builtins(place)):
        raise BadInput("the cursor is none of ours; take it from `next` as it stands")
    return place


def _fits(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(map(_fits, value))
    if isinstance(value, int):
        return abs(value) <= MOST
    return not isinstance(value, str) or "\0" not in value
