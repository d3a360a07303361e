"""Chromium, run for one thing and alone: a profile of its own that goes afterwards, no network.

No name is resolved and nothing is fetched in the background, so that nothing leaves the machine
whatever a page might ask for.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress

from riwaya.errors import BadInput

#: Names of Chromium and its kin on PATH.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-breakpad",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def browser_here(instead: str) -> str:
    """The path of a Chromium; raises BadInput that says what to do `instead` where there is none.

    `instead` goes on after "install it, or ".
    """
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise BadInput(f"this needs Chromium, and none is on PATH; install it, or {instead}")
    return found


def run_browser(
    browser: str, arguments: Sequence[str], profile: str, *, patience: float, instead: str
) -> str:
    """Run it with all that it starts, for so many seconds at most; the last line that it said.

    Raises BadInput where it can't be run or takes longer.
    """
    # Chromium refuses to be run by root inside its sandbox.
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    command = [browser, *QUIET, *sandbox, f"--user-data-dir={profile}", *arguments]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,  # so that all its children can be ended
        )
    except OSError as error:
        raise BadInput(f"{browser}: can't be run: {error.strerror}; {instead}") from None
    with process:
        try:
            _, said = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            raise BadInput(f"{browser} took longer than {patience:g} s; {instead}") from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else f"exit code {process.returncode}"
