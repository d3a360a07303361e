"""The number changes whenever another connection has written, and only then."""

import subprocess
import sys
from pathlib import Path

from riwaya.store.engine import map_into_memory, open_engine, sqlite_url
from riwaya.store.watch import Watch

PROGRAM = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('create table b (x)'); c.commit()"


def test_every_commit_is_seen_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "one.sqlite"
    engine = open_engine(sqlite_url(file))
    with engine.begin() as connection:
        connection.exec_driver_sql("create table a (x)")
    watch = Watch(engine)
    first = watch.version()
    assert first is not None
    with engine.connect() as connection:
        connection.exec_driver_sql("select * from a").all()
    assert watch.version() == first
    with engine.begin() as connection:
        connection.exec_driver_sql("insert into a values (1)")
    second = watch.version()
    assert second != first
    with engine.connect() as connection:
        connection.exec_driver_sql("insert into a values (2)")
        assert watch.version() == second  # not committed, and never to be
        connection.rollback()
    assert watch.version() == second
    subprocess.run([sys.executable, "-c", PROGRAM, str(file)], check=True)
    assert watch.version() != second
    watch.close()
    assert watch.version() is None
    engine.dispose()


def test_a_mapped_database_holds_what_is_written_later(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "one.sqlite"))
    map_into_memory(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("create table a (x)")
        assert connection.exec_driver_sql("pragma mmap_size").scalar_one() > 0
    for number in range(3):
        with engine.begin() as connection:
            connection.exec_driver_sql("insert into a values (?)", (number,))
        with engine.connect() as connection:
            assert len(connection.exec_driver_sql("select * from a").all()) == number + 1
    engine.dispose()
