"""The map with what stands around it."""

from collections.abc import Sequence

from riwaya.errors import BadInput
from riwaya.export.pictures.days import day_said
from riwaya.export.pictures.imprint import Imprint
from riwaya.export.pictures.lead import counted, lead_of, span_of
from riwaya.export.pictures.map_drawing import busiest, map_legend, map_of, placed, view_for
from riwaya.export.pictures.marks import marks_of
from riwaya.export.pictures.sheet import Picture
from riwaya.export.pictures.subject import Subject
from riwaya.export.shown.language import Language


def map_picture(
    subjects: Sequence[Subject], imprint: Imprint, words: Language, width: float
) -> Picture:
    """The map of the incidents; raises BadInput where none has a known place."""
    shown = [one for one in subjects if one.lat is not None and one.lon is not None]
    if not shown:
        raise BadInput("none of these incidents has a known place; nothing was written")
    view = view_for(shown, width)
    beyond = sum(not view.shows(lat, lon) for lat, lon, _ in placed(shown))
    first, last = span_of(shown)
    places = ", ".join(busiest(marks_of(shown, view)))
    return Picture(
        title=words.label("pictures.map"),
        lead=lead_of(shown, words),
        description=words.label(
            "pictures.desc.map",
            count=words.number(len(shown)),
            first=day_said(first, words),
            last=day_said(last, words),
            places=places,
        ),
        legend=map_legend(shown, view, words),
        drawing=map_of(shown, view, words),
        notes=(
            counted("pictures.unplaced", len(subjects) - len(shown), words),
            counted("pictures.outside", beyond, words),
            words.label("map.base"),
        ),
        imprint=imprint,
    )
