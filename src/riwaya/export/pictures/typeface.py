"""The desk's typefaces within the file: it looks alike where Arabic is missing, and asks nobody."""

import re
from base64 import b64encode
from functools import cache
from importlib.resources import files

ARABIC = re.compile("[\u0600-\u06ff]")
#: Letters with marks, as romanised names have them.
MARKED = re.compile("[\u0100-\u02ff\u1e00-\u1eff]")
INTER, NASKH = "Riwaya Sans", "Riwaya Naskh"
#: File, family, weights, the letters that call for it (None: always) and those that it is for.
FACES = (
    ("inter-latin", INTER, "100 900", None, "U+0000-00FF,U+02BB-02BC,U+2000-206F,U+2190-22FF"),
    ("inter-latin-ext", INTER, "100 900", MARKED, "U+0100-02BA,U+02BD-02FF,U+1E00-1EFF"),
    ("noto-naskh-arabic-400", NASKH, "400", ARABIC, "U+0600-06FF,U+200C-200F,U+2066-2069"),
    ("noto-naskh-arabic-700", NASKH, "700", ARABIC, "U+0600-06FF,U+200C-200F,U+2066-2069"),
)
#: What stands in `font-family`; the others are for programs that don't read fonts in files.
FAMILY = (
    f"'{INTER}','{NASKH}',Inter,'Noto Naskh Arabic','Segoe UI',Roboto,"
    "'Noto Sans','Noto Sans Arabic',sans-serif"
)


def faces_for(said: str) -> str:
    """The @font-face rules for words; each holds its file."""
    return "\n".join(
        _face(file, family, weights, letters)
        for file, family, weights, called_for, letters in FACES
        if called_for is None or called_for.search(said)
    )


@cache
def _face(file: str, family: str, weights: str, letters: str) -> str:
    path = files("riwaya").joinpath(f"web/static/vendor/fonts/{file}.woff2")
    content = b64encode(path.read_bytes()).decode()
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weights};font-display:block;"
        f"src:url(data:font/woff2;base64,{content}) format('woff2');unicode-range:{letters}}}"
    )
