"""A picture of a workspace's incidents, written into a file: a page, a drawing or a bitmap."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec

from riwaya.export.forms.placing import Placing
from riwaya.export.pictures.imprint import Imprint
from riwaya.export.pictures.map_page import map_page
from riwaya.export.pictures.map_picture import map_picture
from riwaya.export.pictures.png import png_of
from riwaya.export.pictures.sheet import Picture, svg_of
from riwaya.export.pictures.timeline_bins import UNITS, Unit, bins_of
from riwaya.export.pictures.timeline_page import timeline_page
from riwaya.export.pictures.timeline_picture import timeline_picture
from riwaya.export.pictures.toll_page import toll_page
from riwaya.export.pictures.toll_picture import MOST, toll_picture
from riwaya.export.pictures.toll_rows import counting
from riwaya.export.shown.language import LANGUAGES, Language, Name
from riwaya.records.terms import Measure
from riwaya.resolving.claims import Knowledge
from riwaya.store.query_forms import one_of
from riwaya.version import __version__
from riwaya.workspace.exporting import Wish, no_incident, refuse_place
from riwaya.workspace.picturing import Pictured, Step, pictured

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace

#: Pixels of a drawing, without the sheet's edges; rows of a page.
WIDTH, PAGE_ROWS = 912.0, 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn. `kind`: map, timeline or tolls; `asked`: the filters in words.

    `unit` is a timeline's; `measure` and `rows` are those of tolls.
    """

    kind: str
    wish: Wish
    asked: tuple[str, ...] = ()
    language: Name = "en"
    title: str | None = None
    unit: str | None = None
    measure: str = "killed"
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, and how its page is made."""

    picture: Picture
    page: Callable[[Picture], str]


def draw_into(
    workspace: "Workspace",
    asked: Asked,
    into: Path,
    known: Knowledge,
    step: Step = lambda _done, _all: None,
) -> int:
    """Write the picture that a file's ending asks for; how many incidents there are.

    Raises BadInput where no incident fits, and writes nothing then. Beside a bitmap, which can't
    hold it, FILE.about.json says what the others say within themselves.
    """
    refuse_place(workspace, into)
    asked = _checked(asked)
    words = LANGUAGES[asked.language]
    found = pictured(workspace, asked.wish, known, words, step)
    if not found.subjects:
        raise no_incident(asked.wish)
    ending = into.suffix.lower()
    drawn = _drawn(found, asked, words, page=ending == ".html")
    picture = drawn.picture
    if asked.title:
        picture = replaced(picture, title=asked.title)
    with Placing(into) as placing:
        if ending == ".html":
            content = drawn.page(picture).encode()
        elif ending == ".svg":
            content = svg_of(picture, words).encode()
        else:
            content = png_of(svg_of(picture, words, dark=False))
            about = msgspec.json.format(msgspec.json.encode(picture.imprint.told()), indent=2)
            placing.aside(placing.beside(".about.json")).write_bytes(about + b"\n")
        placing.aside(into).write_bytes(content)
    return len(found.subjects)


def _checked(asked: Asked) -> Asked:
    """With unit and measure as they are written here; raises BadInput for unknown ones."""
    unit = one_of(asked.unit, UNITS, "unit") if asked.unit is not None else None
    return replaced(asked, unit=unit, measure=one_of(asked.measure, get_args(Measure), "measure"))


def _drawn(found: Pictured, asked: Asked, words: Language, *, page: bool) -> Drawn:
    imprint, subjects = _imprint(found, asked), found.subjects
    if asked.kind == "map":
        return Drawn(
            map_picture(subjects, imprint, words, WIDTH),
            lambda picture: map_page(picture, subjects, words),
        )
    if asked.kind == "timeline":
        unit: Unit | None = next((one for one in UNITS if one == asked.unit), None)
        bins = bins_of(subjects, unit)
        return Drawn(
            timeline_picture(bins, imprint, words, WIDTH),
            lambda picture: timeline_page(picture, subjects, bins, words),
        )
    most = asked.rows or (PAGE_ROWS if page else MOST)
    counted = counting(subjects, asked.measure)[:most]
    return Drawn(
        toll_picture(subjects, asked.measure, imprint, words, WIDTH, most=most),
        lambda picture: toll_page(picture, counted, asked.measure, words),
    )


def _imprint(found: Pictured, asked: Asked) -> Imprint:
    wish = asked.wish
    return Imprint(
        kind=asked.kind,
        asked=asked.asked,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        version=__version__,
        incidents=len(found.subjects),
        reviewed=found.reviewed,
        of=found.of,
        evidence=found.passed.told(),
        public=wish.public,
        reviewed_only=wish.reviewed_only or (wish.public and not wish.unreviewed),
    )
