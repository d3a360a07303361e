"""Writing so that it lasts: what these have returned from, a power cut doesn't take away."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from riwaya.errors import BadWorkspace
from riwaya.ingest.source import printable

#: Up to so many files are flushed one by one; a larger batch flushes their file system once.
FEW = 8
FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
FORBIDDEN = frozenset([errno.EACCES, errno.EPERM, errno.EROFS])
GONE = frozenset([errno.ENOENT, errno.ENOTDIR, errno.ESTALE])


@contextmanager
def working_on(place: Path) -> Iterator[None]:
    """Whatever the system refuses in here becomes a BadWorkspace that names the place."""
    try:
        yield
    except OSError as error:
        raise refused(place, error) from None


def refused(place: Path, error: OSError) -> BadWorkspace:
    """The system's refusal, with what to do about it."""
    name = printable(str(place))
    if error.errno in FULL:
        return BadWorkspace(
            f"{name}: no room to write ({error.strerror}); make room and run it again: "
            "what was taken in stays"
        )
    if error.errno in FORBIDDEN:
        return BadWorkspace(
            f"{name}: not allowed ({error.strerror}); check who owns the folder, its rights, and "
            "that its disk isn't mounted read-only"
        )
    if error.errno in GONE:
        return BadWorkspace(
            f"{name}: not there ({error.strerror}); was the workspace moved, or its disk unmounted?"
        )
    return BadWorkspace(f"{name}: {error.strerror or error}; check the disk, then `riwaya verify`")


def write_all(file: int, data: bytes) -> None:
    """All of the bytes: the system may take a part at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def flush(paths: Sequence[Path], folder: Path) -> None:
    """Wait until files (or folders' entries) under `folder` are on the disk."""
    if len(paths) > FEW and _flush_file_system(folder):
        return
    for path in paths:
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _flush_file_system(folder: Path) -> bool:
    """One wait for all that was written to the file system; False where it can't be asked for."""
    import ctypes  # noqa: PLC0415 (reading needs none of it)

    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (AttributeError, OSError, TypeError):
        return False  # not Linux
    opened = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(opened) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
    finally:
        os.close(opened)
    return True
