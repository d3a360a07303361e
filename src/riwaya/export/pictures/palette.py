"""The desk's colours, light and dark: what is drawn here looks as it does there."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: A block of colours, and one colour of it.
LIGHT = re.compile(r"^:root \{(.*?)^\}", re.MULTILINE | re.DOTALL)
DARK = re.compile(r'^:root\[data-theme="dark"\] \{(.*?)^\}', re.MULTILINE | re.DOTALL)
COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})\b")
USED = re.compile(r"var\(--([a-z-]+)\)")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours (#rrggbb) by name, such as "ink", "land" or the family "strike"."""

    light: dict[str, str]
    dark: dict[str, str]


@cache
def palette() -> Palette:
    """The colours of the desk's style sheet."""
    sheet = files("riwaya").joinpath("web/static/desk.css").read_text(encoding="utf-8")
    light, dark = (_colours(sheet, block) for block in (LIGHT, DARK))
    return Palette(light, {**light, **dark})


def _colours(sheet: str, block: re.Pattern[str]) -> dict[str, str]:
    found = block.search(sheet)
    return dict(COLOUR.findall(found[1])) if found else {}


def as_variables() -> str:
    """The colours as CSS variables, the dark ones where the reader's screen is dark."""
    light, dark = (
        "".join(f"--{name}:{value};" for name, value in colours.items())
        for colours in (palette().light, palette().dark)
    )
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


def written_out(style: str, *, dark: bool = True) -> str:
    """A style sheet whose variables are colours: programs that draw know no variables.

    With `dark` it comes a second time for dark screens.
    """
    light = USED.sub(lambda found: palette().light[found[1]], style)
    if not dark:
        return light
    night = USED.sub(lambda found: palette().dark[found[1]], style)
    return f"{light}\n@media (prefers-color-scheme:dark){{\n{night}\n}}"
