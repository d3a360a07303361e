"""One writer at a time: a lock on a file, which the kernel frees when its holder dies.

The file stays and says who holds the lock, for people; only the lock itself counts.
"""

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from riwaya.errors import BadWorkspace
from riwaya.ingest.custody import user_and_host, utc_now
from riwaya.ingest.disk import refused
from riwaya.ingest.source import printable

LOCK = "lock"
#: How long to wait for another writer, in seconds.
PATIENCE = 60.0
#: How often to look, in seconds.
PAUSE = 0.05
#: What the holder says of itself is short, in bytes.
LARGEST = 1_000

#: The descriptors of locks that this process holds.
_held: set[int] = set()


@contextmanager
def writing(
    folder: Path,
    doing: str = "writing",
    *,
    patience: float = PATIENCE,
    told: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Hold the lock of a workspace's folder; `doing` tells others what for: "riwaya add".

    While another holds it, `told` is called once with a sentence that says who. Raises
    BadWorkspace when it isn't free within `patience` seconds, or when it can't be asked for.
    Threads exclude each other as processes do; it is not reentrant.
    """
    file, owner = _opened(folder), os.getpid()
    try:
        _take(file, folder, patience, told)
        _held.add(file)
        with suppress(OSError):  # a full disk: the lock holds all the same
            os.ftruncate(file, 0)
            os.pwrite(file, _about_us(doing), 0)
        yield
    finally:
        if os.getpid() == owner:  # a forked child has closed its copy already
            _free(file)


def holder(folder: Path) -> str:
    """What the holder of a folder's lock says of itself; a killed one's words stay."""
    try:
        with (folder / LOCK).open("rb") as file:
            return printable(file.read(LARGEST).decode("utf-8", "replace").strip())
    except OSError:
        return ""


def is_free(folder: Path) -> bool:
    """Whether nobody holds a folder's lock now; makes no file, and writes none."""
    try:
        file = os.open(folder / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        return _taken(file, folder)
    finally:
        os.close(file)  # frees it again


def _about_us(doing: str) -> bytes:
    since = utc_now().isoformat(timespec="seconds")
    words = f"{doing}: process {os.getpid()} of {user_and_host()}, since {since}\n"
    return words.encode("utf-8", "backslashreplace")


def _opened(folder: Path) -> int:
    try:
        return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise refused(folder / LOCK, error) from None


def _take(file: int, folder: Path, patience: float, told: Callable[[str], None] | None) -> None:
    until = time.monotonic() + patience
    first = True
    while not _taken(file, folder):
        who = f"{printable(str(folder))}: another Riwaya has it ({holder(folder)})"
        if time.monotonic() >= until:
            raise BadWorkspace(f"{who}; waited {patience:g} s: try again when it is done")
        if told and first:
            told(f"{who}; waiting up to {patience:g} s")
        first = False
        time.sleep(PAUSE)


def _taken(file: int, folder: Path) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EWOULDBLOCK, errno.EACCES, errno.EINTR}:
            return False
        raise refused(folder / LOCK, error) from None
    return True


def _free(file: int) -> None:
    """Let go of the lock, where it was taken, and close its file."""
    if file in _held:
        _held.remove(file)
        with suppress(OSError):
            os.ftruncate(file, 0)
        fcntl.flock(file, fcntl.LOCK_UN)
    os.close(file)


def _let_go_in_child() -> None:
    """Close a parent's locks: a forked worker may live on when its parent was killed."""
    for file in _held:
        os.close(file)
    _held.clear()


os.register_at_fork(after_in_child=_let_go_in_child)
