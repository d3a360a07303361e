"""The wheel holds what Riwaya needs and nothing else, and works where it is installed."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from packaging.requirements import Requirement

from riwaya.version import __version__

ROOT = Path(__file__).parents[1]
#: What a person downloads stays under this, in bytes; the model is most of it.
LARGEST = 45_000_000
LARGEST_MODEL = 40_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def held(wheel: Path) -> Iterator[ZipFile]:
    with ZipFile(wheel) as opened:
        yield opened


@pytest.fixture(scope="module")
def metadata(held: ZipFile) -> Message:
    return Parser().parsestr(held.read(f"riwaya-{__version__}.dist-info/METADATA").decode())


def sources() -> set[str]:
    """What belongs into the wheel: every file of the package that isn't made by running it."""
    return {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "riwaya").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def test_it_holds_the_package_and_nothing_else(wheel: Path, held: ZipFile) -> None:
    names = {name for name in held.namelist() if not name.endswith("/")}
    ours = {name for name in names if name.startswith("riwaya/")}
    assert ours == sources()
    assert {"riwaya/py.typed", "riwaya/data/model/words.onnx", "riwaya/web/static/map.js",
            "riwaya/web/templates/layout.html"} <= ours  # fmt: skip
    card = f"riwaya-{__version__}.dist-info"
    assert names - ours == {
        f"{card}/METADATA", f"{card}/WHEEL", f"{card}/RECORD", f"{card}/entry_points.txt",
        f"{card}/licenses/LICENSE", f"{card}/licenses/NOTICE",
        f"riwaya-{__version__}.data/data/share/man/man1/riwaya.1",
    }  # fmt: skip
    assert wheel.stat().st_size < LARGEST
    model = [held.getinfo(name) for name in ours if name.startswith("riwaya/data/model/")]
    assert sum(one.file_size for one in model) < LARGEST_MODEL


def test_its_card_says_what_it_is(metadata: Message) -> None:
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert "text/markdown" in metadata["Description-Content-Type"]
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])


def test_all_brings_what_the_commands_can_use(metadata: Message) -> None:
    brought: dict[str, set[str]] = {}
    for line in metadata.get_all("Requires-Dist", []):
        wanted = Requirement(line)
        if wanted.marker is not None:
            brought.setdefault(str(wanted.marker), set()).add(wanted.name)
    every = brought.pop('extra == "all"')
    # For those who work in spaCy or pandas, or build the documentation: large, asked for by name.
    apart = {f'extra == "{name}"' for name in ("docs", "pandas", "spacy")}
    assert every == set().union(*(brought[name] for name in set(brought) - apart))


def test_the_sources_hold_what_the_wheel_is_made_of() -> None:
    files = SdistBuilder(str(ROOT)).recurse_included_files()
    names = {str(file.distribution_path) for file in files}
    wanted = {f"src/{name}" for name in sources()}
    assert wanted | {"README.md", "LICENSE", "NOTICE", "docs/riwaya.1"} <= names
    others = {"src", "docs", "README.md", "LICENSE", "NOTICE"}
    assert {name.split("/")[0] for name in names} == others


def test_it_works_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    """With this machine's libraries; a folder of its own, another one to stand in, no home."""
    place = tmp_path / "place"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
         "--no-compile", "--ignore-installed", "--prefix", str(place), str(wheel)],
        check=True,
    )  # fmt: skip
    within = {"base": str(place), "platbase": str(place)}
    path = sysconfig.get_path("purelib", "posix_prefix", within)
    assert (place / "share/man/man1/riwaya.1").is_file()
    done = subprocess.run(
        [place / "bin" / "riwaya", "read", str(ROOT / "docs/examples/oil-field.txt"), "--quiet"],
        capture_output=True, check=True, cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path / "nowhere"), "LANG": "C", "PYTHONPATH": path,
             "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert "at least 11 (civilian" in done.stdout.decode("utf-8")
    assert not (tmp_path / "nowhere").exists()
    where = subprocess.run(
        [sys.executable, "-c", "import riwaya; print(riwaya.__file__)"],
        capture_output=True, check=True, text=True, cwd=tmp_path, env={"PYTHONPATH": path},
    )  # fmt: skip
    assert where.stdout.startswith(str(place))
