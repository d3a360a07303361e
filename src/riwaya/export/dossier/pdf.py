"""A page as PDF through Chromium's print: the one engine whose Arabic can be copied out again.

Scripts are kept out by the page's own policy; Chromium prints with one of its own.
"""

import shutil
import tempfile
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.export.chromium import browser_here, run_browser

#: Seconds that printing may take: fifty incidents take some thirty.
PATIENCE = 300
INSTEAD = "write an .html file instead: any browser prints it, on paper or as PDF"


def printer_here() -> str:
    """The path of a Chromium; raises BadInput where there is none."""
    return browser_here(INSTEAD)


def print_pdf(html: str, into: Path, *, patience: float = PATIENCE) -> None:
    """Write a page as PDF with its own paper and margins; raises BadInput."""
    browser = printer_here()
    with tempfile.TemporaryDirectory(prefix="riwaya-print-") as folder:
        page, printed = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        said = run_browser(
            browser,
            [
                "--no-pdf-header-footer", "--generate-pdf-document-outline",
                f"--print-to-pdf={printed}", page.as_uri(),
            ],
            f"{folder}/profile", patience=patience, instead=INSTEAD,
        )  # fmt: skip
        if not printed.is_file() or printed.read_bytes()[:5] != b"%PDF-":
            raise BadInput(f"{browser} printed nothing ({said}); {INSTEAD}")
        shutil.copyfile(printed, into)
