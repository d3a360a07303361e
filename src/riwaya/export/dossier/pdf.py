"""A page as PDF through Chromium's print: the one engine whose Arabic can be copied out again.

Chromium runs for this alone, with a profile of its own that goes afterwards and with no name
resolved, so that nothing leaves the machine whatever a page might ask for. Scripts are kept out by
the page's own policy: Chromium prints with one of its own, and can't without.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from riwaya.errors import BadInput

#: Names of Chromium and its kin on PATH.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Seconds that printing may take: fifty incidents of hundreds of claims take some thirty.
PATIENCE = 300
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
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
INSTEAD = "write an .html file instead: any browser prints it, on paper or as PDF"


def browser_here() -> str:
    """The path of a Chromium; raises BadInput where there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise BadInput(
            f"a PDF is printed by Chromium, and none is on PATH; install it, or {INSTEAD}"
        )
    return found


def print_pdf(html: str, into: Path, *, patience: float = PATIENCE) -> None:
    """Write a page as PDF with its own paper and margins; raises BadInput."""
    browser = browser_here()
    with tempfile.TemporaryDirectory(prefix="riwaya-print-") as folder:
        page, printed = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        said = _run(
            [
                browser, *QUIET, *_sandbox(), f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={printed}", page.as_uri(),
            ],
            patience,
        )  # fmt: skip
        if not printed.is_file() or printed.read_bytes()[:5] != b"%PDF-":
            raise BadInput(f"{browser} printed nothing ({said}); {INSTEAD}")
        shutil.copyfile(printed, into)


def _sandbox() -> tuple[str, ...]:
    """Chromium refuses to be run by root inside its sandbox."""
    return ("--no-sandbox",) if os.geteuid() == 0 else ()


def _run(command: list[str], patience: float) -> str:
    """Run a program with all that it starts; returns the last line that it said."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,  # so that all its children can be ended
        )
    except OSError as error:
        raise BadInput(f"{command[0]}: can't be run: {error.strerror}; {INSTEAD}") from None
    with process:
        try:
            _, said = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            raise BadInput(f"{command[0]} took longer than {patience:g} s; {INSTEAD}") from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else f"exit code {process.returncode}"
