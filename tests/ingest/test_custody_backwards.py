"""The log from its end: the same records the other way round, whatever its length."""

from pathlib import Path

import pytest

from riwaya.errors import BadWorkspace
from riwaya.ingest import custody_backwards
from riwaya.ingest.acts import Sealed
from riwaya.ingest.custody import CustodyLog
from riwaya.ingest.custody_backwards import records_backwards


@pytest.mark.parametrize("block", [1, 7, 64, 1 << 16])
def test_backwards_is_forwards_reversed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(custody_backwards, "BLOCK", block)
    log = CustodyLog(tmp_path / "custody.jsonl", by="tester")
    log.begin("w")
    log.append([Sealed(place=f"دفتر {number}") for number in range(20)])
    found = list(records_backwards(log.path))
    assert [one["seq"] for one in found] == [record.seq for record in log.records()][::-1]
    assert found[0]["place"] == "دفتر 19"
    assert found[-1]["action"] == "init"


def test_an_interrupted_write_is_left_out_and_damage_is_told(tmp_path: Path) -> None:
    log = CustodyLog(tmp_path / "custody.jsonl", by="tester")
    log.begin("w")
    with log.path.open("ab") as file:
        file.write(b'{"nonsense\n{"seq":3,"acti')
    assert [one["action"] for one in records_backwards(log.path)] == ["damaged", "init"]
    log.path.write_bytes(b"")
    assert list(records_backwards(log.path)) == []


def test_no_log_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadWorkspace, match="custody"):
        list(records_backwards(tmp_path / "custody.jsonl"))
