"""The timeline as a page: bars by several units, each bar's incidents, and all of it as a table."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from riwaya.errors import BadInput
from riwaya.export.pictures.card import card_of
from riwaya.export.pictures.page import Parts, asset, drawn, page_of
from riwaya.export.pictures.sheet import Picture
from riwaya.export.pictures.subject import FAMILIES, Subject, families_of
from riwaya.export.pictures.timeline_bins import UNITS, Bins, bins_of
from riwaya.export.pictures.timeline_drawing import timeline_of, when
from riwaya.export.shown.language import Language

#: Widths of the drawing for large and for small screens, and the height for the latter.
WIDE, NARROW, LOW = 1016.0, 340.0, 240.0
#: Units that give fewer bars, or more, are no choice.
FEWEST, MOST = 2, 400


def timeline_page(
    picture: Picture, subjects: Sequence[Subject], bins: Bins, words: Language
) -> str:
    """The page; the unit that was chosen is shown first."""
    several = _choices(subjects, bins)
    numbers = {one.id: number for number, one in enumerate(subjects)}
    families = families_of([subject for one in bins.bins for subject in one.subjects])
    parts = Parts(
        template="picture_timeline.html.j2",
        styles=(),
        scripts=("\n".join((asset("picture_list.js"), asset("picture_timeline.js"))),),
        data={
            "data": {
                "incidents": [card_of(one, words) for one in subjects],
                "units": {
                    one.unit: {
                        held.first.isoformat(): [numbers[subject.id] for subject in held.subjects]
                        for held in one.bins
                        if held.subjects
                    }
                    for one in several
                },
            }
        },
        values={
            "families": families,
            "units": [_unit(one, picture, words, chosen=one.unit == bins.unit) for one in several],
            "rows": _rows(bins, tuple(families), words),
        },
    )
    return page_of(picture, parts, words)


def _choices(subjects: Sequence[Subject], bins: Bins) -> list[Bins]:
    """The units that give bars to look at, the shortest first."""
    found = []
    for unit in UNITS:
        if unit == bins.unit:
            found.append(bins)
            continue
        try:
            other = bins_of(subjects, unit)
        except BadInput:  # far too many bars
            continue
        if FEWEST <= len(other.bins) <= MOST:
            found.append(other)
    return found


def _unit(bins: Bins, picture: Picture, words: Language, *, chosen: bool) -> dict[str, Any]:
    said = picture.description if chosen else words.label("pictures.timeline." + bins.unit)
    return {
        "name": bins.unit,
        "chosen": chosen,
        "wide": drawn(timeline_of(bins, WIDE, words), said),
        "narrow": drawn(timeline_of(bins, NARROW, words, height=LOW), said, "narrow"),
    }


def _rows(bins: Bins, families: Sequence[str], words: Language) -> list[dict[str, Any]]:
    """The bars in words and numbers, the empty ones left out."""
    rows = []
    for one in bins.bins:
        counted = Counter(subject.family for subject in one.subjects)
        if counted:
            rows.append({
                "when": when(one, bins, words),
                "counts": [counted[family] for family in FAMILIES if family in families],
                "total": counted.total(),
            })  # fmt: skip
    return rows
