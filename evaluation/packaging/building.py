"""Building: the same bytes each time, and from the sdist the same files."""

import hashlib
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from evaluation.packaging.steps import ROOT, Failed, Step, clean, said, tried

#: 2026-01-01, for reproducible archives, in seconds.
EPOCH = "1767225600"


def built(folder: Path, into: Path) -> Iterator[Step]:
    """Wheel and sdist in `into`, compared with themselves and asked about."""
    yield tried("build", "wheel and sdist", lambda: _build(folder, into))
    wheel, sdist = next(into.glob("*.whl")), next(into.glob("*.tar.gz"))
    yield tried("build", "again: the same bytes", lambda: _again(folder, wheel, sdist))
    yield tried("build", "sdist → wheel: the same files", lambda: _round(folder, wheel, sdist))
    yield tried("build", "twine check --strict", lambda: _twine(folder, wheel, sdist))


def _tool(folder: Path, *command: str, cwd: Path = ROOT) -> str:
    """A tool of a venv of its own, so that nothing of this environment helps."""
    venv = folder / "tools"
    if not venv.exists():
        said([sys.executable, "-m", "venv", str(venv)])
        said([str(venv / "bin/python"), "-m", "pip", "install", "-q", "build", "twine"])
    environment = {**clean(), "SOURCE_DATE_EPOCH": EPOCH}
    return said([str(venv / "bin/python"), "-m", *command], cwd=cwd, env=environment)


def _build(folder: Path, into: Path) -> str:
    _tool(folder, "build", "--outdir", str(into), str(ROOT))
    return ", ".join(f"{p.name} {p.stat().st_size / 1e6:.1f} MB" for p in sorted(into.iterdir()))


def _again(folder: Path, *first: Path) -> str:
    _tool(folder, "build", "--outdir", str(folder / "again"), str(ROOT))
    for path in first:
        if _digest(path) != _digest(folder / "again" / path.name):
            raise Failed(f"{path.name} differs")
    return " ".join(_digest(path)[:12] for path in first)


def _round(folder: Path, wheel: Path, sdist: Path) -> str:
    with tarfile.open(sdist) as held:
        held.extractall(folder / "unpacked", filter="data")
    source = next((folder / "unpacked").iterdir())
    _tool(folder, "build", "--wheel", "--outdir", str(folder / "round"), str(source), cwd=source)
    first, second = _listed(wheel), _listed(folder / "round" / wheel.name)
    if first != second:
        raise Failed(f"differ: {sorted(first.items() ^ second.items())[:4]}")
    return f"{len(first)} files"


def _twine(folder: Path, *paths: Path) -> str:
    return _tool(folder, "twine", "check", "--strict", *map(str, paths)).count("PASSED") * "passed "


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _listed(wheel: Path) -> dict[str, int]:
    with ZipFile(wheel) as held:
        return {one.filename: one.CRC for one in held.infolist()}
