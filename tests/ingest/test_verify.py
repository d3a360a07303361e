"""Verification: any changed byte is found and named; what a seal adds, and what can't be known."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from riwaya.ingest.acts import Redacted, Sealed
from riwaya.ingest.archive import Archive
from riwaya.ingest.chain import canonical
from riwaya.ingest.custody import CustodyLog
from riwaya.ingest.seal import Seal
from riwaya.ingest.verify import Verification, verify
from tests.ingest.workspace_files import REPORTS, WORKSPACE, Files, new_files, take, taken, ticking

SHAS = [hashlib.sha256(text.encode()).hexdigest() for text in REPORTS]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return new_files(tmp_path)


def check(files: Files, seal: Seal | None = None, *, pinpoint: bool = True) -> Verification:
    return verify(files.archive, files.log, seal=seal, pinpoint=pinpoint)


def said(verification: Verification) -> list[str]:
    """What was found, without the advice."""
    return [f"{p.severity}: {p.where}: {p.what}" for p in verification.problems]


def change(path: Path, position: int, byte: int) -> None:
    """Put one byte in place: much quicker than writing the file anew."""
    path.chmod(0o600)
    with path.open("rb+", buffering=0) as file:
        file.seek(position)
        file.write(bytes([byte]))


def seal_of(files: Files) -> Seal:
    return Seal(files.log.workspace, files.log.head)


def test_a_workspace_as_it_was_made_passes(files: Files) -> None:
    steps: list[tuple[int, int]] = []
    found = verify(files.archive, files.log, progress=lambda *step: steps.append(step))
    size = sum(len(text.encode()) for text in REPORTS)
    assert found.passed
    assert found.problems == ()
    assert (found.records, found.blobs, found.size) == (4, 3, size)
    assert found.head == files.log.head
    assert steps[-1] == (size, size)


def test_any_single_byte_changed_anywhere_is_found(files: Files) -> None:
    """500 tries at random, and every byte of the log once: none is missed."""
    chance = random.Random(4)
    paths = [files.log.path, *files.archive.files()]
    log = files.log.path.read_bytes()
    tries = [(files.log.path, place) for place in range(len(log))]
    for _ in range(500):
        path = chance.choice(paths)
        tries.append((path, chance.randrange(path.stat().st_size)))
    for path, place in tries:
        whole = path.read_bytes()
        change(path, place, (whole[place] + chance.randrange(1, 256)) % 256)
        found = check(files, pinpoint=False)
        where = "custody.jsonl" if path == files.log.path else files.archive.name(path)
        assert [p for p in found.damage if p.where.startswith(where)], (path, place)
        change(path, place, whole[place])
    assert check(files).problems == ()


def test_the_very_byte_is_named_and_what_it_was(files: Files) -> None:
    """A sample of the log's bytes, each with a change of its own: one problem, the right byte."""
    chance = random.Random(5)
    log = files.log.path.read_bytes()
    in_hash = log.index(b',"hash":"')
    for place in (in_hash + 3, in_hash + 40, *chance.choices(range(len(log)), k=10)):
        byte = (log[place] + chance.randrange(1, 256)) % 256
        change(files.log.path, place, byte)
        damage = [p for p in check(files).damage if p.where.startswith("custody")]
        number = log[:place].count(b"\n") + 1
        assert [p.where for p in damage] == [f"custody.jsonl, record {number}"], (place, byte)
        assert f"byte {place:,}" in damage[0].what, (place, damage)
        change(files.log.path, place, log[place])


def test_a_changed_byte_of_a_small_blob_is_named(files: Files) -> None:
    path = files.archive.path(SHAS[1])
    whole = path.read_bytes()
    change(path, 7, whole[7] ^ 0x81)
    (line,) = said(check(files))
    assert line.startswith(f"damage: archive/{SHAS[1][:2]}/{SHAS[1][2:4]}/{SHAS[1]}: not what was")
    assert f"(byte 7 is {bytes([whole[7] ^ 0x81])!r}, it was {whole[7:8]!r})" in line


def test_a_blob_cut_or_lengthened_is_measured(files: Files) -> None:
    first, second = files.archive.path(SHAS[0]), files.archive.path(SHAS[1])
    for path in (first, second):
        path.chmod(0o600)
    os.truncate(first, 10)
    with second.open("ab") as file:
        file.write(b"xyz")
    lines = "\n".join(said(check(files)))
    assert f"{first.name}: not what was taken in: 10 bytes, " in lines
    assert ", 3 too many" in lines
    assert "backup" in check(files).problems[0].advice
    assert "/home/amal/report-" in check(files).problems[0].advice


def test_a_missing_blob_is_named_with_where_it_came_from(files: Files) -> None:
    files.archive.path(SHAS[2]).unlink()
    (line,) = said(check(files))
    assert line.endswith("missing; record 4 took it in from /home/amal/report-3.txt")
    assert line.startswith("damage")


def test_a_blob_under_another_name_is_recognised(files: Files) -> None:
    files.archive.path(SHAS[0]).rename(files.archive.folder / "report.txt")
    (problem,) = check(files).problems
    assert problem.severity == "damage"
    assert problem.advice == "move archive/report.txt there"


def test_what_nobody_took_in_is_a_warning(files: Files) -> None:
    sha = files.archive.put(b"by hand")
    files.archive.sync()
    (files.archive.folder / "Thumbs.db").write_bytes(b"x")
    (files.archive.folder / SHAS[0]).write_bytes(b"wrong folder")
    files.archive.put(b"unfinished")
    found = check(files)
    assert found.passed
    lines = "\n".join(said(found))
    assert f"{sha}: no record of its taking in" in lines
    assert "warning: archive/Thumbs.db: not an archived file" in lines
    assert f"warning: archive/{SHAS[0]}: not an archived file" in lines
    assert "warning: archive/incoming: 1 unfinished files" in lines
    assert len(found.problems) == 4


def test_a_link_in_place_of_a_blob_is_damage(files: Files, tmp_path: Path) -> None:
    path = files.archive.path(SHAS[0])
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    (problem,) = check(files).problems
    assert (problem.severity, problem.what) == ("damage", "no file but a link or the like")


def test_a_redacted_blob_is_absent_and_one_that_is_back_is_damage(files: Files) -> None:
    data = files.archive.path(SHAS[0]).read_bytes()
    files.log.append([Redacted(sha256=SHAS[0], reason="names of minors")])
    (line,) = said(check(files))
    assert line.startswith("damage")
    assert line.endswith("here, though record 5 says that it was redacted")
    files.archive.erase(SHAS[0])
    assert check(files).problems == ()
    take(files, data)
    assert check(files).problems == (), "taken in again, and written down"


def test_an_interrupted_write_is_a_warning_of_its_own(files: Files) -> None:
    with files.log.path.open("ab") as log:
        log.write(b'{"action":"take_in","at":"20')
    found = check(files)
    assert found.passed
    assert said(found) == [
        "warning: custody.jsonl: interrupted write, 28 bytes: it was stopped before it was kept"
    ]
    files.log.recover()
    assert check(files).problems == ()


def test_other_bytes_at_the_end_are_damage(files: Files) -> None:
    size = files.log.path.stat().st_size
    with files.log.path.open("ab") as log:
        log.write(b"a note")
    assert said(check(files)) == [
        f"damage: custody.jsonl: its last 6 bytes, from byte {size:,}, are no record"
    ]


def test_records_taken_out_put_twice_or_exchanged_are_named(files: Files) -> None:
    first, second, third, fourth = files.log.path.read_bytes().splitlines(keepends=True)

    def found(*lines: bytes) -> list[str]:
        files.log.path.write_bytes(b"".join(lines))
        return [line.partition(", ")[2] for line in said(check(files)) if "damage" in line]

    assert found(first, second, fourth) == ["record 4: record 3 before it is missing"]
    assert found(first, fourth) == ["record 4: records 2 to 3 before it are missing"]
    assert found(second, third, fourth) == ["record 2: record 1 before it is missing"]
    assert found(first, second, second, third, fourth) == [
        "record 2: out of its order: record 3 should stand here"
    ]
    assert found(first, third, second, fourth)[:2] == [
        "record 3: record 2 before it is missing",
        "record 2: out of its order: record 4 should stand here",
    ]


def test_line_ends_changed_gone_or_added_are_named(files: Files) -> None:
    log = files.log.path.read_bytes()
    end = log.index(b"\n")
    for changed, words in [
        (
            log[:end] + b" " + log[end + 1 :],
            f"record 1: its line end is gone: b' ' stands at byte {end:,}",
        ),
        (log[:end] + log[end + 1 :], f"record 1: its line end is gone: b'' stands at byte {end:,}"),
        (
            log[:-1] + b"\r",
            f"record 4: its line end is gone: b'\\r' stands at byte {len(log) - 1:,}",
        ),
        (log[:90] + b"\n" + log[91:], "record 1: cut in two: byte 90 is a line end, it was b"),
    ]:
        files.log.path.write_bytes(changed)
        (line,) = said(check(files))
        assert line.startswith(f"damage: custody.jsonl, {words}")


def test_a_log_that_is_gone_empty_or_endless_is_damage(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.log.path.write_bytes(b"")
    assert "damage: custody.jsonl: no record in it" in said(check(files))
    monkeypatch.setattr("riwaya.ingest.log_check.LONGEST", 1000)
    files.log.path.write_bytes(b'{"action":"' + bytes(5000))
    assert "without a line end" in said(check(files))[0]
    files.log.path.unlink()
    found = check(files)
    assert "custody.jsonl: not there" in found.damage[0].what
    assert found.blobs == 3


def test_an_archive_that_is_gone_is_damage(files: Files) -> None:
    shutil.rmtree(files.archive.folder)
    lines = said(check(files))
    assert lines[0].startswith("damage: archive: ")
    assert len(lines) == 4, "and each blob is missing"


def test_control_letters_in_a_forged_log_do_not_reach_the_terminal(files: Files) -> None:
    files.log.append([taken("0" * 64, 3, "\x1b[31mred")])
    (line,) = said(check(files))
    assert "red" in line
    assert "\x1b" not in line


def test_a_cut_log_is_found_with_a_seal_and_not_without(files: Files) -> None:
    seal = seal_of(files)
    lines = files.log.path.read_bytes().splitlines(keepends=True)
    files.log.path.write_bytes(b"".join(lines[:2]))
    for sha in SHAS[1:]:
        files.archive.path(sha).unlink()
    assert check(files).problems == (), "nothing within the folder tells that there was more"
    assert said(check(files, seal)) == [
        "damage: custody.jsonl: cut off: 4 records were sealed, the last 2 are gone"
    ]


def test_a_rewritten_chain_is_found_with_a_seal_and_not_without(
    files: Files, tmp_path: Path
) -> None:
    files.log.append([Sealed(place="sent to the lawyer")])
    seal = seal_of(files)
    shutil.rmtree(tmp_path / "forged", ignore_errors=True)
    forged = new_files(tmp_path / "forged", ["قال شهود إن خمس قذائف سقطت.", *REPORTS[1:]])
    forged.log.append([Sealed(place="sent to the lawyer"), taken(SHAS[1], 10)])
    assert check(forged).problems == (), "a chain written anew is as good as the first"
    (line,) = said(check(forged, seal))
    assert line.startswith("damage: custody.jsonl, record 5: not the record that was sealed")


def test_a_seal_holds_while_the_log_grows(files: Files) -> None:
    seal = seal_of(files)
    assert check(files, seal).problems == ()
    take(files, "خبر جديد.".encode())
    assert check(files, seal).problems == ()


def test_a_log_rewritten_behind_the_seal_only_is_not_found(files: Files) -> None:
    """What the guide says: a seal speaks for what stood before it, not for what came later."""
    seal = seal_of(files)
    before = files.log.path.read_bytes()
    take(files, b"one")
    files.log.path.write_bytes(before)
    take(files, b"another")
    assert check(files, seal).passed


def test_another_workspaces_seal_is_said_to_be_one(files: Files) -> None:
    other = Seal("another", files.log.head)
    assert said(check(files, other)) == [
        "damage: custody.jsonl, record 1: the seal is another workspace's (another)"
    ]


def test_a_forged_number_with_good_hashes_is_found(tmp_path: Path) -> None:
    """A chain whose hashes all fit, but which counts wrongly."""
    files = new_files(tmp_path / "w", [])
    record = next(files.log.records())
    fields = {
        "action": "note",
        "at": record.at,
        "by": record.by,
        "tool": record.tool,
        "previous": record.hash,
        "seq": 7,
    }
    fields["hash"] = hashlib.sha256(canonical(fields)).hexdigest()
    with files.log.path.open("ab") as log:
        log.write(canonical(fields) + b"\n")
    assert said(check(files)) == ["damage: custody.jsonl, record 7: its number should be 2"]


def test_killed_adds_leave_no_damage(tmp_path: Path) -> None:
    files = new_files(tmp_path)
    loop = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from riwaya.ingest.archive import Archive\n"
        "from riwaya.ingest.custody import CustodyLog\n"
        "from riwaya.ingest.lock import writing\n"
        "from tests.ingest.workspace_files import taken\n"
        "folder = Path(sys.argv[1])\n"
        "with writing(folder, 'test', patience=5):\n"
        "    archive, log = Archive(folder / 'archive'), CustodyLog(folder / 'custody.jsonl')\n"
        "    archive.clear_incoming()\n"
        "    log.recover()\n"
        "    while True:\n"
        "        shas = [archive.put(os.urandom(9_000)) for _ in range(10)]\n"
        "        archive.sync()\n"
        "        log.append([taken(sha, 9_000) for sha in shas])\n"
        "        print('kept', flush=True)\n"
    )
    chance = random.Random(6)
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", loop, str(tmp_path)], stdout=-1) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"kept\n", "the lock is free after each kill"
            time.sleep(chance.uniform(0.0, 0.06))
            writer.send_signal(signal.SIGKILL)
        assert check(files).damage == ()
    again = Archive(files.archive.folder)
    again.clear_incoming()
    CustodyLog(files.log.path, clock=ticking()).recover()
    whats = {problem.what.partition(":")[0] for problem in check(files).problems}
    assert whats <= {"no record of its taking in"}
    assert check(files).records >= 4 + 5 * 10
    assert files.log.workspace == WORKSPACE
