"""The archive: raw bytes as they came, each file named by its SHA-256: archive/ab/cd/<sha256>.

Bytes are written to archive/incoming first. `sync` waits until a whole batch is on the disk and
then puts it in place, so that a file in its place is always whole: a stop at any moment leaves
at most strays in incoming, which the next writer clears away.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from riwaya.errors import BadInput, BadWorkspace
from riwaya.ingest.disk import flush, refused, working_on, write_all
from riwaya.ingest.source import printable

INCOMING = "incoming"
SHA256 = re.compile(r"[0-9a-f]{64}")
#: What is read at a time, in bytes.
CHUNK = 1 << 20


class Archive:
    """The blobs of a workspace. Whoever writes holds the workspace's lock (`ingest.lock`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        #: Blobs in incoming that the next `sync` puts in place.
        self._pending: dict[str, Path] = {}
        #: Folders with new names in them that the disk may not know yet.
        self._touched: set[Path] = set()

    def create(self) -> None:
        """Make the folders of an empty archive; raises BadWorkspace where that isn't possible."""
        with working_on(self.folder):
            self._incoming.mkdir(parents=True, exist_ok=True)

    def put(self, data: bytes) -> str:
        """Take bytes in and return their SHA-256; in place and on the disk after `sync`.

        What is there already is not written again. Raises BadWorkspace when the disk is full or
        the folder can't be written.
        """
        sha = hashlib.sha256(data).hexdigest()
        if not self.has(sha):
            self.put_chunks([data])
        return sha

    def put_file(self, path: Path) -> tuple[str, int]:
        """Take a file in, a chunk at a time: its SHA-256 and its size in bytes.

        Raises BadInput when the file can't be read, else like `put`.
        """
        return self.put_chunks(_chunks(path))

    def put_chunks(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Take in what comes in chunks: its SHA-256 and its size; raises like `put`."""
        path = self._incoming / secrets.token_hex(12)
        try:
            with working_on(self.folder):
                sha, size = _written(path, chunks)
                if self.has(sha):
                    path.unlink()
                else:
                    self._pending[sha] = path
        except BaseException:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise
        return sha, size

    def sync(self) -> None:
        """Put all that was taken in in its place, durably: few waits for a batch of any size."""
        with working_on(self.folder):
            flush(list(self._pending.values()), self.folder)
            for sha, path in list(self._pending.items()):
                place = self.path(sha)
                place.parent.mkdir(parents=True, exist_ok=True)
                path.rename(place)
                self._touched |= {place.parent, place.parent.parent, self.folder}
                del self._pending[sha]
            flush(sorted(self._touched), self.folder)
        self._touched.clear()

    def has(self, sha: str) -> bool:
        """Whether a blob was taken in."""
        return sha in self._pending or self.path(sha).is_file()

    def path(self, sha: str) -> Path:
        """Where a blob lies once it is synced; raises BadInput for what is no SHA-256."""
        if not SHA256.fullmatch(sha):
            raise BadInput(f"{printable(sha)!r} is no SHA-256: 64 digits and letters from a to f")
        return self.folder / sha[:2] / sha[2:4] / sha

    def open(self, sha: str) -> BinaryIO:
        """A blob's bytes; raises BadWorkspace when it isn't there or can't be read."""
        path = self._pending.get(sha) or self.path(sha)
        try:
            return path.open("rb")
        except FileNotFoundError:
            raise BadWorkspace(
                f"{self.name(path)}: not in the archive; `riwaya verify` says whether it was "
                "redacted or is missing"
            ) from None
        except OSError as error:
            raise refused(path, error) from None

    def shas(self) -> Iterator[str]:
        """The names of all blobs in their places, in order."""
        for path in self.files():
            if (sha := self.sha_at(path)) and path.is_file() and not path.is_symlink():
                yield sha

    def files(self) -> Iterator[Path]:
        """Whatever lies in the archive, whether it belongs there or not; incoming left out."""
        with working_on(self.folder):
            for path in sorted(self.folder.iterdir()):
                if path != self._incoming:
                    yield from _files(path)

    def sha_at(self, path: Path) -> str | None:
        """The SHA-256 that a path is the place of; None for a wrong name or a wrong folder."""
        if SHA256.fullmatch(path.name) and path == self.path(path.name):
            return path.name
        return None

    def name(self, path: Path) -> str:
        """What messages call a file: its path within the workspace."""
        return printable(str(path.relative_to(self.folder.parent)))

    def strays(self) -> list[Path]:
        """What an interrupted writer left in incoming, or one at work has there now."""
        with working_on(self.folder):
            return sorted(self._incoming.iterdir()) if self._incoming.is_dir() else []

    def clear_incoming(self) -> int:
        """Take interrupted writers' strays away, and say how many; only under the lock."""
        strays = [path for path in self.strays() if path not in self._pending.values()]
        with working_on(self.folder):
            for path in strays:
                path.unlink()
        return len(strays)

    def erase(self, sha: str) -> None:
        """Overwrite a blob as far as the disk allows and remove it; only under the lock.

        A journal, a copy-on-write file system, a flash disk or a backup may still hold it.
        """
        path = self.path(sha)
        with working_on(path):
            size = path.stat().st_size
            path.chmod(0o600)
            file = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
            try:
                for start in range(0, size, CHUNK):
                    write_all(file, bytes(min(CHUNK, size - start)))
                os.fsync(file)
            finally:
                os.close(file)
            path.unlink()
            flush([path.parent], self.folder)

    @property
    def _incoming(self) -> Path:
        return self.folder / INCOMING


def _written(path: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a file that nobody may write again; its SHA-256 and size."""
    digest = hashlib.sha256()
    size = 0
    # Not the archive's own folder: where that is gone, its disk may not be mounted.
    path.parent.mkdir(exist_ok=True)
    # Read-only from the start: the right to write is this descriptor's alone.
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444)
    try:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            write_all(file, chunk)
    finally:
        os.close(file)
    return digest.hexdigest(), size


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise BadInput(f"{printable(str(path))}: can't be read: {error.strerror}") from None


def _files(path: Path) -> Iterator[Path]:
    """A file, or all files below a folder; links are not followed."""
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for inner in sorted(path.iterdir()):
        yield from _files(inner)
