"""Packages of npm, fetched by its own client and checked against the hashes written down here."""

import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PINNED = Path(__file__).parent / "packages.json"


@dataclass(frozen=True, slots=True)
class Package:
    """A package at one version, with npm's integrity hash (`sha512-…`) and its licence."""

    name: str
    version: str
    integrity: str
    licence: str
    """SPDX name."""
    licence_file: str
    files: dict[str, str]
    """Path in the package → path under static/vendor; empty where only the making reads it."""


def pinned() -> list[Package]:
    """The packages of `packages.json`."""
    return [Package(**row) for row in json.loads(PINNED.read_text("utf-8"))]


def package(name: str) -> Package:
    """One of them by its name."""
    return next(one for one in pinned() if one.name == name)


@contextmanager
def unpacked(wanted: Package) -> Iterator[tarfile.TarFile]:
    """The package's archive, fetched and checked; paths in it begin with `package/`."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{wanted.name}@{wanted.version}"],  # noqa: S607 (npm)
            cwd=folder, check=True, capture_output=True,
        )  # fmt: skip
        archive = next(Path(folder).glob("*.tgz"))
        digest = hashlib.sha512(archive.read_bytes()).digest()
        found = "sha512-" + base64.b64encode(digest).decode("ascii")
        if found != wanted.integrity:
            raise SystemExit(f"{wanted.name} {wanted.version}: {found} isn't what is pinned")
        with tarfile.open(archive) as opened:
            yield opened


def content(archive: tarfile.TarFile, path: str) -> bytes:
    """The bytes of a file of the package."""
    found = archive.extractfile(f"package/{path}")
    if found is None:
        raise SystemExit(f"{path} is no file of the package")
    return found.read()
