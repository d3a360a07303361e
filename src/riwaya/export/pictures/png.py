"""A drawing as PNG, through Chromium: it shapes Arabic, and reads the typefaces in the file."""

import re
import tempfile
from math import ceil
from pathlib import Path

from riwaya.errors import BadInput
from riwaya.export.chromium import browser_here, run_browser

#: Pixels of the picture for one of the drawing; seconds that it may take.
SHARP, PATIENCE = 2, 120
INSTEAD = "write an .svg file instead: browsers and drawing programs open it"
#: How a PNG begins (ISO/IEC 15948, 5.2).
BEGINS = b"\x89PNG\r\n\x1a\n"
SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')
PAGE = (
    "<!doctype html><meta charset=utf-8><style>html,body{{margin:0;overflow:hidden}}"
    "svg{{display:block}}</style>{}"
)


def png_of(svg: str) -> bytes:
    """The picture of a drawing, SHARP times as large in pixels; raises BadInput."""
    browser = browser_here(INSTEAD)
    width, height = _size(svg)
    with tempfile.TemporaryDirectory(prefix="riwaya-picture-") as folder:
        page, picture = Path(folder, "page.html"), Path(folder, "picture.png")
        page.write_text(PAGE.format(svg), encoding="utf-8")
        said = run_browser(
            browser,
            [
                f"--screenshot={picture}", f"--window-size={width},{height}",
                f"--force-device-scale-factor={SHARP}", "--hide-scrollbars",
                "--virtual-time-budget=5000", page.as_uri(),
            ],
            f"{folder}/profile", patience=PATIENCE, instead=INSTEAD,
        )  # fmt: skip
        content = picture.read_bytes() if picture.is_file() else b""
        if not content.startswith(BEGINS):
            raise BadInput(f"{browser} drew nothing ({said}); {INSTEAD}")
        return content


def _size(svg: str) -> tuple[int, int]:
    """Width and height in pixels, as the drawing says them."""
    found = SIZE.search(svg)
    if found is None:
        raise BadInput("a drawing without width and height can't become a PNG")
    return ceil(float(found[1])), ceil(float(found[2]))
