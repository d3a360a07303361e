"""Checks a bag from anywhere: complete, unchanged, and its custody log's chain unbroken.

Nothing is unpacked: a zip's members are hashed as they stream by. Names that lead out of the bag,
links, and what unpacks to far more than text ever packs to are refused.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from riwaya.errors import BadInput
from riwaya.export.bag.places import CHUNK
from riwaya.export.bag.sources import BagSource, opened_bag
from riwaya.ingest.log_check import LogCheck
from riwaya.ingest.problem import Problem, Severity
from riwaya.ingest.seal import Seal
from riwaya.ingest.source import printable

if TYPE_CHECKING:
    from hashlib import _Hash

CUSTODY = "data/custody.jsonl"
RAW = re.compile(r"data/raw/([0-9a-f]{64})")
MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
DECLARATION = re.compile(
    rb"BagIt-Version: (\d+)\.(\d+)\r?\nTag-File-Character-Encoding: UTF-8\r?\n?", re.IGNORECASE
)
ESCAPED = re.compile("%(0[AaDd]|25)")
LINE = re.compile(r"([0-9a-fA-F]{32,128})[ \t]+\*?(.+)")
OXUM = re.compile(rb"^Payload-Oxum:[ \t]*(\d+)\.(\d+)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
#: What RFC 8493 names; a bag with others has to have one of these as well.
DIGESTS = frozenset(["md5", "sha1", "sha256", "sha512"])
#: The longest line of a list of files, and the largest bagit.txt and bag-info.txt, in bytes.
LONGEST, LARGEST = 10_000, 1_000_000
AGAIN = "ask for the bundle again"


class BagCheck(msgspec.Struct, frozen=True):
    """What was looked at, and all that is wrong."""

    problems: tuple[Problem, ...]
    #: Payload files and their bytes.
    files: int
    size: int

    @property
    def passed(self) -> bool:
        """Whether nothing is damaged; there may be warnings."""
        return all(problem.severity != "damage" for problem in self.problems)


def check_bag(path: Path, *, seal: Seal | None = None) -> BagCheck:
    """Check a bag, folder or zip; with a seal, its custody log against that too.

    Raises BadInput for what is no bag, can't be read, or was made to harm.
    """
    with opened_bag(path) as source:
        check = _Check(source, printable(str(path)))
        check.run(seal)
        return BagCheck(tuple(check.problems), check.files, check.size)


class _Check:
    def __init__(self, source: BagSource, name: str) -> None:
        self.problems: list[Problem] = []
        self.files = 0
        self.size = 0
        self._source = source
        self._name = name
        self._there = set(source.names)
        self._unread: set[str] = set()
        #: What the lists say: file → digest's name → digest.
        self._expected: dict[str, dict[str, str]] = {}

    def run(self, seal: Seal | None) -> None:
        self._declaration()
        lists = [name for name in sorted(self._there) if MANIFEST.fullmatch(name)]
        for name in lists:
            self._list(name)
        if not any(name.startswith("manifest-") for name in lists):
            self._add("damage", "manifest-sha256.txt", "missing: nothing says what was in it")
        self._completeness([name for name in lists if name.startswith("manifest-")])
        for name in sorted(self._there):
            self._file(name)
        self._oxum()
        if "fetch.txt" in self._there:
            what = "names files that lie elsewhere; they were not fetched"
            self._add("warning", "fetch.txt", what, "fetch them yourself if you trust their places")
        self._custody(seal)

    def _declaration(self) -> None:
        if "bagit.txt" not in self._there:
            raise BadInput(f"{self._name}: no bundle: there is no bagit.txt in it")
        found = DECLARATION.fullmatch(self._small("bagit.txt"))
        if not found or int(found[1]) > 1:
            what = "not as BagIt 1.0 writes it"
            self._add("damage", "bagit.txt", what, AGAIN)

    def _list(self, name: str) -> None:
        found = MANIFEST.fullmatch(name)
        if found is None or found[2] not in DIGESTS:
            what = "a kind of digest that isn't known here; its files were not checked by it"
            self._add("warning", name, what, "check it with another BagIt program")
            return
        length = _digest(found[2]).digest_size * 2
        for number, line in enumerate(self._lines(name), 1):
            parts = LINE.fullmatch(line)
            if not parts or len(parts[1]) != length:
                self._add("damage", f"{name}, line {number:,}", "no digest and file name", AGAIN)
                continue
            file = self._listed(name, _unescaped(parts[2]))
            digests = self._expected.setdefault(file, {})
            if digests.setdefault(found[2], parts[1].lower()) != parts[1].lower():
                what = f"{printable(file)} has two digests"
                self._add("damage", f"{name}, line {number:,}", what, AGAIN)

    def _listed(self, manifest: str, file: str) -> str:
        """A file that a list names; raises BadInput for one outside of the bag."""
        inside = file.startswith("data/") != manifest.startswith("tag")
        if not inside or "\\" in file or {"", ".", ".."} & set(file.split("/")):
            raise BadInput(
                f"{self._name}: refused: {manifest} names {printable(file)[:200]!r}, "
                "which is no place for it"
            )
        return file

    def _lines(self, name: str) -> Iterator[str]:
        with self._reading(name) as file:
            while line := file.readline(LONGEST):
                yield line.decode("utf-8", "replace").rstrip("\r\n")

    def _completeness(self, manifests: list[str]) -> None:
        kinds = [name.removeprefix("manifest-").removesuffix(".txt") for name in manifests]
        kinds = [kind for kind in kinds if kind in DIGESTS]
        for name in sorted(self._there):
            lacking = set(kinds) - set(self._expected.get(name, ()))
            if name.startswith("data/") and lacking:
                what = f"not in manifest-{min(lacking)}.txt: put there later, or left out of it"
                self._add("damage", name, what, AGAIN)
        for name in sorted(set(self._expected) - self._there):
            self._add("damage", name, "missing", AGAIN)

    def _file(self, name: str) -> None:
        """Hash a file in one pass by all the digests that it has."""
        is_payload = name.startswith("data/")
        digests = {kind: _digest(kind) for kind in self._expected.get(name, ())}
        if raw := RAW.fullmatch(name):
            digests.setdefault("sha256", _digest("sha256"))
        if not digests and not is_payload:
            return
        with self._reading(name) as file:
            while chunk := file.read(CHUNK):
                self.size += len(chunk) if is_payload else 0
                for digest in digests.values():
                    digest.update(chunk)
        if name in self._unread:
            return
        self.files += is_payload
        for kind, expected in self._expected.get(name, {}).items():
            if digests[kind].hexdigest() != expected:
                what = f"changed: its bytes don't give its {kind} digest"
                self._add("damage", name, what, AGAIN)
        if raw and digests["sha256"].hexdigest() != raw[1]:
            self._add("damage", name, "not the raw bytes that its name says", AGAIN)

    def _oxum(self) -> None:
        if "bag-info.txt" not in self._there or self._unread:
            return
        found = OXUM.search(self._small("bag-info.txt"))
        if found and (int(found[1]), int(found[2])) != (self.size, self.files):
            what = (
                f"{int(found[2]):,} files of {int(found[1]):,} bytes were put in, "
                f"{self.files:,} of {self.size:,} are there"
            )
            self._add("damage", "bag-info.txt", what, AGAIN)

    def _custody(self, seal: Seal | None) -> None:
        if CUSTODY not in self._there:
            return
        chain = LogCheck(CUSTODY, seal)
        with self._reading(CUSTODY) as file:
            chain.read(file)
        if CUSTODY in self._unread:
            return
        self.problems += chain.problems
        for sha in sorted(chain.redacted):
            if f"data/raw/{sha}" in self._there:
                what = "here, though the custody log says that it was redacted"
                self._add("damage", f"data/raw/{sha}", what, "remove it; pass it on to nobody")

    def _small(self, name: str) -> bytes:
        with self._reading(name) as file:
            return file.read(LARGEST)
        return b""

    @contextmanager
    def _reading(self, name: str) -> Iterator[BinaryIO]:
        """A file's bytes; that it can't be read is said once, and the check goes on."""
        try:
            file = self._source.open(name)
        except OSError as error:
            self._cannot_read(name, error)
            yield BytesIO()
            return
        try:
            with file:
                yield file
        except OSError as error:
            self._cannot_read(name, error)

    def _cannot_read(self, name: str, error: OSError) -> None:
        if name not in self._unread:
            self._unread.add(name)
            self._add("damage", name, f"can't be read: {error.strerror or error}", AGAIN)

    def _add(self, severity: Severity, where: str, what: str, advice: str = AGAIN) -> None:
        self.problems.append(Problem.of(severity, where, what, advice))


def _digest(kind: str) -> "_Hash":
    return hashlib.new(kind, usedforsecurity=False)


def _unescaped(name: str) -> str:
    """A file's name as it is; lists write line ends and % of names as %0A, %0D and %25."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), name)
