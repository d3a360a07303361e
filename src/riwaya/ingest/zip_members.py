"""Zip archives from strangers: their table of contents, checked before anything is unpacked."""

import io
import re
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from zipfile import BadZipFile, ZipFile, ZipInfo

from riwaya.errors import BadInput
from riwaya.ingest.source import printable

#: A table of contents larger than this (some 50,000 files) is an attack on memory.
DIRECTORY = 4_000_000
DRIVE = re.compile(r"[A-Za-z]:")
ENCRYPTED = 0x1
#: What zipfile raises for damage, passwords and methods of packing that it doesn't know.
ZIP_ERRORS = (BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, LookupError)


class _Sparing(io.FileIO):
    """A file that refuses to be read in pieces that a sound zip archive has none of."""

    def read(self, size: int | None = -1, /) -> bytes:
        asked = DIRECTORY + 1 if size is None or size < 0 else size
        data = super().read(min(asked, DIRECTORY + 1)) or b""
        if len(data) > DIRECTORY:
            raise BadZipFile("its table of contents is too large")
        return data


@contextmanager
def opened_zip(path: Path, name: str) -> Iterator[ZipFile]:
    """A zip archive while it is open; raises BadInput for a file that is none."""
    try:
        file = _Sparing(path)
    except OSError as error:
        raise BadInput(f"{name}: can't be read: {error.strerror}") from None
    with file:
        try:
            archive = ZipFile(file)
        except (*ZIP_ERRORS, OSError) as error:
            raise BadInput(f"{name}: a damaged zip archive ({error})") from None
        with archive:
            yield archive


def checked_members(archive: ZipFile, name: str) -> list[ZipInfo]:
    """The files in it, in their order; raises BadInput when a single name is not a plain one.

    A name that leads out of the archive's own folder (absolute, with .. or a drive), a link, or one
    name twice means that the archive was made to harm or to deceive: none of it is used.
    """
    taken: set[str] = set()
    members = []
    for member in archive.infolist():
        if wrong := _wrong(member):
            raise BadInput(
                f"{name}: refused: {printable(member.filename)[:200]!r} in it is {wrong}"
            )
        key = normalize("NFC", member.filename).casefold().rstrip("/")
        if key in taken:
            raise BadInput(f"{name}: refused: {printable(member.filename)[:200]!r} is in it twice")
        taken.add(key)
        if not member.is_dir():
            members.append(member)
    return members


def _wrong(member: ZipInfo) -> str | None:
    """What is wrong with a member's name or kind; None for a sound one."""
    # ZipInfo cuts names at a NUL and, on Windows, turns the slashes: the original is looked at.
    name = member.orig_filename
    kind = stat.S_IFMT(member.external_attr >> 16)
    wrongs = {
        "no file name": not name or "\x00" in name,
        "a path with backslashes": "\\" in name,
        "an absolute path": name.startswith("/") or DRIVE.match(name) is not None,
        "a path that leads out of it": ".." in PurePosixPath(name).parts,
        "a link or a device": kind not in {0, stat.S_IFREG, stat.S_IFDIR},
        "encrypted; unpack it with its password": bool(member.flag_bits & ENCRYPTED),
    }
    return next((what for what, is_so in wrongs.items() if is_so), None)
