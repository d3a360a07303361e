"""Sources taken in: which bytes came whence, and whether all their reports are in."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Row, delete, func, select, update

from riwaya.store.tables import failures, redactions, takes
from riwaya.store.writing import insert_new


class Take(msgspec.Struct, frozen=True, kw_only=True):
    """One source: its bytes' digest, its name as given, its absolute path or URL, its form.

    `facts` were said of it from outside (publication day, outlet…), `mapping` names a table's
    columns; `seq` is its record in the custody log.
    """

    raw_sha256: str
    source: str
    locator: str
    kind: str
    facts: Mapping[str, str]
    mapping: Mapping[str, str]
    seq: int
    taken_at: str
    taken_by: str

    @property
    def id(self) -> str:
        """The same bytes from the same place with the same facts are taken in once."""
        return take_id(self.raw_sha256, self.locator, self.facts, self.mapping)


def take_id(
    raw_sha256: str, locator: str, facts: Mapping[str, str], mapping: Mapping[str, str]
) -> str:
    """The digest of what makes a take another one."""
    parts = [raw_sha256, locator, dict(facts), dict(mapping)]
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()


class Given(msgspec.Struct, frozen=True):
    """What was said of a take from outside, as its row keeps it."""

    facts: dict[str, str] = {}
    mapping: dict[str, str] = {}


def put_takes(connection: Connection, several: Sequence[Take]) -> None:
    """Note takes as begun; those that are known stay as they are."""
    rows = [
        {
            "id": take.id,
            "raw_sha256": take.raw_sha256,
            "source": take.source,
            "locator": take.locator,
            "kind": take.kind,
            "given": _json(Given(dict(take.facts), dict(take.mapping))),
            "seq": take.seq,
            "taken_at": take.taken_at,
            "taken_by": take.taken_by,
            "finished": False,
            "failed": 0,
        }
        for take in several
    ]
    insert_new(connection, takes, rows, "id")


def last_seq(connection: Connection) -> int:
    """The last record of the custody log whose take the database knows; 0 where there is none."""
    return connection.execute(select(func.max(takes.c.seq))).scalar() or 0


def unfinished(connection: Connection) -> list[Row[tuple[object, ...]]]:
    """Takes whose reports aren't all in yet, in the order in which they came."""
    return list(connection.execute(select(takes).where(~takes.c.finished).order_by(takes.c.n)))


def finish(connection: Connection, take_n: int, messages: Sequence[str]) -> None:
    """Note that all reports of a take are in, and what could not be read of it."""
    connection.execute(delete(failures).where(failures.c.take_n == take_n))
    rows = [
        {"take_n": take_n, "place": place, "message": message}
        for place, message in enumerate(messages)
    ]
    if rows:
        connection.execute(failures.insert(), rows)
    done = update(takes).where(takes.c.n == take_n).values(finished=True, failed=len(rows))
    connection.execute(done)


def known_takes(connection: Connection, ids: Iterable[str]) -> dict[str, bool]:
    """Which of the takes are known, and whether they are finished."""
    wanted = list(ids)
    found: dict[str, bool] = {}
    for start in range(0, len(wanted), 500):
        some = takes.c.id.in_(wanted[start : start + 500])
        query = select(takes.c.id, takes.c.finished).where(some)
        found |= {row.id: row.finished for row in connection.execute(query)}
    return found


def redacted_among(connection: Connection, shas: Sequence[str]) -> dict[str, str]:
    """Which of the bytes were redacted, and why."""
    some = redactions.c.raw_sha256.in_(shas)
    query = select(redactions.c.raw_sha256, redactions.c.reason).where(some)
    return {row.raw_sha256: row.reason for row in connection.execute(query)}


def _json(given: Given) -> str:
    return msgspec.json.encode(given, order="deterministic").decode()
