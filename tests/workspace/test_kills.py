"""Ten kills of the soak (`python -m evaluation.soak`), the same ones each time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from riwaya.store.tables import redactions, reports
from riwaya.workspace import redacting
from riwaya.workspace.redacting import redact_all
from riwaya.workspace.verifying import verify_all
from riwaya.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]


def test_nothing_is_lost_or_read_twice_after_kills(tmp_path: Path) -> None:
    options = ["--kills", "10", "--seed", "7", "--each", "3", "--alone", "--no-model"]
    done = subprocess.run(
        [sys.executable, "-m", "evaluation.soak", *options],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "10 of 10: opened, verified" in done.stdout
    assert not list(tmp_path.glob("riwaya-soak-*"))


@pytest.mark.parametrize("at", ["erase", "note_redaction"])
def test_a_stop_within_a_redaction_is_made_up_for(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    class Stop(BaseException):
        pass

    def stop(*_: object) -> None:
        raise Stop

    with filled.engine.connect() as connection:
        wanted = connection.execute(select(reports.c.id)).scalars().first()
    assert wanted is not None
    with monkeypatch.context() as patch:
        patch.setattr(redacting, at, stop)
        with pytest.raises(Stop):
            redact_all(filled, wanted, "at risk")
    filled.add([], jobs=1)
    with filled.engine.connect() as connection:
        text = connection.execute(select(reports.c.text).where(reports.c.id == wanted)).scalar_one()
        assert text is None
        assert len(connection.execute(select(redactions)).all()) == 1
    assert verify_all(filled).passed


def test_a_stop_between_a_redactions_record_and_its_bytes_is_made_up_for(
    filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(BaseException):
        pass

    def stop(*_: object) -> None:
        raise Stop

    (sha, *_) = filled.archive.shas()
    with monkeypatch.context() as patch:
        patch.setattr(type(filled.archive), "erase", stop)
        with pytest.raises(Stop):
            redact_all(filled, sha, "at risk")
    filled.add([], jobs=1)
    assert sha not in set(filled.archive.shas())
    assert verify_all(filled).passed
