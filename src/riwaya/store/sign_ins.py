"""Sign-ins that hold: a row for each, under the SHA-256 of what the browser's cookie says."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from riwaya.store.acts import moment
from riwaya.store.desk_tables import sessions

#: A sign-in ends when nothing was asked for so long, and at the latest after so long.
IDLE, LONGEST = timedelta(hours=8), timedelta(days=7)
#: How late a sign-in may be noted as used: a row written for every page would be too many.
NOTED = timedelta(minutes=5)
#: In the place of a person's number: the machine's own user, on a desk without accounts.
OWNER = 0


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in that holds: whose, and when it was noted as used."""

    person_n: int
    seen_at: str

    def is_stale(self, at: datetime) -> bool:
        """Whether it is time to note that it is used."""
        return self.seen_at <= moment(at - NOTED)


def put_sign_in(connection: Connection, secret: str, person_n: int, at: datetime) -> None:
    """Begin a sign-in; those that have ended are cleared away."""
    connection.execute(delete(sessions).where(sessions.c.expires_at <= moment(at)))
    connection.execute(delete(sessions).where(sessions.c.seen_at <= moment(at - IDLE)))
    values = {
        "id": digest(secret), "person_n": person_n, "made_at": moment(at), "seen_at": moment(at),
        "expires_at": moment(at + LONGEST),
    }  # fmt: skip
    connection.execute(insert(sessions).values(values))


def sign_in_of(connection: Connection, secret: str, at: datetime) -> SignIn | None:
    """The sign-in that a secret belongs to; None where it has ended or never was."""
    query = select(sessions.c.person_n, sessions.c.seen_at).where(
        sessions.c.id == digest(secret),
        sessions.c.expires_at > moment(at),
        sessions.c.seen_at > moment(at - IDLE),
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else SignIn(row.person_n, row.seen_at)


def note_sign_in(connection: Connection, secret: str, at: datetime) -> None:
    """Note that a sign-in was used."""
    here = sessions.c.id == digest(secret)
    connection.execute(update(sessions).where(here).values(seen_at=moment(at)))


def end_sign_in(connection: Connection, secret: str) -> None:
    """End one sign-in."""
    connection.execute(delete(sessions).where(sessions.c.id == digest(secret)))


def end_sign_ins(connection: Connection, person_n: int) -> None:
    """End all sign-ins of a person."""
    connection.execute(delete(sessions).where(sessions.c.person_n == person_n))


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def digest(secret: str) -> str:
    """What is kept of a secret: enough to know it again, too little to use it."""
    return sha256(secret.encode(errors="replace")).hexdigest()
