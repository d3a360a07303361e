"""The type that ships with the desk, put into the document itself: it needs no other file."""

import re
from base64 import b64encode
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

URL = re.compile(r'url\("(vendor/fonts/[a-z0-9-]+\.woff2)"\)')


@cache
def faces() -> str:
    """The desk's @font-face rules with the fonts in them (Inter and Noto Naskh Arabic, OFL)."""
    static = files("riwaya").joinpath("web", "static")
    rules = static.joinpath("fonts.css").read_text(encoding="utf-8")
    return URL.sub(lambda found: f'url("{_data(static.joinpath(found[1]))}")', rules)


def _data(font: Traversable) -> str:
    return f"data:font/woff2;base64,{b64encode(font.read_bytes()).decode()}"
