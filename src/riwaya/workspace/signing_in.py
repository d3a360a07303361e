"""Signing in: a name and a password become a secret for the browser's cookie.

Guessing is slowed down: by name and address together soon, by either alone later, and never for
long by the name alone, else anybody could keep its owner out.
"""

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from math import ceil
from unicodedata import normalize

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from riwaya.errors import RiwayaError
from riwaya.store.acts import put_act
from riwaya.store.attempts import Patience, forget_attempts, put_attempts, to_wait
from riwaya.store.engine import for_people
from riwaya.store.people import Account, change_person, find_person, person_numbered
from riwaya.store.sign_ins import (
    OWNER,
    SignIn,
    end_sign_in,
    note_sign_in,
    put_sign_in,
    sign_in_of,
    utc_now,
)
from riwaya.store.turns import turn
from riwaya.workspace.passwords import hashed, is_outdated, is_password

#: Random bytes of a cookie.
BYTES = 32
BOTH = Patience(free=4, longest=900)
BY_ADDRESS = Patience(free=30, longest=300, memory=3600)
BY_NAME = Patience(free=20, longest=60)
WHERE = "the workspace's database"
Clock = Callable[[], datetime]


class WrongPassword(RiwayaError):
    """Name and password don't belong together; which of them is wrong isn't told."""


class MustWait(RiwayaError):
    """Too many failed sign-ins; `seconds` from now the next may come."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many attempts; try again in {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who has signed in, and the secret for their browser."""

    person: Account
    secret: str


def sign_in(
    engine: Engine, name: str, password: str, address: str,
    *, before: str = "", clock: Clock = utc_now,
) -> SignedIn:  # fmt: skip
    """Sign a person in; `before` is the secret that the browser came with, which ends.

    Raises WrongPassword, MustWait.
    """
    at = clock()
    with for_people(WHERE):
        person, keys = _proven(engine, name, password, address, at)
        return _let_in(engine, person, password, keys, before, at)


def prove(
    engine: Engine, name: str, password: str, address: str, *, clock: Clock = utc_now
) -> None:
    """Ask for a password once more before something grave; raises WrongPassword, MustWait."""
    at = clock()
    with for_people(WHERE):
        _, keys = _proven(engine, name, password, address, at)
        with turn(engine) as connection:
            _forget(connection, keys, at)


def person_of(engine: Engine, secret: str, *, clock: Clock = utc_now) -> Account | None:
    """Whose sign-in a cookie's secret is; None where it has ended or never was."""
    if not secret:
        return None
    at = clock()
    with for_people(WHERE):
        with engine.connect() as connection:
            found = sign_in_of(connection, secret, at)
            person = person_numbered(connection, found.person_n) if found else None
        if found is None or person is None or not person.active:
            return None
        _note(engine, secret, found, at)
        return person


def begin_sign_in(engine: Engine, person: Account, *, clock: Clock = utc_now) -> str:
    """A new sign-in of a person who is known already: after their password has changed."""
    secret = secrets.token_urlsafe(BYTES)
    with for_people(WHERE), turn(engine) as connection:
        put_sign_in(connection, secret, person.n, clock())
    return secret


def begin_owner(engine: Engine, secret: str, *, clock: Clock = utc_now) -> None:
    """A sign-in of the machine's own user, who needs no account; raises BadWorkspace."""
    with for_people(WHERE), turn(engine) as connection:
        put_sign_in(connection, secret, OWNER, clock())


def is_owner(engine: Engine, secret: str, *, clock: Clock = utc_now) -> bool:
    """Whether a secret is of a sign-in of the machine's own user."""
    if not secret:
        return False
    at = clock()
    with for_people(WHERE):
        with engine.connect() as connection:
            found = sign_in_of(connection, secret, at)
        if found is None or found.person_n != OWNER:
            return False
        _note(engine, secret, found, at)
    return True


def sign_out(engine: Engine, secret: str, name: str) -> None:
    """End a sign-in."""
    with for_people(WHERE), turn(engine) as connection:
        end_sign_in(connection, secret)
        put_act(connection, name, "sign_out")


def _note(engine: Engine, secret: str, found: SignIn, at: datetime) -> None:
    """Note that a sign-in is used, not at every page."""
    if found.is_stale(at):
        # Somebody else may be writing for long: then the next page notes it.
        with suppress(DBAPIError), turn(engine) as connection:
            note_sign_in(connection, secret, at)


def _proven(
    engine: Engine, name: str, password: str, address: str, at: datetime
) -> tuple[Account, list[str]]:
    """The person, and the keys that the attempt was counted under."""
    name = normalize("NFC", name).strip()
    rules = _announce(engine, name, address, at)
    with engine.connect() as connection:
        person = find_person(connection, name)
    known = person if person is not None and person.active else None
    right = is_password(password, known.password if known else None)
    if known is None or not right:
        raise WrongPassword("name and password don't belong together")
    return known, list(rules)


def _forget(connection: Connection, keys: list[str], at: datetime) -> None:
    """The password was right: it was no guess; the address's other failures stay."""
    both, by_name, by_address = keys
    forget_attempts(connection, both)
    forget_attempts(connection, by_name)
    forget_attempts(connection, by_address, at.timestamp())


def _announce(engine: Engine, name: str, address: str, at: datetime) -> Mapping[str, Patience]:
    """Write the attempt down before it is made; raises MustWait where it comes too soon."""
    rules = _rules(name, address)
    with turn(engine) as connection:
        wait = to_wait(connection, rules, at.timestamp())
        if wait > 0:
            raise MustWait(ceil(wait))
        put_attempts(connection, rules, at.timestamp())
    return rules


def _let_in(
    engine: Engine, person: Account, password: str, keys: list[str], before: str, at: datetime
) -> SignedIn:
    anew = hashed(password) if is_outdated(person.password) else None
    secret = secrets.token_urlsafe(BYTES)
    with turn(engine) as connection:
        now = person_numbered(connection, person.n)
        if now is None or not now.active or now.password != person.password:
            raise WrongPassword("name and password don't belong together")  # changed meanwhile
        if anew:
            change_person(connection, person.n, password=anew)
        _forget(connection, keys, at)
        if before:
            end_sign_in(connection, before)
        put_sign_in(connection, secret, person.n, at)
        put_act(connection, person.name, "sign_in")
    return SignedIn(now, secret)


def _rules(name: str, address: str) -> dict[str, Patience]:
    """Under which keys an attempt counts; names are hashed, since some type passwords there."""
    who, where = sha256(name.casefold().encode(errors="replace")).hexdigest()[:32], _net(address)
    return {f"both:{who}:{where}": BOTH, f"name:{who}": BY_NAME, f"from:{where}": BY_ADDRESS}


def _net(address: str) -> str:
    """An address; of the newer kind the half that one customer has at least."""
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, IPv6Address):
        return known.ipv4_mapped.compressed if known.ipv4_mapped else known.exploded[:19]
    return known.compressed
