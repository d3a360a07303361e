"""Riwaya itself: the Python it runs on, its files as released, its model, its tables."""

import base64
import hashlib
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path

from riwaya.doctor.requirements import SOURCES
from riwaya.doctor.sign import Sign, fine, wrong
from riwaya.errors import RiwayaError
from riwaya.reading.model_files import FILES, SHIPPED, digest_of
from riwaya.version import __version__

OLDEST = (3, 11)
REINSTALL = "pip install --force-reinstall riwaya"
#: So many are named; the others are counted.
NAMED = 3


def python() -> Sign:
    """The Python that runs this."""
    says = f"{platform.python_version()} ({sys.executable})"
    if sys.version_info < OLDEST:
        return wrong("python", says, "Riwaya needs Python 3.11 or newer")
    return fine("python", says)


def own_files(installed: Distribution | None = None) -> Sign:
    """Whether Riwaya's files are those that were installed."""
    try:
        installed = installed or distribution("riwaya")
    except PackageNotFoundError:
        return fine("riwaya", f"{__version__}, run from its sources in {SOURCES}")
    listed = [file for file in installed.files or () if file.hash and _is_ours(file)]
    if not listed:
        return fine("riwaya", f"{__version__}, installed from its sources in {SOURCES}")
    changed = [str(file) for file in listed if not _is_as_listed(file)]
    if not changed:
        return fine("riwaya", f"{__version__}, {len(listed)} files as released")
    more = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
    says = f"{__version__}; not as released: {', '.join(changed[:NAMED])}{more}"
    return wrong("riwaya", says, REINSTALL)


def model(folder: Path = SHIPPED) -> Iterator[Sign]:
    """Whether the model is there and can be loaded; its hash is its name in every reading."""
    gone = [name for name in FILES if not (folder / name).is_file()]
    if gone:
        yield wrong("model", f"{folder}: no {', '.join(gone)}", REINSTALL)
        return
    try:
        from riwaya.reading.onnx_model import OnnxModel  # noqa: PLC0415 (slow to load)

        OnnxModel(folder)
    except (RiwayaError, ImportError) as error:
        yield wrong("model", str(error), REINSTALL)
        return
    yield fine("model", f"{digest_of(folder)}, can be loaded")


def tables() -> Sign:
    """Whether the tables of words, actors, places, times can be loaded."""
    try:
        from riwaya.pipeline import shipped_knowledge  # noqa: PLC0415 (slow to load)

        shipped_knowledge()
    except (RiwayaError, ImportError, OSError) as error:
        return wrong("tables", str(error), REINSTALL)
    return fine("tables", "actors, places, times and words can be loaded")


def _is_ours(file: PackagePath) -> bool:
    return file.parts[0] == "riwaya"


def _is_as_listed(file: PackagePath) -> bool:
    """Whether a file has the hash of the installation's list (PEP 376: base64 without its =)."""
    if file.hash is None:
        return True
    try:
        found = hashlib.new(file.hash.mode, Path(str(file.locate())).read_bytes()).digest()
    except OSError:
        return False
    return base64.urlsafe_b64encode(found).decode().rstrip("=") == file.hash.value
