"""Where a bag's files are put, each in one pass: a folder, or a folder within a zip archive."""

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CHUNK = 1 << 20


class BagPlace(Protocol):
    """Takes files one after another."""

    def put(self, name: str, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Write a file; returns its SHA-256 and its size. Raises OSError."""

    def close(self) -> None:
        """Nothing more comes."""


class FolderPlace:
    """A folder of files."""

    def __init__(self, path: Path) -> None:
        path.mkdir()
        self._path = path

    def put(self, name: str, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Write a file."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            return _written(file, chunks)

    def close(self) -> None:
        """Nothing to do: each file is closed."""


class ZipPlace:
    """A zip archive with one folder in it, as RFC 8493 wants it."""

    def __init__(self, path: Path, folder: str) -> None:
        self._zip = ZipFile(path, "x", ZIP_DEFLATED)
        self._folder = folder
        self._now = time.localtime()[:6]

    def put(self, name: str, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Write a file, of any size: how large it will be isn't known before."""
        member = ZipInfo(f"{self._folder}/{name}", self._now)
        member.compress_type = ZIP_DEFLATED
        member.external_attr = 0o100644 << 16
        with self._zip.open(member, "w", force_zip64=True) as file:
            return _written(file, chunks)

    def close(self) -> None:
        """Write the table of contents."""
        self._zip.close()


def _written(file: IO[bytes], chunks: Iterable[bytes]) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    for chunk in chunks:
        file.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
