"""Elements of SVG as text: attributes in order, numbers short, words escaped."""

import json
import re
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

Side = Literal["left", "middle", "right"]
#: What XML can't hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ARABIC = re.compile("[\u200f\u0620-\u064a\u0671-\u06d3]")
STRONG = re.compile("[\u200fA-Za-z\u00c0-\u024f\u0370-\u052f\u0620-\u064a\u0671-\u06d3]")
#: The right-to-left start is on the right.
ANCHORS: dict[bool, dict[Side, str | None]] = {
    False: {"left": None, "middle": "middle", "right": "end"},
    True: {"left": "end", "middle": "middle", "right": None},
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part of a picture: its size in pixels and its elements, drawn from (0, 0) on."""

    width: float
    height: float
    body: str


def element(tag: str, content: str = "", **attributes: object) -> str:
    """An element; `class_` is class, `text_anchor` is text-anchor; None is left out.

    The content is markup: words go through `words`.
    """
    parts = [tag]
    for name, value in attributes.items():
        if value is not None:
            said = short(value) if isinstance(value, int | float) else str(value)
            parts.append(f"{name.rstrip('_').replace('_', '-')}={quoteattr(clean(said))}")
    opening = " ".join(parts)
    return f"<{opening}>{content}</{tag}>" if content else f"<{opening}/>"


def text(
    x: float,
    y: float,
    said: str,
    *,
    side: Side = "left",
    rtl: bool | None = None,
    **attributes: object,
) -> str:
    """Words at a baseline; `side` is the edge that lies at x, whichever way the words run.

    Which way that is their first letter says, unless `rtl` does.
    """
    rtl = is_arabic(said) if rtl is None else rtl
    return element(
        "text",
        words(said),
        x=x,
        y=y,
        text_anchor=ANCHORS[rtl][side],
        direction="rtl" if rtl else None,
        **attributes,
    )


def group(content: str, *, tip: str = "", **attributes: object) -> str:
    """Elements together, with what is told of them (a tooltip, a name for screen readers)."""
    return element("g", (element("title", words(tip)) if tip else "") + content, **attributes)


def moved(drawing: Drawing, x: float, y: float) -> str:
    """A drawing at another place."""
    return element("g", drawing.body, transform=f"translate({short(x)} {short(y)})")


def words(said: str) -> str:
    """Words as XML."""
    return escape(clean(said))


def clean(said: str) -> str:
    """Words without what XML can't hold."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", said)


def json_of(value: Any) -> str:
    """A value as JSON without what XML can't hold."""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def is_arabic(said: str) -> bool:
    """Whether words run from right to left, as their first letter says."""
    found = STRONG.search(said)
    return found is not None and ARABIC.match(found[0]) is not None


def short(number: float) -> str:
    """A number with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0").replace("-0", "0", number == 0)


def path_of(points: list[tuple[float, float]], *, closed: bool) -> str:
    """The points as a path's data: the first one absolute, the others as steps."""
    x, y = (round(part, 1) for part in points[0])
    parts = [f"M{short(x)} {short(y)}"]
    for there in points[1:]:
        across, up = round(there[0] - x, 1), round(there[1] - y, 1)
        if across or up:
            parts.append(f"l{short(across)} {short(up)}")
            x, y = x + across, y + up
    return "".join(parts) + ("z" if closed else "")
