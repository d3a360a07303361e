"""What the blocks of the documentation run with: a warm Riwaya, a workspace, a site on loopback."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, Page
from tests.docs.folders import FOLDERS, make_workspace
from tests.docs.kinds import example_org
from tests.ingest.web_server import site
from tests.web.small import REPORTS

#: No block of a page takes longer; a page that does has stopped.
SECONDS = 120
ASKING = Path(__file__).with_name("asking.py")
#: What installs or makes isn't done: its extras and targets are looked up.
PIP = f'exec {sys.executable} {Path(__file__).with_name("named.py")} extras "$@"'
MAKE = f'exec {sys.executable} {Path(__file__).with_name("named.py")} targets "$@"'


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory, made: Path) -> Iterator[Path]:
    """The socket of a process that has loaded Riwaya."""
    path = tmp_path_factory.mktemp("warm") / "socket"
    command = [sys.executable, "-m", "tests.docs.warm", str(path), str(made)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        yield path
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the PATH: `riwaya`, `riwaya-python`, `pip`, `make`, `pbpaste` with an article."""
    folder = tmp_path_factory.mktemp("programs")
    for name in ("riwaya", "riwaya-python"):
        script = f"#!{sys.executable} -IS\n{ASKING.read_text('utf-8')}"
        (folder / name).write_text(script, encoding="utf-8")
        (folder / name).chmod(0o755)
    said = {"pbpaste": f"echo {shlex.quote(REPORTS['clash-1.txt'][2])}", "pip": PIP, "make": MAKE}
    for name, line in said.items():
        (folder / name).write_text(f"#!/bin/bash\n{line}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small workspace."""
    path = tmp_path_factory.mktemp("made") / "case"
    make_workspace(path)
    return path


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a page: what each block printed, and which one failed, with what it said."""

    printed: list[str]
    failed: int | None


@pytest.fixture
def run(warm: Path, programs: Path, made: Path, tmp_path: Path) -> Iterator[Callable[[Page], Ran]]:
    """Run a page's blocks in order, in a folder of the page's own."""
    folder, out = tmp_path / "here", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    with site() as running:
        example_org(running, REPORTS["hospital-1.txt"][2])
        environment = {
            "PATH": f"{programs}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path), "LANG": "C.UTF-8", "COLUMNS": "96", "NO_COLOR": "1", "TERM": "dumb",
            "TMPDIR": str(tmp_path), "RIWAYA_WARM": str(warm), "EXAMPLE_ORG": running.url("").rstrip("/"),
        }  # fmt: skip

        def of(page: Page) -> Ran:
            FOLDERS[page.fixture](folder, made)
            if (folder / "case").is_dir():
                environment["RIWAYA_WORKSPACE"] = str(folder / "case")
            script = written(page, out)
            done = subprocess.run(
                ["/bin/bash", "-eu", str(script)], cwd=folder, env=environment, check=False,
                stdin=subprocess.DEVNULL, timeout=SECONDS,
            )  # fmt: skip
            printed = [path.read_text("utf-8") for path in sorted(out.glob("*.out"))]
            return Ran(printed, len(printed) - 1 if done.returncode else None)

        yield of


def written(page: Page, out: Path) -> Path:
    """A script of the blocks that run; what each prints goes into a file of its own."""
    parts = ["set -o pipefail"]
    for number, block in enumerate(page.run):
        text = block.text
        if block.language == "python":
            source = out / f"{number:03}.py"
            source.write_text(text, encoding="utf-8")
            text = f"riwaya-python {shlex.quote(str(source))}\n"
        parts.append(f"{{\n{text}\n}} > {shlex.quote(str(out / f'{number:03}.out'))} 2>&1")
    script = out / "page.sh"
    script.write_text("\n".join(parts) + "\n", encoding="utf-8")
    return script
