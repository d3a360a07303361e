"""Schemas: made from nothing, the same as the tables say, left alone when current."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, func, inspect, select, table, text

from riwaya.errors import BadWorkspace
from riwaya.store import words
from riwaya.store.engine import open_engine
from riwaya.store.migrate import MIGRATIONS, is_current, upgrade
from riwaya.store.schema import schema
from tests.store.made import Workspace


@pytest.fixture
def empty(database_url: str):
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def test_a_new_database_gets_every_table(empty: Engine) -> None:
    assert not is_current(empty)
    upgrade(empty)
    assert is_current(empty)
    assert set(schema.tables) | {"claim_words"} <= set(inspect(empty).get_table_names())


def test_the_migrations_make_what_the_tables_say(engine: Engine) -> None:
    own = ("claim_words", "alembic_version")

    def counts(_object, name, kind, _reflected, _other) -> bool:
        return not (kind == "table" and name.startswith(own))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": counts})
        assert compare_metadata(context, schema) == []


def test_bringing_up_to_date_twice_changes_nothing(engine: Engine) -> None:
    Workspace(engine, reports=3)
    before = dump(engine)
    upgrade(engine)
    assert dump(engine) == before
    assert sum(before.values()) > 0


def versions() -> list[str]:
    files = sorted((MIGRATIONS / "versions").glob("[0-9]*.py"))
    return [path.name.partition("_")[0] for path in files]


@pytest.mark.parametrize("released", versions()[:-1])
def test_every_released_schema_is_brought_forward_with_its_data(
    empty: Engine, released: str
) -> None:
    upgrade(empty, released)
    assert not is_current(empty)
    Workspace(empty, reports=3)
    before = dump(empty)
    upgrade(empty)
    assert is_current(empty)
    after = dump(empty)
    assert {name: after[name] for name in before} == before
    assert before["claims"] > 0


def dump(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
            for name in inspect(engine).get_table_names()
        }


def test_a_migration_that_fails_leaves_nothing(
    empty: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(words.CREATE, empty.dialect.name, ("CREATE TABLE nonsense (",))
    with pytest.raises(Exception, match=r"nonsense|syntax|incomplete"):
        upgrade(empty)
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}
    monkeypatch.undo()
    upgrade(empty)
    assert is_current(empty)


def test_a_newer_workspace_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for open_it in (is_current, upgrade):
        with pytest.raises(BadWorkspace, match="newer Riwaya"):
            open_it(engine)


def test_migrations_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
