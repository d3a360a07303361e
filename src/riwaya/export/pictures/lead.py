"""What stands over every picture: how many incidents, over which days."""

from collections.abc import Sequence

from riwaya.export.pictures.days import days_said
from riwaya.export.pictures.subject import Subject
from riwaya.export.shown.language import Language


def lead_of(subjects: Sequence[Subject], words: Language) -> str:
    """How many incidents, from when to when."""
    parts = [words.label("pictures.incidents", count=words.number(len(subjects)))]
    first, last = span_of(subjects)
    if first:
        parts.append(days_said(first, last, words))
    return " · ".join(parts)


def span_of(subjects: Sequence[Subject]) -> tuple[str | None, str | None]:
    """The first and the last day of all; None where no day is known."""
    firsts = [one.first for one in subjects if one.first]
    lasts = [one.last for one in subjects if one.last]
    return min(firsts, default=None), max(lasts, default=None)


def counted(key: str, count: int, words: Language) -> str:
    """A note on what isn't drawn; empty where it is nothing."""
    return words.label(key, count=words.number(count)) + "." if count else ""
