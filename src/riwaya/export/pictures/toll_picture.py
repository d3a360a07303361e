"""The tolls with what stands around them."""

from collections.abc import Sequence

from riwaya.errors import BadInput
from riwaya.export.pictures.imprint import Imprint
from riwaya.export.pictures.lead import counted, lead_of
from riwaya.export.pictures.sheet import Picture
from riwaya.export.pictures.subject import Subject
from riwaya.export.pictures.toll_drawing import toll_legend, tolls_of
from riwaya.export.pictures.toll_rows import counting, rows_of, scale_of
from riwaya.export.pictures.toll_strip import measure_said
from riwaya.export.shown.language import Language

#: Incidents of a picture; a page has room for all.
MOST = 30


def toll_picture(
    subjects: Sequence[Subject],
    measure: str,
    imprint: Imprint,
    words: Language,
    width: float,
    *,
    most: int = MOST,
) -> Picture:
    """The ranges of the highest numbers; raises BadInput where nobody gives one."""
    several = counting(subjects, measure)
    if not several:
        raise BadInput(
            f"nobody gives a number of {measure} for these incidents; nothing was written"
        )
    drawn = rows_of(several[:most], measure)
    scale = scale_of(drawn)
    highest = max(several[0].counts_of(measure), key=lambda one: one.most or 0)
    return Picture(
        title=words.label("pictures.tolls", measure=measure_said(measure, words)),
        lead=lead_of(several, words),
        description=words.label(
            "pictures.desc.tolls",
            count=words.number(len(several)),
            heading=several[0].heading,
            bounds=words.bounds(highest.range),
        ),
        legend=toll_legend(words),
        drawing=tolls_of(drawn, scale, width, words),
        notes=(
            words.label("pictures.logarithmic") + "." if scale.logarithmic else "",
            counted("pictures.further", max(0, len(several) - most), words),
            counted("pictures.uncounted", len(subjects) - len(several), words),
        ),
        imprint=imprint,
    )
