"""The order of the stream where writers come at once: nothing is told before what may precede it."""

from sqlalchemy import Connection, Engine, insert

from riwaya.store.fusion_tables import judgements
from riwaya.workspace.change_stream import Place, changes_after, now, steady
from tests.store.conftest import (  # noqa: F401 (fixtures)
    engine,
    migrated_database,
    migrated_file,
    postgres,
)


def say(connection: Connection, id_: str) -> None:
    row = {
        "id": id_ * 64,
        "one": "r/1-2",
        "other": "r/3-4",
        "verdict": "same",
        "author": "a",
        "made_at": "",
    }
    connection.execute(insert(judgements).values(row))


def told(engine: Engine, place: Place) -> tuple[list[str], Place]:  # noqa: F811
    with engine.connect() as connection:
        steady(connection)
        found, place = changes_after(connection, place, 10, kinds=("judgement",))
    return [one.id[0] for one in found], place


def test_what_may_still_come_before_holds_the_rest_back(engine: Engine) -> None:  # noqa: F811
    with engine.begin() as connection:
        say(connection, "a")
    found, place = told(engine, Place())
    assert found == ["a"]
    if engine.dialect.name == "sqlite":  # one writes at a time
        with engine.begin() as connection:
            say(connection, "b")
        assert told(engine, place)[0] == ["b"]
        return
    with engine.begin() as slow:
        say(slow, "b")
        with engine.begin() as quick:
            say(quick, "c")
        assert told(engine, place) == ([], place)
        with engine.connect() as connection:
            assert now(connection).judgement[0] == place.judgement[0]
    found, after = told(engine, place)
    assert found == ["b", "c"]
    assert told(engine, after)[0] == []


def test_old_rows_are_told_whatever_runs(engine: Engine) -> None:  # noqa: F811
    with engine.begin() as connection:
        for letter in "abc":
            say(connection, letter)
    if engine.dialect.name == "postgresql":
        with engine.begin() as slow:
            say(slow, "d")
            assert told(engine, Place())[0] == ["a", "b", "c"]
    assert told(engine, Place())[0][:3] == ["a", "b", "c"]
