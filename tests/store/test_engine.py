"""Opening databases of both kinds, and what is said when they can't go on."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from riwaya.errors import BadWorkspace
from riwaya.store.engine import advice, for_people, open_engine, sqlite_url
from riwaya.store.migrate import upgrade
from riwaya.store.tables import settings


def test_what_is_written_is_there_afterwards(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(settings), [{"name": "greeting", "value": "سلام\U0001f54a"}])
    engine.dispose()
    with engine.connect() as connection:
        assert connection.execute(select(settings.c.value)).scalars().all() == ["سلام\U0001f54a"]


def test_what_fails_halfway_leaves_nothing(engine: Engine) -> None:
    def twice() -> None:
        with engine.begin() as connection:
            connection.execute(insert(settings), [{"name": "one", "value": "1"}])
            connection.execute(insert(settings), [{"name": "one", "value": "2"}])

    with pytest.raises(DBAPIError):
        twice()
    with engine.connect() as connection:
        assert connection.execute(select(settings)).all() == []


def test_a_reader_sees_what_was_finished_while_another_writes(engine: Engine) -> None:
    row = {"name": "one", "value": "1"}
    with engine.connect() as writer, engine.connect() as reader:
        writer.execute(insert(settings), [row])
        assert reader.execute(select(settings)).all() == []
        reader.rollback()
        writer.commit()
        assert len(reader.execute(select(settings)).all()) == 1


def test_foreign_keys_hold(engine: Engine) -> None:
    statement = text("INSERT INTO failures (take_n, place, message) VALUES (77, 0, 'no take')")
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(statement)


def test_sqlite_writes_ahead_so_that_readers_never_wait(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "a.sqlite"))
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    engine.dispose()


@pytest.mark.parametrize("name", ["a?b", "a%20b", "a#b", "a&mode=rw", "ح [1]*", "a b'c"])
def test_the_database_is_where_its_folder_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name / "riwaya.sqlite"
    path.parent.mkdir()
    for may_write in (True, False):
        monkeypatch.setattr("os.access", lambda _path, _mode, may=may_write: may)
        engine = open_engine(sqlite_url(path))
        with engine.connect() as connection:
            if may_write:
                connection.execute(text("CREATE TABLE found (n INTEGER)"))
                connection.commit()
            connection.execute(text("SELECT n FROM found"))
        engine.dispose()
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("url", ["", "workspace", "mysql://host/name", "oracle://x", "://"])
def test_a_url_that_names_no_known_database_is_refused(url: str) -> None:
    with pytest.raises(BadWorkspace):
        open_engine(url)


def test_a_damaged_database_says_how_to_make_it_again(tmp_path: Path) -> None:
    path = tmp_path / "riwaya.sqlite"
    path.write_bytes(b"no database at all " * 1000)
    engine = open_engine(sqlite_url(path))
    with pytest.raises(BadWorkspace, match=r"damaged.*rebuild"), for_people("here"):
        upgrade(engine)
    engine.dispose()


def test_no_server_is_said_plainly(tmp_path: Path) -> None:
    engine = open_engine(f"postgresql://nobody@/name?host={tmp_path}")
    with (
        pytest.raises(BadWorkspace, match=r"here: no connection to the database"),
        for_people("here"),
    ):
        upgrade(engine)


@pytest.mark.parametrize(
    ("said", "advised"),
    [
        ("database is locked", "another program"),
        ("database or disk is full", "make room"),
        ("could not extend file: No space left on device", "make room"),
        ("attempt to write a readonly database", "permissions"),
        ("database disk image is malformed", "rebuild"),
        ("file is not a database", "rebuild"),
        ("connection failed: Connection refused\nIs the server running?", "no connection"),
        ("something else\nand more", "something else"),
        ("", "DBAPIError"),
    ],
)
def test_advice(said: str, advised: str) -> None:
    error = DBAPIError("SELECT 1", None, sqlite3.OperationalError(said))
    assert advised in advice(error)
    assert "\n" not in advice(error)
