"""Redaction: the content goes for good, the hash and the reason stay, and verification passes."""

import hashlib
from pathlib import Path

import pytest

from riwaya.errors import BadInput
from riwaya.ingest.acts import Redacted
from riwaya.ingest.archive import Archive
from riwaya.ingest.redact import redact
from riwaya.ingest.verify import verify
from tests.ingest.workspace_files import REPORTS, Files, new_files, take

SHA = hashlib.sha256(REPORTS[0].encode()).hexdigest()
REASON = "the witness asked for it"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return new_files(tmp_path)


def test_content_goes_and_hash_and_reason_stay(files: Files) -> None:
    record = redact(files.archive, files.log, SHA, f"  {REASON}\n")
    assert record.act == Redacted(sha256=SHA, reason=REASON)
    assert record.by == "amal@desk"
    assert not files.archive.has(SHA)
    assert list(files.log.records())[-1] == record
    assert verify(files.archive, files.log).problems == ()
    left = b"".join(path.read_bytes() for path in files.folder.rglob("*") if path.is_file())
    assert REPORTS[0].encode() not in left
    assert REPORTS[1].encode() in left


def test_what_is_not_there_cannot_be_redacted(files: Files) -> None:
    before = files.log.head
    with pytest.raises(BadInput, match="0000: not in this workspace"):
        redact(files.archive, files.log, "0" * 64, REASON)
    with pytest.raises(BadInput, match="is no SHA-256"):
        redact(files.archive, files.log, "report-1.txt", REASON)
    assert files.log.head == before


def test_a_reason_is_asked_for(files: Files) -> None:
    with pytest.raises(BadInput, match="needs a reason"):
        redact(files.archive, files.log, SHA, " \n")
    assert files.archive.has(SHA)


def test_twice_is_refused_and_says_who_did_it_when_and_why(files: Files) -> None:
    redact(files.archive, files.log, SHA, REASON)
    head = files.log.head
    with pytest.raises(BadInput, match=rf"redacted already, 2024-\S+ by amal@desk.*: {REASON}"):
        redact(files.archive, files.log, SHA, "again")
    assert files.log.head == head


def test_a_redaction_that_was_stopped_in_between_is_finished(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Archive, "erase", stop)
    with pytest.raises(KeyboardInterrupt):
        redact(files.archive, files.log, SHA, REASON)
    monkeypatch.undo()
    head = files.log.head
    assert not verify(files.archive, files.log).passed
    record = redact(files.archive, files.log, SHA, "once more")
    assert isinstance(record.act, Redacted)
    assert record.act.reason == REASON
    assert files.log.head == head, "it is written down once"
    assert verify(files.archive, files.log).problems == ()


def test_what_was_taken_in_again_can_be_redacted_again(files: Files) -> None:
    redact(files.archive, files.log, SHA, REASON)
    take(files, REPORTS[0].encode())
    redact(files.archive, files.log, SHA, "it came back with another feed")
    assert not files.archive.has(SHA)
    assert verify(files.archive, files.log).problems == ()


def test_a_lost_blob_and_one_without_record_can_be_redacted(files: Files) -> None:
    files.archive.path(SHA).unlink()
    redact(files.archive, files.log, SHA, "lost with a disk")
    stray = files.archive.put(b"by hand")
    files.archive.sync()
    redact(files.archive, files.log, stray, "put there by mistake")
    assert verify(files.archive, files.log).problems == ()
