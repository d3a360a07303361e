"""The timeline with what stands around it."""

from riwaya.errors import BadInput
from riwaya.export.pictures.days import day_said
from riwaya.export.pictures.imprint import Imprint
from riwaya.export.pictures.lead import counted, lead_of
from riwaya.export.pictures.legend import family_legend
from riwaya.export.pictures.sheet import Picture
from riwaya.export.pictures.timeline_bins import Bins
from riwaya.export.pictures.timeline_drawing import timeline_of, when
from riwaya.export.shown.language import Language


def timeline_picture(bins: Bins, imprint: Imprint, words: Language, width: float) -> Picture:
    """The timeline of bars; raises BadInput where none has a known day."""
    if not bins.bins:
        raise BadInput(
            "none of these incidents has a day that is known well enough; nothing was written"
        )
    shown = [subject for one in bins.bins for subject in one.subjects]
    highest = max(bins.bins, key=lambda one: len(one.subjects))
    return Picture(
        title=words.label("pictures.timeline." + bins.unit),
        lead=lead_of(shown, words),
        description=words.label(
            "pictures.desc.timeline",
            count=words.number(len(shown)),
            first=day_said(bins.bins[0].first.isoformat(), words),
            last=day_said(bins.bins[-1].last.isoformat(), words),
            when=when(highest, bins, words),
            most=words.number(len(highest.subjects)),
        ),
        legend=family_legend(shown, words),
        drawing=timeline_of(bins, width, words),
        notes=(
            counted("pictures.undated", bins.undated, words),
            counted("pictures.beyond", bins.beyond, words),
            counted("pictures.imprecise", bins.imprecise, words),
        ),
        imprint=imprint,
    )
