"""What a page's script knows of an incident: the words of its card, and where it lies."""

from typing import Any

from riwaya.export.pictures.days import days_said
from riwaya.export.pictures.subject import Count, Subject
from riwaya.export.pictures.toll_strip import COMMA, measure_said, people_said
from riwaya.export.shown.language import Language

#: Kinds of people on a card, and what is counted there: the first that there is.
KINDS = 3
MEASURES = ("killed", "injured", "detained", "abducted", "displaced")


def card_of(one: Subject, words: Language) -> dict[str, Any]:
    """The card in JSON's plain values; `lat` and `lon` are null where no place is known."""
    status = status_of(one)
    return {
        "id": one.id,
        "title": one.heading,
        "arabic": one.arabic,
        "gloss": one.gloss,
        "place": one.place,
        "when": days_said(one.first, one.last, words) if one.first else None,
        "toll": toll_said(one, words),
        "behind": behind_said(one, words),
        "status": status,
        "review": words.label("pictures.review." + status),
        "lat": one.lat,
        "lon": one.lon,
        "km": one.km,
        "reports": one.reports,
        "colour": one.family,
    }


def status_of(one: Subject) -> str:
    """Whether people have reviewed all claims of an incident, some, or none ("open")."""
    return "open" if not one.reviewed else "reviewed" if one.reviewed == one.of else "partly"


def behind_said(one: Subject, words: Language) -> str:
    """How many reports and origins stand behind it."""
    return words.label(
        "pictures.behind", reports=words.number(one.reports), origins=words.number(one.origins)
    )


def toll_said(one: Subject, words: Language) -> str | None:
    """The first measure that is counted: "21 killed, 14 (civilians)"."""
    for measure in MEASURES:
        counts = one.counts_of(measure)[:KINDS]
        if counts:
            first, *others = (_count_said(count, words) for count in counts)
            named = f"{first} {measure_said(measure, words)}"
            return COMMA[words.name].join([named, *others])
    return None


def _count_said(count: Count, words: Language) -> str:
    said, people = words.bounds(count.range), people_said(count, words)
    return f"{said} ({people})" if people else said
