"""A picture as an SVG file: title, what it is about, legend, drawing, foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from riwaya.export.pictures.imprint import Imprint, foot_of
from riwaya.export.pictures.legend import Entry, legend
from riwaya.export.pictures.letters import lines_of
from riwaya.export.pictures.palette import written_out
from riwaya.export.pictures.style import STYLE
from riwaya.export.pictures.svg import (
    Drawing,
    Side,
    clean,
    element,
    group,
    json_of,
    moved,
    text,
    words,
)
from riwaya.export.pictures.typeface import FAMILY, faces_for
from riwaya.export.shown.language import Language

NAMESPACE = "http://www.w3.org/2000/svg"
#: Pixels around everything, and between its parts.
EDGE, GAP = 24.0, 14.0
TITLE, LEAD, CAUTION, FOOT = 21.0, 13.5, 12.5, 11.0
WIDTH = 960.0


@dataclass(frozen=True, slots=True)
class Picture:
    """All that stands on a sheet. `notes` say what isn't drawn; `description` is read aloud."""

    title: str
    lead: str
    description: str
    legend: tuple[Entry, ...]
    drawing: Drawing
    notes: tuple[str, ...]
    imprint: Imprint


def svg_of(picture: Picture, language: Language, *, dark: bool = True) -> str:
    """The file; with `dark` it goes dark with the reader's screen."""
    sheet = Sheet(language, picture.drawing.width + 2 * EDGE)
    sheet.lines([picture.title], TITLE, "title")
    sheet.lines([picture.lead], LEAD, "lead")
    sheet.drawn(legend(picture.legend, picture.drawing.width, language))
    sheet.drawn(picture.drawing)
    caution, *others = foot_of(picture.imprint, language)
    sheet.lines([caution], CAUTION, "caution")
    sheet.lines([*filter(None, picture.notes), *others], FOOT, "foot")
    body = sheet.body()
    style = written_out(STYLE, dark=dark).replace("FAMILY", FAMILY)
    about = json_of(picture.imprint.told())
    content = (
        element("title", words(picture.title), id="title")
        + element("desc", words(picture.description), id="desc")
        + element("metadata", words(about))
        + element("style", words(faces_for(body) + style))
        + element("rect", class_="sheet", width=sheet.width, height=sheet.height)
        + body
    )
    return (
        element(
            "svg", content, xmlns=NAMESPACE, width=sheet.width, height=sheet.height,
            viewBox=f"0 0 {sheet.width:g} {sheet.height:g}", role="img",
            aria_labelledby="title desc", lang=language.name,
        )
        + "\n"
    )  # fmt: skip


class Sheet:
    """Puts parts under each other, on the side where the language begins."""

    def __init__(self, language: Language, width: float) -> None:
        self.width = width
        self._rtl = language.direction == "rtl"
        self._y = EDGE
        self._parts: list[str] = []

    @property
    def height(self) -> float:
        """So far, with the edge below."""
        return round(self._y + EDGE - GAP)

    def lines(self, several: Sequence[str], size: float, class_: str) -> None:
        """Words, broken into lines."""
        x = self.width - EDGE if self._rtl else EDGE
        side: Side = "right" if self._rtl else "left"
        made = []
        for said in several:
            for line in lines_of(clean(said), size, self.width - 2 * EDGE):
                self._y += size * 1.08
                made.append(text(x, self._y, line, side=side, class_=class_))
                self._y += size * 0.42
        self._parts.append(group("".join(made)))
        self._y += GAP * 0.6 if made else 0

    def drawn(self, drawing: Drawing) -> None:
        """A drawing across the sheet."""
        if drawing.height:
            self._parts.append(moved(drawing, EDGE, self._y))
            self._y += drawing.height + GAP

    def body(self) -> str:
        """All parts."""
        return "".join(self._parts)
