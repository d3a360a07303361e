"""The machine, with and without what Riwaya can use of it."""

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from riwaya.doctor import machine
from riwaya.doctor.databases import postgresql, sqlite


def test_without_programs_a_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for sign, package in ((machine.browser(), "chromium"), (machine.fonts(), "fonts-noto-core")):
        assert (sign.state, "apt install" in sign.advice, package in sign.advice) == (
            "missing", True, True,
        )  # fmt: skip


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def test_programs_are_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    program(tmp_path, "chromium", "echo Chromium 9")
    program(tmp_path, "fc-list", "printf 'Noto Naskh Arabic,Noto\\nAmiri\\n'")
    assert machine.browser().says.startswith("Chromium 9")
    assert machine.fonts().says == "2 families with Arabic letters, Amiri among them"
    program(tmp_path, "chromium", "exit 1")
    program(tmp_path, "fc-list", "true")
    assert "does not start" in machine.browser().says
    assert machine.fonts().state == "missing"


def test_room_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, state in ((10**8, "wrong"), (10**9, "missing"), (10**10, "fine")):
        used = SimpleNamespace(free=free)
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda _folder, used=used: used)
        assert machine.room(tmp_path).state == state


def test_no_place_for_temporary_files_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.temporary().state == "fine"

    def refuse() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", refuse)
    assert (machine.temporary().state, "TMPDIR" in machine.temporary().advice) == ("wrong", True)


def test_sqlite_needs_full_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sqlite().state == "fine"

    class Without:
        def execute(self, _statement: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr(sqlite3, "connect", lambda _name: Without())
    assert sqlite().state == "wrong"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "no database URL"),
        ("sqlite:///a.sqlite", "another kind"),
        ("postgresql://who:secret@127.0.0.1:1/none", "no connection"),
    ],
)
def test_a_database_that_does_not_answer_is_wrong(url: str, says: str) -> None:
    sign = postgresql(url)
    assert (sign.state, says in sign.says, "secret" in sign.says) == ("wrong", True, False)
    assert sign.advice
