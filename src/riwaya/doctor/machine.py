"""The machine: room on the disk, temporary files, a browser for PDF and PNG, Arabic fonts."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from riwaya.doctor.sign import Sign, fine, missing, wrong
from riwaya.export.chromium import BROWSERS

#: Less free room than this is too little to work with, and little, in bytes.
TOO_LITTLE, LITTLE = 200_000_000, 2_000_000_000
#: How long a program may take to answer, in seconds.
PATIENCE = 20


def room(folder: Path) -> Sign:
    """Free room on the disk of a folder."""
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:,.1f} GB free where {folder} lies"
    if free < TOO_LITTLE:
        return wrong("disk", says, "make room: an archive keeps the raw bytes of all it takes in")
    if free < LITTLE:
        return missing("disk", says, "enough to read; make room before taking in much")
    return fine("disk", says)


def temporary() -> Sign:
    """Whether temporary files can be made."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"riwaya")
    except OSError as error:
        return wrong("temporary files", str(error), "set TMPDIR to a folder that can be written")
    return fine("temporary files", tempfile.gettempdir())


def browser() -> Sign:
    """Chromium, which prints PDF and PNG."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        advice = "apt install chromium; all else (HTML, SVG) works without"
        return missing("browser", "no Chromium in PATH: PDF and PNG can't be made", advice)
    said = _said(found, "--version")
    if said is None:
        return missing("browser", f"{found} does not start", "install it anew")
    return fine("browser", f"{said.strip()} ({found})")


def fonts() -> Sign:
    """Fonts with Arabic letters, for PDF and PNG."""
    listed = _said("fc-list", ":lang=ar", "family")
    if listed is None:
        advice = "apt install fontconfig fonts-noto-core, if Arabic is missing in PDF and PNG"
        return missing("fonts", "can't tell (no fc-list)", advice)
    families = sorted({line.split(",")[0].strip() for line in listed.splitlines() if line.strip()})
    if not families:
        advice = "apt install fonts-noto-core, for Arabic in PDF and PNG"
        return missing("fonts", "none has Arabic letters", advice)
    return fine("fonts", f"{len(families)} families with Arabic letters, {families[0]} among them")


def _said(*command: str) -> str | None:
    """What a program prints; None where it isn't there, fails, or takes too long."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=PATIENCE, errors="replace"
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
