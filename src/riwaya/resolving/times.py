"""A time mention read to days: «مساء أمس الجمعة» of a report from 21 November is the 20th.

Relative words count from the report's publication day in its own zone. What can't be read gives
no days and says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from riwaya.knowledge.calendar import Term
from riwaya.knowledge.folding import fold
from riwaya.knowledge.number_words import LAM
from riwaya.records.resolution import TimePrecision
from riwaya.resolving.stretches import Stretch, Unread
from riwaya.resolving.time_precision import precision_of
from riwaya.resolving.time_spans import read_span
from riwaya.resolving.time_surroundings import completed
from riwaya.resolving.time_terms import read_terms

PUBLISHED = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*?(Z|[+-]\d\d:?\d\d)?)?$", re.ASCII)
#: Longer mentions are no time phrases.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class ReadTime:
    """ISO dates or date-times, both ends included; None where an end is open or unknown.

    `day_left_out`: a bare time of day («فجرا»), whose day the report leaves to the reader.
    """

    from_: str | None
    to: str | None
    precision: TimePrecision | None
    reason: str
    approximate: bool = False
    day_left_out: bool = False


def publication(published: str | None) -> tuple[date | None, str]:
    """The local day of publication, and the zone's offset ("" where there is none)."""
    found = PUBLISHED.match(published.strip()) if published else None
    if found is None:
        return None, ""
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None, ""
    return day, (found[4] or "").replace("Z", "+00:00")


def read_time(phrase: str, published: str | None, *, before: str = "", after: str = "") -> ReadTime:
    """The days that a phrase names.

    `published` is `YYYY-MM-DD` or an ISO date-time; `before` and `after` are raw characters around
    the mention, for what it left outside. Never raises on any string.
    """
    day, offset = publication(published)
    terms = completed(read_terms(phrase[:LONGEST]), before, after)
    found = read_span(terms, day, counted_off=_is_counted_off(phrase))
    if isinstance(found, Stretch) and found.start and found.end and found.start > found.end:
        found = Unread("ends before it begins")
    if isinstance(found, Unread):
        reason, left_out = _sentence(found.reason), found.day_left_out
        return ReadTime(None, None, None, reason, day_left_out=left_out)
    return _said(found, _zone(terms, offset))


def _is_counted_off(phrase: str) -> bool:
    """Whether it opens with «لل»: «لليوم الثالث» runs up to now."""
    return fold(phrase).lstrip("\"'«(“ ").startswith(LAM + LAM)


def _zone(terms: list[Term], offset: str) -> str:
    return "+00:00" if any(term.value == "utc" for term in terms) else offset


def _said(found: Stretch, offset: str) -> ReadTime:
    start = found.start.isoformat() if found.start else None
    end = found.end.isoformat() if found.end else None
    if found.clock and start:
        start = end = f"{start}T{found.clock}{offset}"
    return ReadTime(start, end, precision_of(found), _sentence(found.reason), found.approximate)


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."
