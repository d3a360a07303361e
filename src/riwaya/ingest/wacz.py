"""WACZ files (Web Archive Collection Zipped 1.1): a zip of web archives in a folder archive/."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZipFile, ZipInfo

from riwaya.errors import BadInput
from riwaya.ingest.piece import Limits, Piece
from riwaya.ingest.source import printable
from riwaya.ingest.unpacking import Allowance
from riwaya.ingest.warc import warc_stream_pieces
from riwaya.ingest.zip_members import ZIP_ERRORS, checked_members, opened_zip

FOLDER = "archive/"
WARCS = (".warc", ".warc.gz")
#: Archives within the archive are not opened: a page that matters is in a WARC.
NESTED = (".wacz", ".zip", ".7z", ".rar", ".tar", ".tgz", ".tar.gz", ".bz2", ".xz", ".zst")


def wacz_pieces(path: Path, name: str, limits: Limits) -> Iterator[Piece | BadInput]:
    """The pieces of all web archives in a WACZ file, in their order.

    A member that is damaged or an archive of another kind comes as a BadInput. Raises BadInput for
    a file that is no zip, has no web archive in it, or has names in it that only an attack has.
    """
    with opened_zip(path, name) as archive:
        members = checked_members(archive, name)
        allowance = Allowance.of(name, path.stat().st_size)
        warcs = [member for member in members if _is_warc(member)]
        if not warcs:
            raise BadInput(f"{name}: no WACZ file: there is no {FOLDER}….warc.gz in it")
        for member in members:
            if member.filename.lower().endswith(NESTED):
                where = f"{name}, {printable(member.filename)}"
                yield BadInput(f"{where}: an archive within the archive; add it by itself")
        for member in warcs:
            yield from _member_pieces(archive, member, name, limits, allowance)


def _is_warc(member: ZipInfo) -> bool:
    lower = member.filename.lower()
    return lower.startswith(FOLDER) and lower.endswith(WARCS)


def _member_pieces(
    archive: ZipFile, member: ZipInfo, name: str, limits: Limits, allowance: Allowance
) -> Iterator[Piece | BadInput]:
    file = printable(member.filename)
    where = f"{name}, {file}"
    try:
        with archive.open(member) as stream:
            binary = cast("BinaryIO", stream)
            yield from warc_stream_pieces(binary, where, limits, allowance, f"{file}, ")
    except BadInput as error:
        if allowance.left < 0:
            raise
        yield error
    except (*ZIP_ERRORS, OSError) as error:
        yield BadInput(f"{where}: damaged in the zip archive ({error}); the rest of it is lost")
