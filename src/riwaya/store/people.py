"""People who may work at the desk: nobody is deleted, so that the record keeps its names."""

from typing import Any, cast

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update

from riwaya.records.role import Role
from riwaya.store.acts import now
from riwaya.store.desk_tables import people


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A person's row; `password` is a hash, and empty in lists."""

    n: int
    name: str
    role: Role
    active: bool
    made_at: str
    made_by: str
    password: str = ""


def put_person(connection: Connection, name: str, role: Role, password: str, by: str) -> None:
    """Add a person; `password` is the hash of one. A name that is taken is an IntegrityError."""
    values = {
        "name": name, "role": role, "password": password, "active": True,
        "made_at": now(), "made_by": by,
    }  # fmt: skip
    connection.execute(insert(people).values(values))


def every_person(connection: Connection) -> list[Account]:
    """Everybody, also those who may not sign in any more, in the order in which they came."""
    rows = connection.execute(select(people).order_by(people.c.n))
    return [msgspec.structs.replace(_account(row), password="") for row in rows]


def find_person(connection: Connection, name: str) -> Account | None:
    """The person of a name, however its letters are cased."""
    wanted = name.casefold()
    # Names are few, and the databases don't agree on the case of letters outside of ASCII.
    for row in connection.execute(select(people.c.n, people.c.name).order_by(people.c.n)):
        if row.name.casefold() == wanted:
            return person_numbered(connection, row.n)
    return None


def person_numbered(connection: Connection, n: int) -> Account | None:
    """The person of a number."""
    row = connection.execute(select(people).where(people.c.n == n)).one_or_none()
    return None if row is None else _account(row)


def change_person(connection: Connection, n: int, **values: Any) -> None:
    """Change a person's `role`, `password` (a hash) or `active`."""
    connection.execute(update(people).where(people.c.n == n).values(**values))


def active_admins(connection: Connection) -> int:
    """How many admins may sign in."""
    query = select(func.count()).where(people.c.role == "admin", people.c.active)
    return int(connection.execute(query).scalar_one())


def _account(row: Row[Any]) -> Account:
    return Account(
        n=row.n, name=row.name, role=cast(Role, row.role), active=bool(row.active),
        made_at=row.made_at, made_by=row.made_by, password=row.password,
    )  # fmt: skip
