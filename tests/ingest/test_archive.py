"""The archive: bytes under their hash, once, durably; full disks and closed folders said clearly."""

import errno
import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadInput, BadWorkspace
from riwaya.ingest import disk
from riwaya.ingest.archive import CHUNK, Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path / "archive")
    made.create()
    return made


def content(archive: Archive, sha: str) -> bytes:
    with archive.open(sha) as file:
        return file.read()


def sha_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@given(data=st.binary(max_size=200))
def test_what_is_put_in_comes_out(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    archive = Archive(tmp_path_factory.mktemp("w") / "archive")
    archive.create()
    sha = archive.put(data)
    assert sha == sha_of(data)
    assert content(archive, sha) == data, "before it is synced"
    archive.sync()
    assert content(archive, sha) == data
    assert list(archive.shas()) == [sha]


def test_a_blob_lies_under_its_hash_and_nobody_may_write_it(archive: Archive) -> None:
    sha = archive.put(b"abc")
    archive.sync()
    place = archive.folder / sha[:2] / sha[2:4] / sha
    assert archive.path(sha) == place
    assert place.read_bytes() == b"abc"
    assert place.stat().st_mode & 0o222 == 0
    assert archive.strays() == []


def test_files_are_taken_in_by_chunks(archive: Archive, tmp_path: Path) -> None:
    data = os.urandom(2 * CHUNK + 17)
    (tmp_path / "large").write_bytes(data)
    assert archive.put_file(tmp_path / "large") == (sha_of(data), len(data))
    archive.sync()
    assert content(archive, sha_of(data)) == data


def test_the_same_bytes_are_kept_once(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"same")
    shas = {archive.put(b"same"), archive.put_file(tmp_path / "a")[0]}
    assert len(archive.strays()) == 1
    archive.sync()
    made = archive.path(sha_of(b"same")).stat().st_ino
    shas |= {archive.put(b"same"), archive.put_file(tmp_path / "a")[0]}
    assert archive.strays() == [], "nothing is written for what is there"
    archive.sync()
    assert shas == {sha_of(b"same")}
    assert archive.path(sha_of(b"same")).stat().st_ino == made


def test_a_batch_waits_for_the_disk_a_few_times(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = []
    monkeypatch.setattr(os, "fsync", waits.append)
    for number in range(200):
        archive.put(b"%d" % number)
    archive.sync()
    assert len(list(archive.shas())) == 200
    assert len(waits) <= 2 * disk.FEW


def test_without_the_file_systems_flush_each_file_is_waited_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = []
    monkeypatch.setattr(disk, "_flush_file_system", lambda _: False)
    monkeypatch.setattr(os, "fsync", waits.append)
    for number in range(20):
        archive.put(b"%d" % number)
    archive.sync()
    assert len(waits) > 20, "20 files and their folders"


def test_an_unsynced_batch_leaves_only_strays_that_the_next_writer_clears(archive: Archive) -> None:
    kept = archive.put(b"kept")
    archive.sync()
    for number in range(5):
        archive.put(b"%d" % number)
    again = Archive(archive.folder)
    assert list(again.shas()) == [kept]
    assert again.clear_incoming() == 5
    assert again.strays() == []
    assert content(again, kept) == b"kept"


def test_clearing_leaves_what_is_about_to_be_synced(archive: Archive) -> None:
    sha = archive.put(b"abc")
    assert archive.clear_incoming() == 0
    archive.sync()
    assert archive.has(sha)


@pytest.mark.parametrize(
    "word", ["", "abc", "../../etc/passwd", "A" * 64, "a" * 63 + "\n", "a" * 65]
)
def test_only_a_hash_names_a_blob(archive: Archive, word: str) -> None:
    with pytest.raises(BadInput, match="is no SHA-256"):
        archive.path(word)


def test_a_blob_that_is_not_there_is_named(archive: Archive) -> None:
    with pytest.raises(BadWorkspace, match=r"^archive/00/00/0+: not in the archive; .*verify"):
        archive.open("0" * 64)


def test_a_file_that_cannot_be_read_is_bad_input(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"nothing\.txt: can't be read: No such file"):
        archive.put_file(tmp_path / "nothing.txt")
    with pytest.raises(BadInput, match=r"can't be read: Is a directory"):
        archive.put_file(tmp_path)
    assert archive.strays() == []


def test_no_room_is_said_and_leaves_nothing_behind(archive: Archive) -> None:
    kept = archive.put(b"small")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(BadWorkspace, match=r"archive: no room to write .* make room"):
            archive.put(bytes(200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    archive.sync()
    assert list(archive.shas()) == [kept]
    assert archive.strays() == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "no room to write"),
        (errno.EROFS, "not allowed .* read-only"),
        (errno.EACCES, "not allowed .* check who owns"),
        (errno.EIO, "check the disk"),
    ],
)
def test_each_refusal_of_the_system_is_explained(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    archive.put(b"abc")
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(BadWorkspace, match=words):
        archive.sync()
    monkeypatch.undo()
    archive.sync()
    assert archive.has(sha_of(b"abc")), "what was refused once can be tried again"


def test_a_folder_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(BadWorkspace, match=r"not there .* unmounted"):
        Archive(tmp_path / "elsewhere" / "archive").put(b"abc")
    assert not (tmp_path / "elsewhere").exists()


def test_erasing_overwrites_before_it_removes(archive: Archive, tmp_path: Path) -> None:
    data = os.urandom(CHUNK + 5)
    sha = archive.put(data)
    archive.sync()
    os.link(archive.path(sha), tmp_path / "other name")
    archive.erase(sha)
    assert not archive.has(sha)
    assert (tmp_path / "other name").read_bytes() == bytes(CHUNK + 5)


def test_files_lists_all_but_incoming_and_follows_no_link(archive: Archive, tmp_path: Path) -> None:
    sha = archive.put(b"abc")
    archive.sync()
    archive.put(b"pending")
    (archive.folder / "notes.txt").write_text("x")
    (archive.folder / "zz").symlink_to(tmp_path)
    assert [archive.name(path) for path in archive.files()] == [
        f"archive/{sha[:2]}/{sha[2:4]}/{sha}",
        "archive/notes.txt",
        "archive/zz",
    ]
    assert list(archive.shas()) == [sha]


def test_a_killed_writer_leaves_whole_blobs_only(archive: Archive) -> None:
    loop = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from riwaya.ingest.archive import Archive\n"
        "archive = Archive(Path(sys.argv[1]))\n"
        "while True:\n"
        "    for _ in range(12):\n"
        "        archive.put(os.urandom(30_000))\n"
        "    archive.sync()\n"
        "    print('kept', flush=True)\n"
    )
    for milliseconds in (5, 30, 70):
        arguments = [sys.executable, "-c", loop, str(archive.folder)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(milliseconds / 1000)
            writer.send_signal(signal.SIGKILL)
    blobs = list(archive.shas())
    assert len(blobs) >= 3 * 12
    assert all(sha_of(content(archive, sha)) == sha for sha in blobs)
    archive.clear_incoming()
    assert archive.strays() == []
