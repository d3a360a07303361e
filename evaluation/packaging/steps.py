"""A step of the trial: what was tried, how it went, how long it took."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

#: The sources.
ROOT = Path(__file__).parents[2]
#: How long a step may take, in seconds.
PATIENCE = 900


@dataclass(frozen=True)
class Step:
    """What was tried, whether it went as it should, and what was seen."""

    where: str
    what: str
    passed: bool
    seen: str
    seconds: float


class Failed(Exception):
    """A step that didn't go as it should; says why."""


def tried(where: str, what: str, step: Callable[[], str]) -> Step:
    """Do a step; what it gives, or what failed, is what was seen of it."""
    start = time.monotonic()
    try:
        passed, seen = True, step()
    except (Failed, OSError, subprocess.SubprocessError) as error:
        passed, seen = False, " ".join(str(error).split())[-200:]
    return Step(where, what, passed, seen, time.monotonic() - start)


def clean() -> dict[str, str]:
    """The environment without what would lend a library."""
    left_out = {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"}
    return {name: value for name, value in os.environ.items() if name not in left_out}


def said(
    command: Sequence[str], *, cwd: Path | None = None, env: dict[str, str] | None = None
) -> str:
    """What a program prints; raises Failed with its last words where it fails."""
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    if done.returncode:
        raise Failed((done.stdout + done.stderr)[-400:])
    return done.stdout.strip()
