"""Keys for programs: no more than their scope, no more than their person, no longer than told."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from riwaya.errors import BadInput
from riwaya.store.desk_tables import tokens
from riwaya.workspace.api_tokens import holder_of, list_tokens, make_token, revoke_token
from riwaya.workspace.people import add_person, change_role, remove_person
from riwaya.workspace.workspace import Workspace
from tests.cheap_passwords import PASSWORD, cheap_passwords


@pytest.fixture
def engine(empty: Workspace) -> Iterator[Engine]:
    with cheap_passwords():
        add_person(empty.engine, "Samira", "admin", PASSWORD, by="tester")
        add_person(empty.engine, "Ali", "editor", PASSWORD, by="tester")
        yield empty.engine


def test_a_key_gives_its_scope_and_is_kept_as_a_hash(engine: Engine) -> None:
    made = make_token(engine, "Ali", "editor", name="nightly", scope="review", days=30)
    assert holder_of(engine, made.secret, accounts=True) == ("Ali", "reviewer")
    with engine.connect() as connection:
        assert made.secret not in repr(connection.execute(select(tokens)).all())
    for wrong in ("", made.secret[:-1], made.token.id, "riwaya_", made.secret.upper()):
        assert holder_of(engine, wrong, accounts=True) is None


def test_a_key_is_never_more_than_its_person(engine: Engine) -> None:
    made = make_token(engine, "Ali", "editor", name="n", scope="edit", days=30)
    change_role(engine, "Ali", "reader", by="Samira")
    assert holder_of(engine, made.secret, accounts=True) == ("Ali", "reader")
    with pytest.raises(BadInput, match="scope"):
        make_token(engine, "Ali", "reader", name="n", scope="review", days=30)


def test_no_scope_gives_admin(engine: Engine) -> None:
    with pytest.raises(BadInput, match="scope"):
        make_token(engine, "Samira", "admin", name="n", scope="admin", days=30)
    made = make_token(engine, "Samira", "admin", name="n", scope="edit", days=30)
    assert holder_of(engine, made.secret, accounts=True) == ("Samira", "editor")


def test_a_key_ends(engine: Engine) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = make_token(engine, "Ali", "editor", name="n", scope="read", days=7, clock=lambda: start)
    late = start + timedelta(days=7)
    assert holder_of(engine, made.secret, accounts=True, clock=lambda: late - timedelta(seconds=1))
    assert holder_of(engine, made.secret, accounts=True, clock=lambda: late) is None
    for days in (0, -1, 8, 100_000):
        with pytest.raises(BadInput):
            make_token(engine, "Ali", "editor", name="n", scope="read", days=days)


def test_a_key_is_revoked_by_its_owner_or_an_admin_only(engine: Engine) -> None:
    made = make_token(engine, "Ali", "editor", name="n", scope="read", days=7)
    with pytest.raises(BadInput, match="no such key"):
        revoke_token(engine, made.token.id, by="Eve", of="Eve")
    assert holder_of(engine, made.secret, accounts=True)
    revoke_token(engine, made.token.id, by="Samira", of=None)
    assert holder_of(engine, made.secret, accounts=True) is None
    revoke_token(engine, made.token.id, by="Ali", of="Ali")
    assert [one.revoked_at is not None for one in list_tokens(engine, "Ali")] == [True]


def test_with_the_person_go_the_keys(engine: Engine) -> None:
    made = make_token(engine, "Ali", "editor", name="n", scope="read", days=7)
    remove_person(engine, "Ali", by="Samira")
    assert holder_of(engine, made.secret, accounts=True) is None
    assert holder_of(engine, made.secret, accounts=False) is None
    add_person(engine, "Ali", "admin", PASSWORD, by="Samira")
    assert holder_of(engine, made.secret, accounts=True) is None


def test_the_machines_user_has_keys_only_where_there_are_no_accounts(engine: Engine) -> None:
    made = make_token(engine, "user@host", "admin", name="n", scope="read", days=7)
    assert holder_of(engine, made.secret, accounts=False) == ("user@host", "reader")
    assert holder_of(engine, made.secret, accounts=True) is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x00b", "a\u202eb"])
def test_a_key_has_a_name_that_can_be_read(engine: Engine, name: str) -> None:
    with pytest.raises(BadInput):
        make_token(engine, "Ali", "editor", name=name, scope="read", days=7)
