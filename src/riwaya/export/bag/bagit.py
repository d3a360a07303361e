"""A bundle to hand over, as a BagIt 1.0 bag (RFC 8493): raw bytes, texts, claims, custody log.

    bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt
    data/raw/<sha256>, data/text/<report>.txt, data/claims/<report>.json, data/custody.jsonl

Any BagIt program can check it. A text's SHA-256 is the `report.sha256` of its claims; a raw file's
is its name. The bag is a folder, or a .zip with that folder in it; it is there whole or not at all.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from riwaya.errors import BadInput, BadWorkspace
from riwaya.export.bag.places import CHUNK, BagPlace, FolderPlace, ZipPlace
from riwaya.export.destination import aside
from riwaya.export.screen.formats import Format, render
from riwaya.ingest.disk import refused
from riwaya.ingest.source import printable
from riwaya.records.report import Document
from riwaya.version import __version__

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
#: What a report may be called within a bag, so that any system can unpack it.
NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")
LABEL = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
#: The list of files is held in memory up to here, in bytes; a longer one in a temporary file.
IN_MEMORY = 1 << 22


@dataclass(frozen=True, slots=True)
class BagReport:
    """One report's text and claims, under a name of its own among them."""

    name: str
    text: str
    document: Document


@dataclass(frozen=True, slots=True)
class Bagged:
    """What was put into a bag: payload files and their bytes."""

    files: int
    size: int


def write_bag(
    path: Path,
    *,
    raw: Iterable[tuple[str, Path]] = (),
    reports: Iterable[BagReport] = (),
    custody: Iterable[bytes] | None = None,
    info: Mapping[str, str] | None = None,
) -> Bagged:
    """Write a bag at `path`, which must be new: a zip where it ends in .zip, else a folder.

    `raw` are SHA-256s with their files, `custody` the log's lines, `info` more lines for
    bag-info.txt ("Source-Organization", "Contact-Email", …). All are taken one after another;
    nothing grows with their number but a list on disk. Raises BadInput when the bag can't be
    written or a name doesn't fit, BadWorkspace when a raw file is damaged or missing: then no bag
    is left behind.
    """
    with _place(path) as place, SpooledTemporaryFile(max_size=IN_MEMORY) as listed:
        bag = _Bag(place, listed)
        for sha, file in raw:
            bag.raw(sha, file)
        for report in reports:
            bag.report(report)
        if custody is not None:
            bag.payload("data/custody.jsonl", custody)
        bag.close(info or {})
    return Bagged(bag.files, bag.size)


class _Bag:
    """A bag being filled."""

    def __init__(self, place: BagPlace, listed: IO[bytes]) -> None:
        self.files = 0
        self.size = 0
        self._place = place
        self._listed = listed
        self._tags: list[str] = []
        self._names: set[str] = set()
        self._tag("bagit.txt", [DECLARATION])

    def raw(self, sha: str, file: Path) -> None:
        if not re.fullmatch(r"[0-9a-f]{64}", sha):
            raise BadInput(f"{printable(sha)!r} is no SHA-256")
        found = self.payload(f"data/raw/{sha}", _chunks(file))
        if found != sha:
            raise BadWorkspace(
                f"{printable(str(file))}: damaged: not the bytes that were taken in; "
                "`riwaya verify` says more; no bundle was written"
            )

    def report(self, report: BagReport) -> None:
        name = report.name
        if not NAME.fullmatch(name) or name.casefold() in self._names:
            raise BadInput(
                f"{printable(name)!r}: reports in a bundle need different names of letters, "
                "digits, -, _ and ."
            )
        self._names.add(name.casefold())
        # As it is digested for `report.sha256`: a lone surrogate is three bytes, line ends stay.
        self.payload(f"data/text/{name}.txt", [report.text.encode("utf-8", "surrogatepass")])
        claims = render(Format.JSON, report.text, report.document)
        self.payload(f"data/claims/{name}.json", [claims.encode("utf-8", "surrogatepass")])

    def payload(self, name: str, chunks: Iterable[bytes]) -> str:
        sha, size = self._place.put(name, chunks)
        self._listed.write(f"{sha}  {name}\n".encode())
        self.files += 1
        self.size += size
        return sha

    def close(self, info: Mapping[str, str]) -> None:
        self._listed.seek(0)
        self._tag(MANIFEST, iter(lambda: self._listed.read(CHUNK), b""))
        self._tag("bag-info.txt", [self._info(info)])
        self._place.put(TAG_MANIFEST, ["".join(self._tags).encode()])

    def _tag(self, name: str, chunks: Iterable[bytes]) -> None:
        sha, _ = self._place.put(name, chunks)
        self._tags.append(f"{sha}  {name}\n")

    def _info(self, info: Mapping[str, str]) -> bytes:
        lines = {
            "Bagging-Date": datetime.now(UTC).date().isoformat(),
            "Bag-Software-Agent": f"riwaya {__version__}",
            "Payload-Oxum": f"{self.size}.{self.files}",
        }
        for label, value in info.items():
            if not LABEL.fullmatch(label) or label in lines:
                raise BadInput(f"{printable(label)!r} can't be a label of a bundle's bag-info.txt")
            lines[label] = " ".join(value.split())
        text = "".join(f"{label}: {value}\n" for label, value in lines.items())
        return text.encode("utf-8", "backslashreplace")


@contextmanager
def _place(path: Path) -> Iterator[BagPlace]:
    """Where the bag is made: beside its place, and put there when it is whole."""
    name = printable(str(path))
    if path.exists() or path.is_symlink():
        raise BadInput(f"{name}: is there already; choose a new name for the bundle")
    unfinished = aside(path)
    place: BagPlace | None = None
    try:
        is_zip = path.suffix.lower() == ".zip"
        place = ZipPlace(unfinished, path.stem) if is_zip else FolderPlace(unfinished)
        yield place
        place.close()
        unfinished.rename(path)
    except OSError as error:
        raise BadInput(f"{name}: can't be written: {error.strerror or error}") from None
    finally:
        _clear(unfinished, place)


def _clear(unfinished: Path, place: BagPlace | None) -> None:
    with suppress(OSError, ValueError):
        if place:
            place.close()
    with suppress(OSError):
        if unfinished.is_dir():
            shutil.rmtree(unfinished)
        else:
            unfinished.unlink(missing_ok=True)


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise refused(path, error) from None
