"""Databases of both kinds: a test that asks for one runs on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from riwaya.store.engine import open_engine, sqlite_url
from riwaya.store.migrate import upgrade
from tests.store.postgres import NoServer, Server, postgres_server

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server; without one, the tests that need it are skipped and say why."""
    try:
        with postgres_server() as server:
            yield server
    except NoServer as error:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {error}")


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, of either kind."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "riwaya.sqlite")
        return
    server: Server = request.getfixturevalue("postgres")
    url = server.new_database()
    yield url
    server.drop(url)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with this version's schema, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "riwaya.sqlite"
    _migrate(sqlite_url(path))
    return path


@pytest.fixture(scope="session")
def migrated_database(postgres: Server) -> str:
    """A PostgreSQL database with this version's schema, to be copied."""
    url = postgres.new_database()
    _migrate(url)
    return url


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """The engine of an empty workspace's database, of either kind."""
    if request.param == "sqlite":
        path = tmp_path / "riwaya.sqlite"
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        made = open_engine(sqlite_url(path))
        yield made
        made.dispose()
        return
    like = request.getfixturevalue("migrated_database")
    server: Server = request.getfixturevalue("postgres")
    url = server.new_database(like)
    made = open_engine(url)
    yield made
    made.dispose()
    server.drop(url)


def _migrate(url: str) -> None:
    made = open_engine(url)
    upgrade(made)
    made.dispose()
