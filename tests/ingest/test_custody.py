"""The custody log: chained records, batches, interrupted writes, and a check without Riwaya."""

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from riwaya import __version__
from riwaya.errors import BadWorkspace
from riwaya.ingest.acts import Begun, Other, Recovered, Redacted, TakenIn
from riwaya.ingest.chain import NOTHING, Head, linked
from riwaya.ingest.custody import CustodyLog, user_and_host
from tests.ingest.workspace_files import WORKSPACE, Files, new_files, taken

SHA = hashlib.sha256(b"abc").hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return new_files(tmp_path)


def test_a_record_says_what_when_by_whom_and_with_what(files: Files) -> None:
    first, second, *_ = files.log.records()
    assert (first.seq, first.act, first.previous) == (1, Begun(workspace=WORKSPACE), NOTHING)
    assert (second.seq, second.previous) == (2, first.hash)
    assert (second.at, second.by, second.tool) == (
        "2024-03-01T08:00:02.000Z",
        "amal@desk",
        f"riwaya {__version__}",
    )
    assert isinstance(second.act, TakenIn)
    assert second.act.facts == {"outlet": "المرفأ", "published": "2024-02-28"}


def test_the_log_can_be_checked_without_riwaya(files: Files) -> None:
    """As docs/guide/custody.md tells it, with the standard library alone."""
    previous, count = "0" * 64, 0
    with files.log.path.open(encoding="utf-8", newline="\n") as log:
        for count, line in enumerate(log, 1):
            fields = json.loads(line)
            stated = fields.pop("hash")
            text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert hashlib.sha256(text.encode()).hexdigest() == stated
            assert (fields["seq"], fields["previous"]) == (count, previous)
            previous = stated
    assert files.log.head == Head(count, previous)
    assert files.log.head.count == 4


def test_acts_appended_together_follow_each_other(files: Files) -> None:
    before = files.log.head
    records = files.log.append([taken(SHA, 3), Redacted(sha256=SHA, reason="names of minors")])
    assert [record.seq for record in records] == [before.seq + 1, before.seq + 2]
    assert records[0].previous == before.hash
    assert records[1].previous == records[0].hash
    assert list(files.log.records(after=before.seq)) == records
    assert files.log.head == records[-1].head
    assert files.log.append([]) == []
    assert files.log.about(SHA) == records
    other = "0" * 63 + "1"
    assert files.log.about_any({SHA, other}) == {SHA: records, other: []}


def test_a_batch_is_one_write_and_one_wait(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    waits, writes = [], []
    monkeypatch.setattr(os, "fsync", waits.append)
    write = os.write

    def counted(file: int, data: bytes) -> int:
        writes.append(file)
        return write(file, data)

    monkeypatch.setattr(os, "write", counted)
    files.log.append([taken(SHA, 3)] * 500)
    assert (len(waits), len(writes)) == (1, 1)
    assert files.log.head.seq == 504


def test_an_act_of_a_newer_version_is_kept_and_read(files: Files) -> None:
    act = Other(action="translate", fields={"from": "ar", "pages": 3, "into": {"a": "b"}})
    (record,) = files.log.append([act])
    assert list(files.log.records(after=4)) == [record]
    assert record.act == act


def test_names_that_are_not_in_utf_8_can_be_written(files: Files) -> None:
    odd = os.fsdecode(b"r\xe9sum\xe9.txt")
    (record,) = files.log.append([taken(SHA, 3, odd)])
    assert isinstance(record.act, TakenIn)
    assert record.act.source == r"r\udce9sum\udce9.txt"
    assert next(files.log.records(after=4)) == record


def test_who_runs_it_is_named_unless_told_otherwise(tmp_path: Path) -> None:
    log = CustodyLog(tmp_path / "custody.jsonl")
    assert log.begin(WORKSPACE).by == user_and_host()
    assert "@" in user_and_host()


def test_a_log_is_begun_once(files: Files) -> None:
    before = files.log.path.read_bytes()
    with pytest.raises(BadWorkspace, match="custody log already"):
        files.log.begin(WORKSPACE)
    assert files.log.path.read_bytes() == before


def test_the_workspace_is_known_by_the_first_record(files: Files) -> None:
    assert files.log.workspace == WORKSPACE


@pytest.mark.parametrize("doing", ["head", "workspace"])
def test_a_log_that_is_gone_is_said(tmp_path: Path, doing: str) -> None:
    with pytest.raises(BadWorkspace, match=r"custody\.jsonl: not there"):
        getattr(CustodyLog(tmp_path / "custody.jsonl"), doing)


def test_a_damaged_record_is_named_and_later_ones_can_be_read(files: Files) -> None:
    data = files.log.path.read_bytes()
    files.log.path.write_bytes(data.replace(b"report-1.txt", b"report-9.txt", 1))
    with pytest.raises(BadWorkspace, match=r"^custody\.jsonl, record 2: damaged: .*verify"):
        list(files.log.records())
    assert [record.seq for record in files.log.records(after=2)] == [3, 4]
    assert files.log.append([taken(SHA, 3)])[0].seq == 5


def test_nothing_is_appended_to_a_damaged_end(files: Files) -> None:
    data = files.log.path.read_bytes()
    for changed in (data[:-2] + b"!\n", data[:-1] + b"!", data + b"\n", data + b"note\n", b""):
        files.log.path.write_bytes(changed)
        with pytest.raises(BadWorkspace, match=r"^custody\.jsonl: damaged: .*backup"):
            files.log.append([taken(SHA, 3)])
        assert files.log.path.read_bytes() == changed


def test_an_interrupted_write_leaves_the_head_where_it_was(files: Files) -> None:
    whole = files.log.path.read_bytes()
    _, line = linked(taken(SHA, 3, "سوق.txt"), files.log.head, at="2024", by="a", tool="b")
    for length in (1, 9, 200, len(line) - 1):
        files.log.path.write_bytes(whole + line[:length])
        assert files.log.head.seq == 4
        assert len(list(files.log.records())) == 4


def test_what_is_cut_off_is_kept_and_written_down(files: Files) -> None:
    whole = files.log.path.read_bytes()
    files.log.path.write_bytes(whole + b'{"action":"take_in","at"')
    (record,) = files.log.recover()
    assert isinstance(record.act, Recovered)
    assert record.act.file.startswith("custody.torn-2024")
    kept = (files.folder / record.act.file).read_bytes()
    assert kept == b'{"action":"take_in","at"'
    assert (record.act.size, record.act.sha256) == (24, hashlib.sha256(kept).hexdigest())
    assert files.log.path.read_bytes().startswith(whole)
    assert (record.seq, files.log.head) == (5, record.head)
    assert files.log.recover() == [], "once"


def test_appending_recovers_first(files: Files) -> None:
    with files.log.path.open("ab") as log:
        log.write(b'{"act')
    (record,) = files.log.append([taken(SHA, 3)])
    assert [type(each.act) for each in files.log.records(after=4)] == [Recovered, TakenIn]
    assert record.seq == 6


def test_a_stop_between_the_cut_and_its_record_is_made_good(files: Files) -> None:
    (files.folder / "custody.torn-20240301T080000.000000Z").write_bytes(b'{"act')
    (record,) = files.log.recover()
    assert isinstance(record.act, Recovered)
    assert record.act.size == 5
    assert files.log.recover() == []


def test_a_write_without_room_leaves_the_log_as_it_was(files: Files) -> None:
    before = files.log.path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 1000, hard))
    try:
        with pytest.raises(BadWorkspace, match=r"custody\.jsonl: no room to write"):
            files.log.append([taken(SHA, 3)] * 20)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files.log.path.read_bytes() == before
    assert files.log.append([taken(SHA, 3)])[0].seq == 5


def test_a_killed_writer_leaves_a_log_that_goes_on(files: Files) -> None:
    loop = (
        "import sys\n"
        "from pathlib import Path\n"
        "from riwaya.ingest.acts import Other\n"
        "from riwaya.ingest.custody import CustodyLog\n"
        "log = CustodyLog(Path(sys.argv[1]))\n"
        "while True:\n"
        "    log.append([Other(action='note', fields={'text': 'x' * 5_000})] * 40)\n"
        "    print('kept', flush=True)\n"
    )
    for milliseconds in (3, 20, 60):
        arguments = [sys.executable, "-c", loop, str(files.log.path)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(milliseconds / 1000)
            writer.send_signal(signal.SIGKILL)
        files.log.recover()
        assert files.log.append([taken(SHA, 3)])[0].seq == files.log.head.seq
    numbers = [record.seq for record in files.log.records()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 4 + 3 * 40
