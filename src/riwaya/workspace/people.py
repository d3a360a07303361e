"""People of the desk: added, given a role and a password, sent away; there is always an admin.

Each change is an act for the record. What is wrong with one is a BadInput.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from unicodedata import category, normalize

from sqlalchemy import Connection, Engine

from riwaya.errors import BadInput
from riwaya.records.role import ROLES, Role
from riwaya.store.acts import put_act
from riwaya.store.engine import for_people
from riwaya.store.people import (
    Account,
    active_admins,
    change_person,
    every_person,
    find_person,
    put_person,
)
from riwaya.store.sign_ins import end_sign_ins, utc_now
from riwaya.store.tokens import revoke
from riwaya.store.turns import turn
from riwaya.workspace.passwords import checked_password, hashed

#: Letters of a name at most: what its column holds.
LONGEST = 80
BLANKS = re.compile(r"\s+")
#: Categories of characters that could make one name look like another.
HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def people_of(engine: Engine) -> list[Account]:
    """Everybody, also those who were sent away."""
    with _told(), engine.connect() as connection:
        return every_person(connection)


def add_person(engine: Engine, name: str, role: str, password: str, *, by: str) -> Account:
    """Add a person; somebody of this name who was sent away comes back instead."""
    name, role = checked_name(name), checked_role(role)
    # Hashing takes its time: nobody waits for it to write.
    secret = hashed(checked_password(password, name))
    with _changing(engine) as connection:
        known = find_person(connection, name)
        if known is not None and known.active:
            raise BadInput(f"{known.name}: there is somebody of this name already")
        if known is None:
            put_person(connection, name, role, secret, by)
        else:
            change_person(connection, known.n, role=role, password=secret, active=True)
        put_act(connection, by, "add_person", name, {"role": role})
        return _known(connection, name)


def change_role(engine: Engine, name: str, role: str, *, by: str) -> Account:
    """Give a person another role; the last admin stays one."""
    role = checked_role(role)
    with _changing(engine) as connection:
        person = _active(connection, name)
        if person.role != role:
            _spare_last_admin(connection, person)
            change_person(connection, person.n, role=role)
            put_act(connection, by, "change_role", person.name, {"role": role, "was": person.role})
        return _known(connection, name)


def change_password(engine: Engine, name: str, password: str, *, by: str) -> None:
    """Give a person another password: all their sign-ins end."""
    secret = hashed(checked_password(password, name))
    with _changing(engine) as connection:
        person = _active(connection, name)
        change_person(connection, person.n, password=secret)
        end_sign_ins(connection, person.n)
        put_act(connection, by, "change_password", person.name)


def remove_person(engine: Engine, name: str, *, by: str) -> None:
    """Send a person away: sign-ins end and keys stop working; what they did stays theirs."""
    with _changing(engine) as connection:
        person = _active(connection, name)
        _spare_last_admin(connection, person)
        change_person(connection, person.n, active=False)
        end_sign_ins(connection, person.n)
        revoke(connection, at=utc_now(), person=person.name)
        put_act(connection, by, "remove_person", person.name)


def checked_name(name: str) -> str:
    """A name that can be told from others by eye; raises BadInput."""
    tidy = BLANKS.sub(" ", normalize("NFC", name)).strip()
    if not tidy:
        raise BadInput("a person needs a name")
    if len(tidy) > LONGEST:
        raise BadInput(f"the name is too long: at most {LONGEST} letters")
    if any(category(letter) in HIDDEN for letter in tidy):
        raise BadInput("the name has characters that can't be seen; type it again")
    return tidy


def checked_role(role: str) -> Role:
    """One of the four roles; raises BadInput."""
    for one in ROLES:
        if role == one:
            return one
    raise BadInput(f"{role!r} is no role; there are {', '.join(ROLES)}")


def _active(connection: Connection, name: str) -> Account:
    person = find_person(connection, normalize("NFC", name))
    if person is None or not person.active:
        raise BadInput(f"{name}: there is nobody of this name; `riwaya people list` shows all")
    return person


def _known(connection: Connection, name: str) -> Account:
    person = find_person(connection, normalize("NFC", name))
    if person is None:  # it was there a moment ago, in this same turn
        raise BadInput(f"{name}: there is nobody of this name")
    return person


def _spare_last_admin(connection: Connection, person: Account) -> None:
    if person.role == "admin" and active_admins(connection) <= 1:
        raise BadInput(f"{person.name} is the only admin; make somebody else one first")


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    with _told(), turn(engine) as connection:
        yield connection


@contextmanager
def _told() -> Iterator[None]:
    with for_people("the workspace's database"):
        yield
