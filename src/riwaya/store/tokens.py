"""Keys for programs: a row for each, under the SHA-256 of the key itself."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from riwaya.store.acts import moment
from riwaya.store.desk_tables import tokens
from riwaya.store.sign_ins import digest


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A key as its row tells it; `id` is the SHA-256 of the key, which nobody has but its owner."""

    id: str
    person: str
    name: str
    scope: str
    made_at: str
    expires_at: str | None
    revoked_at: str | None

    def holds(self, at: datetime) -> bool:
        """Whether it can be used at a moment."""
        if self.revoked_at is not None:
            return False
        return self.expires_at is None or self.expires_at > moment(at)


def put_token(
    connection: Connection, secret: str, *, person: str, name: str, scope: str,
    at: datetime, until: datetime | None,
) -> Token:  # fmt: skip
    """Keep a new key."""
    made = Token(
        id=digest(secret), person=person, name=name, scope=scope, made_at=moment(at),
        expires_at=None if until is None else moment(until), revoked_at=None,
    )  # fmt: skip
    connection.execute(insert(tokens).values(msgspec.structs.asdict(made)))
    return made


def find_token(connection: Connection, secret: str) -> Token | None:
    """The row of a key."""
    query = select(tokens).where(tokens.c.id == digest(secret))
    row = connection.execute(query).one_or_none()
    return None if row is None else _token(row)


def tokens_of(connection: Connection, person: str | None = None) -> list[Token]:
    """The keys of a person, or of everybody, the newest first."""
    query = select(tokens).order_by(tokens.c.made_at.desc(), tokens.c.id)
    if person is not None:
        query = query.where(tokens.c.person == person)
    return [_token(row) for row in connection.execute(query)]


def revoke(connection: Connection, *, at: datetime, id_: str = "", person: str = "") -> int:
    """Make a key (by its row's id), or all of a person, useless; returns how many were not yet."""
    change = update(tokens).where(tokens.c.revoked_at.is_(None))
    if id_:
        change = change.where(tokens.c.id == id_)
    if person or not id_:
        change = change.where(tokens.c.person == person)
    return connection.execute(change.values(revoked_at=moment(at))).rowcount


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id, person=row.person, name=row.name, scope=row.scope, made_at=row.made_at,
        expires_at=row.expires_at, revoked_at=row.revoked_at,
    )  # fmt: skip
