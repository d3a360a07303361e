"""Keys for programs: made once, shown once, with a scope, an end, and a way to revoke them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from riwaya.errors import BadInput
from riwaya.records.role import ROLES, Role, lesser
from riwaya.store.acts import put_act
from riwaya.store.engine import for_people
from riwaya.store.people import find_person
from riwaya.store.sign_ins import utc_now
from riwaya.store.tokens import Token, find_token, put_token, revoke, tokens_of
from riwaya.store.turns import turn

#: What a key may be used for, and the role that its user then has at most.
SCOPES: dict[str, Role] = {"read": "reader", "review": "reviewer", "edit": "editor"}
#: Days that a key may hold.
DAYS = (7, 30, 90, 365)
#: A key is known by its beginning, so that a search for lost secrets finds it.
OPENS, BYTES = "riwaya_", 32
LONGEST_NAME, MOST = 80, 50
WHERE = "the workspace's database"
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class NewToken:
    """A key that was just made: `secret` is told now and never again."""

    token: Token
    secret: str


def make_token(
    engine: Engine, person: str, role: Role, *, name: str, scope: str, days: int,
    clock: Clock = utc_now,
) -> NewToken:  # fmt: skip
    """A new key of a person with a role; raises BadInput."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise BadInput(f"give the key a name of at most {LONGEST_NAME} letters")
    if scope not in SCOPES:
        raise BadInput(f"{scope!r} is no scope; there are {', '.join(SCOPES)}")
    if ROLES.index(SCOPES[scope]) > ROLES.index(role):
        raise BadInput(f"a {role}'s key can't have the scope {scope!r}")
    if days not in DAYS:
        raise BadInput(f"a key holds for {', '.join(str(some) for some in DAYS)} days")
    secret, at = OPENS + secrets.token_urlsafe(BYTES), clock()
    with for_people(WHERE), turn(engine) as connection:
        if sum(one.holds(at) for one in tokens_of(connection, person)) >= MOST:
            raise BadInput(f"{MOST} keys are enough; revoke one first")
        made = put_token(
            connection, secret, person=person, name=name, scope=scope, at=at,
            until=at + timedelta(days=days),
        )  # fmt: skip
        put_act(connection, person, "make_token", name, {"scope": scope, "days": days})
    return NewToken(made, secret)


def list_tokens(engine: Engine, person: str | None = None) -> list[Token]:
    """The keys of a person, or of everybody."""
    with for_people(WHERE), engine.connect() as connection:
        return tokens_of(connection, person)


def revoke_token(engine: Engine, id_: str, *, by: str, of: str | None) -> Token:
    """Make a key useless; `of` is whose key it must be (None: anybody's). Raises BadInput."""
    with for_people(WHERE), turn(engine) as connection:
        found = [one for one in tokens_of(connection, of) if one.id == id_]
        if not found:
            raise BadInput("there is no such key")
        if revoke(connection, at=utc_now(), id_=id_):
            put_act(connection, by, "revoke_token", found[0].name, {"of": found[0].person})
        return found[0]


def holder_of(
    engine: Engine, secret: str, *, accounts: bool, clock: Clock = utc_now
) -> tuple[str, Role] | None:
    """Whose key it is and the role that it gives; None for a key that doesn't hold.

    Without `accounts` the desk is its machine's user's, who has no row among the people.
    """
    if not secret.startswith(OPENS):
        return None
    with for_people(WHERE), engine.connect() as connection:
        found = find_token(connection, secret)
        if found is None or not found.holds(clock()) or found.scope not in SCOPES:
            return None
        person = find_person(connection, found.person)
    if person is None and not accounts:
        return found.person, SCOPES[found.scope]
    if person is None or not person.active:
        return None
    return person.name, lesser(SCOPES[found.scope], person.role)
