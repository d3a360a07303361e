"""One writer at a time: who holds it is said, and a dead holder holds nothing."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from riwaya.errors import BadWorkspace
from riwaya.ingest.lock import holder, writing

HOLD = (
    "import sys, time\n"
    "from pathlib import Path\n"
    "from riwaya.ingest.lock import writing\n"
    "with writing(Path(sys.argv[1]), 'riwaya add'):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.readline()\n"
)
FORK = (
    "import os, sys, time\n"
    "from pathlib import Path\n"
    "from riwaya.ingest.lock import writing\n"
    "with writing(Path(sys.argv[1]), 'riwaya add'):\n"
    "    if os.fork() == 0:\n"
    "        print(os.getpid(), flush=True)\n"
    "        sys.stdin.readline()\n"
    "        time.sleep(60)\n"
    "    time.sleep(60)\n"
)
FORK_ENDS = (
    "import os, sys\n"
    "from pathlib import Path\n"
    "from riwaya.ingest.lock import writing\n"
    "with writing(Path(sys.argv[1]), 'riwaya add'):\n"
    "    child = os.fork()\n"
    "    if child:\n"
    "        print(os.waitpid(child, 0)[1], flush=True)\n"
    "        sys.stdin.readline()\n"
)


@contextmanager
def process(program: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    arguments = [sys.executable, "-c", program, str(folder)]
    with subprocess.Popen(arguments, stdin=-1, stdout=-1) as other:
        try:
            yield other
        finally:
            other.kill()


def first_line(other: subprocess.Popen[bytes]) -> bytes:
    assert other.stdout is not None
    return other.stdout.readline().strip()


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    told: list[str] = []
    with process(HOLD, tmp_path) as other:
        assert first_line(other) == b"held"
        words = rf"another Riwaya has it \(riwaya add: process {other.pid} of \S+@\S+, since 20"
        with (
            pytest.raises(BadWorkspace, match=rf"{words}.*waited 0.1 s"),
            writing(tmp_path, patience=0.1, told=told.append),
        ):
            pass
    assert len(told) == 1
    assert "waiting up to 0.1 s" in told[0]


def test_a_second_writer_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    with process(HOLD, tmp_path) as other:
        assert first_line(other) == b"held"

        def let_go(_message: str) -> None:
            assert other.stdin is not None
            other.stdin.write(b"\n")
            other.stdin.flush()

        with writing(tmp_path, "riwaya redact", told=let_go):
            assert f"riwaya redact: process {os.getpid()} of" in holder(tmp_path)
    assert holder(tmp_path) == "", "nobody"


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with process(HOLD, tmp_path) as other:
        assert first_line(other) == b"held"
        other.send_signal(signal.SIGKILL)
        other.wait()
        with writing(tmp_path, patience=0):
            pass


def test_a_killed_holders_forked_worker_does_not_hold_it_either(tmp_path: Path) -> None:
    with process(FORK, tmp_path) as other:
        worker = int(first_line(other))
        other.send_signal(signal.SIGKILL)
        other.wait()
        try:
            os.kill(worker, 0)
            with writing(tmp_path, patience=0):
                pass
        finally:
            os.kill(worker, signal.SIGKILL)


def test_a_forked_worker_that_ends_leaves_the_lock_to_its_parent(tmp_path: Path) -> None:
    with process(FORK_ENDS, tmp_path) as other:
        assert first_line(other) == b"0", "the worker left the block without an error"
        with pytest.raises(BadWorkspace), writing(tmp_path, patience=0):
            pass
        assert "riwaya add" in holder(tmp_path)


def test_threads_exclude_each_other(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        with writing(tmp_path, patience=30):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1, 1]


def test_an_error_inside_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(tmp_path):
        raise ZeroDivisionError
    with writing(tmp_path, patience=0):
        pass


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadWorkspace, match=r"lock: not there"), writing(tmp_path / "nothing"):
        pass
