"""Acts at the desk: rows that are only ever added, each with who, when and about what."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from riwaya.store.desk_tables import acts
from riwaya.store.reports import storable


def put_act(
    connection: Connection,
    person: str,
    act: str,
    about: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Keep what a person did now: `act` is one word, `about` a report, an incident, a person."""
    values = {
        "at": now(),
        "person": storable(person),
        "act": act,
        "about": None if about is None else storable(about),
        "detail": storable(msgspec.json.encode(dict(detail)).decode()) if detail else None,
    }
    connection.execute(insert(acts).values(values))


def now() -> str:
    """The present moment as rows keep it: ISO, UTC, to the millisecond."""
    return moment(datetime.now(UTC))


def moment(at: datetime) -> str:
    """A moment as rows keep it: moments kept so sort as they came."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
