"""A workspace is looked at without being changed; what is wrong with it is named."""

import sqlite3
from pathlib import Path

import pytest

from riwaya.doctor import workspace_signs as module
from riwaya.doctor.workspace_signs import workspace_signs
from riwaya.ingest.lock import writing
from riwaya.workspace.workspace import Workspace


@pytest.fixture
def case(tmp_path: Path) -> Path:
    with Workspace.create(tmp_path / "case", by="tester"):
        pass
    return tmp_path / "case"


def states(folder: Path) -> dict[str, str]:
    return {sign.part: sign.state for sign in workspace_signs(folder)}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "sqlite-" not in path.name
    }


def test_a_good_workspace_is_fine_and_stays_as_it_is(case: Path) -> None:
    before = contents(case)
    assert set(states(case).values()) == {"fine"}
    assert contents(case) == before


def test_no_workspace_is_wrong_only_where_one_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(tmp_path) == {"workspace": "wrong"}
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RIWAYA_WORKSPACE", raising=False)
    assert [sign.state for sign in workspace_signs(None)] == ["missing"]
    monkeypatch.setenv("RIWAYA_WORKSPACE", str(tmp_path))
    assert [sign.state for sign in workspace_signs(None)] == ["wrong"]


def test_damage_is_named(case: Path) -> None:
    log = case / "custody.jsonl"
    log.write_bytes(log.read_bytes().replace(b"tester", b"Tester", 1))
    (case / "riwaya.sqlite").write_bytes(b"not a database" * 100)
    found = states(case)
    assert (found["custody log"], found["database"]) == ("wrong", "wrong")
    log.unlink()
    (case / "riwaya.sqlite").unlink()
    found = states(case)
    assert (found["custody log"], found["database"]) == ("wrong", "wrong")
    assert not (case / "riwaya.sqlite").exists()
    (case / "archive").rename(case / "elsewhere")
    assert states(case)["archive"] == "wrong"


def test_another_schema_is_told(case: Path) -> None:
    for version, state in (("0001", "missing"), ("9999", "wrong")):
        database = sqlite3.connect(case / "riwaya.sqlite")
        database.execute("UPDATE alembic_version SET version_num = ?", (version,))
        database.commit()
        database.close()
        assert states(case)["database"] == state


def test_a_writer_is_named(case: Path) -> None:
    with writing(case, "riwaya add"):
        signs = {sign.part: sign for sign in workspace_signs(case)}
    assert (signs["lock"].state, "riwaya add" in signs["lock"].says) == ("missing", True)
    assert states(case)["lock"] == "fine"


def test_a_folder_to_read_only_is_told(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.os, "access", lambda _path, _mode: False)
    assert states(case)["rights"] == "missing"
