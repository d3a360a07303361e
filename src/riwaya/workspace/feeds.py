"""The feeds that a workspace watches: their states, and which pages it has seen."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, insert, select

from riwaya.ingest.watching import FeedState
from riwaya.store.tables import settings, takes

FEEDS, MISSED = "feeds", "missed pages"
#: Pages that can't be had are remembered, the last so many.
REMEMBERED = 10_000


def watched(connection: Connection) -> list[FeedState]:
    """The feeds, in the order in which they were added."""
    return msgspec.json.decode(_value(connection, FEEDS), type=list[FeedState])


def keep_watched(connection: Connection, feeds: Iterable[FeedState]) -> None:
    """Keep the feeds' states."""
    _keep(connection, FEEDS, msgspec.json.encode(list(feeds)))


def seen_pages(connection: Connection) -> set[str]:
    """The URLs that were taken in, or that can't be had."""
    found = set(connection.execute(select(takes.c.source)).scalars())
    found |= set(connection.execute(select(takes.c.locator)).scalars())
    return found | set(msgspec.json.decode(_value(connection, MISSED), type=list[str]))


def remember_missed(connection: Connection, urls: Iterable[str]) -> None:
    """Keep pages that needn't be tried again."""
    known = msgspec.json.decode(_value(connection, MISSED), type=list[str])
    several = list(dict.fromkeys([*known, *urls]))[-REMEMBERED:]
    _keep(connection, MISSED, msgspec.json.encode(several))


def _value(connection: Connection, name: str) -> str:
    query = select(settings.c.value).where(settings.c.name == name)
    return connection.execute(query).scalar() or "[]"


def _keep(connection: Connection, name: str, value: bytes) -> None:
    connection.execute(delete(settings).where(settings.c.name == name))
    connection.execute(insert(settings).values(name=name, value=value.decode()))
