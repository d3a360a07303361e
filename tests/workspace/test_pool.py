"""Processes that read, when they or the one that they read for are killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from riwaya.errors import BadWorkspace
from riwaya.processes import OneProcess
from riwaya.workspace.pool import pool_of

ALIVE = """
import os, time
from riwaya.workspace.pool import pool_of
if __name__ == "__main__":
    with pool_of(2) as pool:
        pool.give(os.getpid)
        print(*pool.done(), flush=True)
        time.sleep(600)
"""


def test_one_process_does_the_work_itself() -> None:
    with pool_of(1) as pool:
        assert isinstance(pool, OneProcess)
        pool.give(os.getpid)
        assert not pool.free
        assert pool.done() == [os.getpid()]
        assert pool.done() == []


def test_a_killed_reading_process_is_said() -> None:
    with pool_of(2) as pool:
        pool.give(os._exit, 9)
        with pytest.raises(BadWorkspace, match="reading process was killed"):
            pool.done()
        with pytest.raises(BadWorkspace, match="reading process was killed"):
            pool.give(os.getpid)


def test_reading_processes_end_with_the_one_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "alive.py"
    script.write_text(ALIVE, "utf-8")
    writer = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    reader = int(writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    until = time.monotonic() + 60
    while _at_work(reader) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _at_work(reader)


def _at_work(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
