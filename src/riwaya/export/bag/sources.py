"""Where a bag's files are read from: a folder, or the one folder in a zip archive."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Protocol
from zipfile import ZipFile, ZipInfo

from riwaya.errors import BadInput
from riwaya.ingest.source import printable
from riwaya.ingest.unpacking import Allowance
from riwaya.ingest.zip_members import ZIP_ERRORS, checked_members


class BagSource(Protocol):
    """The files of a bag, by their names within it: "data/raw/…"."""

    names: list[str]

    def open(self, name: str) -> BinaryIO:
        """A file's bytes; raises OSError here or later when they can't be read."""


@contextmanager
def opened_bag(path: Path) -> Iterator[BagSource]:
    """A bag while it is open; raises BadInput for what is none or was made to harm."""
    name = printable(str(path))
    if path.is_dir():
        yield FolderSource(path, name)
        return
    try:
        archive = ZipFile(path)
        size = path.stat().st_size
    except ZIP_ERRORS as error:
        raise BadInput(f"{name}: neither a folder nor a sound zip archive ({error})") from None
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror or error}") from None
    with archive:
        yield ZipSource(archive, name, size)


class FolderSource:
    """A bag as a folder; a link in it is refused, wherever it leads."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        try:
            self.names = [file.relative_to(path).as_posix() for file in _files(path, name)]
        except OSError as error:
            raise BadInput(f"{name}: can't be read: {error.strerror}") from None

    def open(self, name: str) -> BinaryIO:
        """A file's bytes."""
        return (self._path / name).open("rb")


class ZipSource:
    """A bag in a zip archive, in its one folder or at its top."""

    def __init__(self, archive: ZipFile, name: str, size: int) -> None:
        self._archive = archive
        members = checked_members(archive, name)
        # Never more than a member says of itself is unpacked, so that all can be counted before.
        Allowance.of(name, size).take(sum(member.file_size for member in members))
        folders = {member.filename.partition("/")[0] for member in members}
        at_top = any("/" not in member.filename for member in members)
        cut = 0 if at_top or len(folders) != 1 else len(folders.pop()) + 1
        self._members: dict[str, ZipInfo] = {m.filename[cut:]: m for m in members}
        self.names = list(self._members)

    def open(self, name: str) -> BinaryIO:
        """A file's bytes, as they are unpacked."""
        try:
            return io.BufferedReader(_Member(self._archive.open(self._members[name])))
        except ZIP_ERRORS as error:
            raise OSError(f"damaged in the zip archive ({error})") from None


class _Member(io.RawIOBase):
    """A zip's member whose damage is an OSError, as it is everywhere else."""

    def __init__(self, member: IO[bytes]) -> None:
        self._member = member

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._member.read(len(buffer))
        except ZIP_ERRORS as error:
            raise OSError(f"damaged in the zip archive ({error})") from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._member.close()
        super().close()


def _files(folder: Path, name: str) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise BadInput(f"{name}: refused: {printable(path.name)!r} in it is a link or a device")
        if path.is_dir():
            yield from _files(path, name)
        else:
            yield path
