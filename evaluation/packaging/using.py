"""Installing and using: a venv, and the commands of a first day in another folder."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.packaging.steps import PATIENCE, ROOT, Failed, Step, clean, said, tried

EXAMPLE = ROOT / "docs" / "examples" / "oil-field.txt"
#: Where the desk listens for a moment.
PORT = "8799"
#: Root may write everywhere; without these rights it is like anybody else.
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search",
              "--inh-caps=-dac_override,-dac_read_search")  # fmt: skip
#: The tests that are passed in a fresh environment where asked for (`--tests`).
TESTS = ("tests/test_cli.py", "tests/test_reading.py")
TESTED_WITH = ("pytest>=8.3", "hypothesis>=6.130")


def used(place: Path, where: str, python: str, wheel: Path, extra: str) -> Iterator[Step]:
    """An installation and its commands."""
    how = "pip install" if extra else "pip download, then install without an index"
    yield tried(where, how, lambda: _install(place, python, wheel, extra))
    if not (place / "venv" / "bin" / "riwaya").exists():
        return
    for what, step in (WITH_ALL if extra else BARE).items():
        yield tried(where, what, lambda step=step: step(Installed(place)))


def tested(place: Path, where: str) -> Step:
    """A part of the tests, with the newest of all libraries."""
    return tried(where, " ".join(TESTS), lambda: _pass_tests(place))


@dataclass(frozen=True)
class Installed:
    """Riwaya in a venv; its commands run elsewhere, as somebody who may not write there."""

    place: Path

    @property
    def desk(self) -> Path:
        """Where the user stands."""
        return self.place / "desk"

    def command(self, *arguments: str) -> list[str]:
        """The command, without root's right to write everywhere."""
        lowered = AS_ANYBODY if os.geteuid() == 0 and shutil.which("setpriv") else ()
        return [*lowered, str(self.place / "venv/bin/riwaya"), *arguments]

    @property
    def environment(self) -> dict[str, str]:
        """No home that can be written, no locale, nothing of this environment."""
        return {"PATH": os.defpath, "HOME": "/nowhere", "LANG": "C", "LC_ALL": "C"}

    def run(self, *arguments: str, code: int = 0, holds: str = "") -> str:
        """What a command prints; raises Failed for another exit code, or without what it holds."""
        done = subprocess.run(
            self.command(*arguments), cwd=self.desk, env=self.environment, capture_output=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
        said = (done.stdout + done.stderr).decode("utf-8")
        if done.returncode != code or "Traceback" in said or holds not in said:
            raise Failed(f"{arguments[0]} ended with {done.returncode}: {said}")
        return next(iter(said.strip().splitlines()), "")[:80].replace("|", "/")


def _install(place: Path, python: str, wheel: Path, extra: str) -> str:
    venv = place / "venv"
    (place / "desk").mkdir(parents=True)
    said([python, "-m", "venv", str(venv)], env=clean())
    pip = [str(venv / "bin/python"), "-m", "pip", "--disable-pip-version-check"]
    if extra:
        said([*pip, "install", "-q", f"{wheel}[{extra}]"], env=clean())
    else:  # as docs/guide/installing.md says for a machine without a network
        carried = str(place / "wheels")
        said([*pip, "download", "-q", str(wheel), "--dest", carried], env=clean())
        said([*pip, "install", "-q", "--no-index", "--find-links", carried, "riwaya"], env=clean())
    said([*pip, "check"], env=clean())
    size = sum(path.stat().st_size for path in venv.rglob("*") if path.is_file())
    said(["chmod", "-R", "a-w", str(venv / "lib")])
    return f"{size / 1e6:.0f} MB with its libraries"


def _serve(riwaya: Installed) -> str:
    """The desk opens, answers, and ends by Ctrl-C without a traceback."""
    process = subprocess.Popen(
        riwaya.command("serve", "-w", "case", "--port", PORT), cwd=riwaya.desk,
        env=riwaya.environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        said = process.stderr.readline() if process.stderr else ""
        answer = _answer(said.partition(" at ")[2].partition(" (")[0])
    finally:
        process.send_signal(signal.SIGINT)
        _, after = process.communicate(timeout=60)
    if "Traceback" in after or b"<html" not in answer:
        raise Failed(f"ended with {process.returncode}: {after}")
    return f"{len(answer):,} bytes; ended with {process.returncode}"


def _answer(url: str) -> bytes:
    """The page at the address that the desk has printed, which signs in by a cookie."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    for _ in range(100):
        time.sleep(0.1)
        with contextlib.suppress(urllib.error.URLError):
            opener.open(url, timeout=20).close()
            with opener.open(url.partition("/enter")[0], timeout=20) as answer:
                return bytes(answer.read())
    raise Failed(f"{url} does not answer")


def _man(riwaya: Installed) -> str:
    page = riwaya.place / "venv/share/man/man1/riwaya.1"
    return f"{len(page.read_text('utf-8').splitlines())} lines"


def _pass_tests(place: Path) -> str:
    python = str(place / "venv/bin/python")
    said(["chmod", "-R", "u+w", str(place / "venv/lib")])
    said([python, "-m", "pip", "install", "-q", *TESTED_WITH], env=clean())
    command = [python, "-m", "pytest", "-q", "-o", "addopts=", "-p", "no:cacheprovider", *TESTS]
    return said(command, cwd=ROOT, env={**clean(), "CI": "true"}).strip().splitlines()[-1]


BARE: dict[str, Callable[[Installed], str]] = {
    "--version": lambda r: r.run("--version"),
    "read": lambda r: r.run("read", str(EXAMPLE), "--quiet", holds="11 (civilian) killed"),
    "doctor": lambda r: r.run("doctor", holds="files as released"),
    "man page": _man,
    "init says what is missing": lambda r: r.run("init", "x", code=2, holds="riwaya[workspace]"),
    "serve says what is missing": lambda r: r.run("serve", code=2, holds="riwaya[web]"),
}
WITH_ALL: dict[str, Callable[[Installed], str]] = {
    "--version --json": lambda r: r.run("--version", "--json", holds='"model": "'),
    "read": BARE["read"],
    "init": lambda r: r.run("init", "case"),
    "add": lambda r: r.run("add", str(EXAMPLE), "-w", "case", holds="1 new reports, 1 read"),
    "fuse": lambda r: r.run("fuse", "-w", "case", holds="incidents"),
    "incidents": lambda r: r.run("incidents", "-w", "case"),
    "export csv": lambda r: r.run("export", "csv", "-w", "case", "-o", "claims.csv"),
    "export parquet": lambda r: r.run("export", "parquet", "-w", "case", "-o", "claims.parquet"),
    "verify": lambda r: r.run("verify", "-w", "case", holds="passed"),
    "doctor": lambda r: r.run("doctor", "-w", "case", holds="nobody is writing"),
    "completion": lambda r: r.run("completion", "bash", holds="complete -o default"),
    "serve": _serve,
    "man page": _man,
}
