"""Tolls as a page: every incident's range, and each number with who says it and when."""

from collections.abc import Sequence
from typing import Any

from riwaya.export.pictures.card import behind_said, status_of
from riwaya.export.pictures.days import day_said, days_said
from riwaya.export.pictures.letters import width_of
from riwaya.export.pictures.page import Parts, asset, markup, page_of
from riwaya.export.pictures.sheet import Picture
from riwaya.export.pictures.subject import Subject
from riwaya.export.pictures.svg import Side, element, text
from riwaya.export.pictures.toll_rows import Row, Scale, rows_of, scale_of
from riwaya.export.pictures.toll_strip import (
    HIGH,
    WIDE,
    along,
    measure_said,
    people_said,
    speakers_said,
    strip,
)
from riwaya.export.shown.language import Language

#: The ruler's words: their size, and pixels between them on a large and on a small screen.
SIZE, LARGE, SMALL = 11.0, 1000.0, 330.0


def toll_page(picture: Picture, subjects: Sequence[Subject], measure: str, words: Language) -> str:
    """The page of incidents that have a number."""
    scale = scale_of(rows_of(subjects, measure))
    parts = Parts(
        template="picture_tolls.html.j2",
        styles=(),
        scripts=("\n".join((asset("picture_list.js"), asset("picture_tolls.js"))),),
        data={},
        values={
            "ruler": markup(_ruler(scale, words)),
            "wide": f"{WIDE:g}",
            "high": f"{HIGH:g}",
            "rows": [_incident(one, measure, scale, words) for one in subjects],
        },
    )
    return page_of(picture, parts, words)


def _incident(one: Subject, measure: str, scale: Scale, words: Language) -> dict[str, Any]:
    counts = [_count(row, scale, words) for row in rows_of([one], measure)]
    searched = (one.heading, one.arabic, one.gloss, one.place)
    return {
        "subject": one,
        "days": days_said(one.first, one.last, words),
        "behind": behind_said(one, words),
        "status": status_of(one),
        "counts": counts,
        "several": sum(len(count["numbers"]) for count in counts),
        "search": " ".join(filter(None, (*searched, *(count["speakers"] for count in counts)))),
    }


def _count(row: Row, scale: Scale, words: Language) -> dict[str, Any]:
    return {
        "people": people_said(row.count, words),
        "counted": measure_said(row.count.measure, words),
        "bounds": words.bounds(row.count.range),
        "speakers": speakers_said(row, words),
        "strip": markup(strip(row, scale, words)),
        "numbers": [
            {
                "bounds": words.bounds(number.bounds),
                "who": number.who,
                "marks": number.marks,
                "said": day_said(number.said, words),
            }
            for number in row.count.numbers
        ],
    }


def _ruler(scale: Scale, words: Language) -> str:
    """The scale's numbers by shares of the width; those that a small screen has no room for go."""
    found: list[str] = []
    last: dict[float, float] = {}
    for tick in scale.ticks:
        share, said = along(tick, scale, words) / WIDE, words.number(tick)
        room = width_of(said, SIZE) + 10
        fits = {
            wide: wide not in last or abs(share - last[wide]) * wide > room
            for wide in (LARGE, SMALL)
        }
        if not fits[LARGE]:
            continue
        last |= {wide: share for wide, free in fits.items() if free}
        where = f"{share:.2%}"
        side: Side = "left" if share < 0.01 else "right" if share > 0.99 else "middle"
        line = element("line", class_="grid", x1=where, x2=where, y1="65%", y2="100%")
        label = text(0, 13, said, side=side, class_="tick").replace('x="0"', f'x="{where}"')
        found.append(element("g", line + label, class_=None if fits[SMALL] else "minor"))
    return "".join(found)
