"""A workspace in trouble: it says what is wrong and what to do, and the rest stays usable."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from evaluation.soak.stub import reading_job
from riwaya.cli import app
from riwaya.errors import BadWorkspace
from riwaya.store import engine
from riwaya.store.tables import readings
from riwaya.workspace.backup import back_up
from riwaya.workspace.verifying import verify_all
from riwaya.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
#: Root may write anywhere unless this is taken from it.
AS_OTHERS = ("/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
MOUNT = "/bin/mount"
ADD = """
import sys
from evaluation.soak.stub import reading_job
from riwaya.workspace import reading
from riwaya.workspace.workspace import Workspace
reading.read_texts = reading_job("stub-1")
with Workspace(sys.argv[1]) as workspace:
    added = workspace.add(sys.argv[2:], jobs=1)
    print(added.reports, added.read, len(added.problems))
"""


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is about what the model reads."""
    monkeypatch.setattr("riwaya.workspace.reading.read_texts", reading_job("stub-1"))


def command(*arguments: object) -> Result:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def outside(
    arguments: Sequence[object], before: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def more_reports(folder: Path, count: int, size: int = 1) -> Path:
    folder.mkdir()
    for number in range(count):
        text = f"أصيب {number} جنود في هجوم قرب بلدة الميادين يوم الجمعة، وفق مصدر أمني.\n" * size
        (folder / f"more-{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def read_once(workspace: Workspace, count: int) -> None:
    """All is there: so many reports, each read once, nothing damaged."""
    assert workspace.counts()["reports"] == count
    with workspace.engine.connect() as connection:
        found = list(connection.execute(select(readings.c.report_n)).scalars())
    assert len(found) == len(set(found)) == count
    assert verify_all(workspace).problems == ()


# No room


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_no_room_for_the_bytes(filled: Workspace, tmp_path: Path) -> None:
    large = more_reports(tmp_path / "large", 2, size=1200)
    with (
        files_no_larger_than(100_000),
        pytest.raises(BadWorkspace, match=r"archive.*no room.*make room"),
    ):
        filled.add([large], jobs=1)
    assert verify_all(filled).damage == ()
    filled.add([large], jobs=1)
    read_once(filled, 5)


def test_no_room_for_the_database(filled: Workspace, tmp_path: Path) -> None:
    several = more_reports(tmp_path / "several", 40, size=20)
    filled.close()  # its log beside the database is empty then
    with (
        files_no_larger_than(60_000),
        pytest.raises(BadWorkspace, match=r"workspace: .*disk .*finished is kept"),
    ):
        filled.add([several], jobs=1)
    filled.close()
    filled.add([several], jobs=1)
    read_once(filled, 43)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB; only root may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = Path(MOUNT).exists() and not subprocess.call(
        [MOUNT, "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], stderr=subprocess.DEVNULL
    )
    if not mounted:
        pytest.skip("mounting a small disk isn't allowed here")
    yield place
    subprocess.run(["/bin/umount", "--lazy", place], check=True)


def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    several = more_reports(tmp_path / "several", 60, size=40)
    with Workspace.create(small_disk / "workspace") as workspace:
        workspace.add([several / "more-000.txt"], jobs=1)
        filler = small_disk / "filler"
        free = shutil.disk_usage(small_disk).free
        filler.write_bytes(bytes(free - 150_000))
        done = command("add", several, "--workspace", workspace.folder.path)
        assert done.exit_code == 2
        assert "make room" in done.stderr
        assert "is kept" in done.stderr or "stays" in done.stderr
        assert verify_all(workspace).damage == ()
        subprocess.run([MOUNT, "-o", "remount,size=20m", small_disk], check=True)
        workspace.add([several], jobs=1)
        read_once(workspace, 60)


# No right to write


@pytest.fixture
def read_only(filled: Workspace) -> Iterator[Path]:
    """A workspace whose files and folders may only be read."""
    if os.geteuid() == 0 and (
        not Path(AS_OTHERS[0]).exists()
        or subprocess.call([*AS_OTHERS, "true"], stderr=subprocess.DEVNULL)
    ):
        pytest.skip("root may write anywhere, and can't be kept from it here")
    filled.close()
    folder = filled.folder.path
    several = [folder, *folder.rglob("*")]
    for path in several:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in several:
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_folder_that_cant_be_written_is_read_all_the_same(
    read_only: Path, reports: Path, tmp_path: Path
) -> None:
    before = AS_OTHERS if os.geteuid() == 0 else ()
    script = f"""
from riwaya.cli import app
from riwaya.workspace.workspace import Workspace
for arguments in (["verify"], ["backup", {str(tmp_path / "copy")!r}], ["add", {str(reports)!r}]):
    try:
        app([*arguments, "--workspace", {str(read_only)!r}])
    except SystemExit as end:
        print(arguments[0], end.code)
print(Workspace({str(read_only)!r}).counts()["reports"])
"""
    done = outside(["-c", script], before)
    assert done.stdout.split() == ["verify", "0", "backup", "0", "add", "2", "3"]
    assert "not allowed" in done.stderr
    assert "Traceback" not in done.stderr
    with Workspace(tmp_path / "copy") as copy:
        assert verify_all(copy).problems == ()


# Others at work


def test_a_locked_database_is_said_and_nothing_is_lost(
    filled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    more = more_reports(tmp_path / "more", 3)
    with Workspace(filled.folder.path) as other:
        with closing(sqlite3.connect(filled.folder.database_file)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(BadWorkspace, match="another program has been writing"):
                other.add([more], jobs=1)
            assert other.counts()["reports"] == 3
        other.add([more], jobs=1)
        read_once(other, 6)


def test_a_workspace_that_another_writes_is_waited_for(filled: Workspace, tmp_path: Path) -> None:
    more = more_reports(tmp_path / "more", 3)
    with filled.writing(), Workspace(filled.folder.path, patience=0.1) as other:
        with pytest.raises(BadWorkspace, match=r"another Riwaya has it \(.*process .*waited 0.1 s"):
            other.add([more], jobs=1)
        assert other.counts()["reports"] == 3


def test_two_adds_at_once_both_finish(filled: Workspace, tmp_path: Path) -> None:
    """Each has files of its own, and some that the other has too."""
    more = sorted(more_reports(tmp_path / "more", 30).iterdir())
    shares = (more[:20], more[10:])
    several = [
        subprocess.Popen(
            [sys.executable, "-c", ADD, filled.folder.path, *share],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for share in shares
    ]
    said = [one.communicate()[0].split() for one in several]
    assert [one.returncode for one in several] == [0, 0]
    assert sorted(said) == [["10", "10", "0"], ["20", "20", "0"]]
    read_once(filled, 33)


# Damage


def test_a_damaged_database_is_named_and_rebuilt(filled: Workspace, reports: Path) -> None:
    filled.close()
    with filled.folder.database_file.open("r+b") as file:
        file.write(b"not a database at all")
    folder = filled.folder.path
    for arguments in (["add", reports], ["verify"], ["reread"]):
        done = command(*arguments, "--workspace", folder)
        assert done.exit_code == (1 if arguments == ["verify"] else 2)
        assert "riwaya rebuild" in done.output
    assert command("rebuild", "--workspace", folder).exit_code == 0
    with Workspace(folder) as again:
        read_once(again, 3)


def test_a_changed_blob_is_named_and_the_rest_stays_usable(
    filled: Workspace, tmp_path: Path
) -> None:
    (sha, *_) = filled.archive.shas()
    path = filled.archive.path(sha)
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[10] ^= 1
    path.write_bytes(data)
    done = command("verify", "--workspace", filled.folder.path)
    assert done.exit_code == 1
    assert sha in done.output
    assert "byte 10" in done.output
    added = filled.add([more_reports(tmp_path / "more", 2)], jobs=1)
    assert (added.reports, added.problems) == (2, ())
    (damage,) = verify_all(filled).damage
    assert sha in damage.where


def test_a_missing_blob_is_named(filled: Workspace) -> None:
    (sha, *_) = filled.archive.shas()
    filled.archive.path(sha).unlink()
    (damage,) = verify_all(filled).damage
    assert sha in damage.where
    assert "missing" in damage.what


def test_a_changed_line_of_the_log_is_named_and_the_rest_stays_usable(
    filled: Workspace, tmp_path: Path
) -> None:
    log = filled.folder.custody
    log.write_bytes(log.read_bytes().replace(b"denial.txt", b"Denial.txt", 1))
    done = command("verify", "--workspace", filled.folder.path)
    assert done.exit_code == 1
    assert "custody.jsonl, record" in done.output
    added = filled.add([more_reports(tmp_path / "more", 2)], jobs=1)
    assert (added.reports, added.problems) == (2, ())
    assert filled.counts()["reports"] == 5


def test_a_damaged_end_of_the_log_stops_writing_not_reading(
    filled: Workspace, tmp_path: Path
) -> None:
    log = filled.folder.custody
    log.write_bytes(log.read_bytes()[:-40] + b"x" * 39 + b"\n")
    done = command("add", more_reports(tmp_path / "more", 2), "--workspace", filled.folder.path)
    assert done.exit_code == 2
    assert "custody.jsonl: damaged" in done.stderr
    assert "riwaya verify" in done.stderr
    assert filled.counts()["reports"] == 3
    assert not verify_all(filled).passed
    back_up(filled, tmp_path / "copy")
