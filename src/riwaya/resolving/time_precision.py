"""ACLED's time_precision and UCDP GED's date_prec of a stretch of days.

ACLED: 1 the day, 2 within a week or so, 3 the month or more. UCDP: 1 the day, 2 two to six days,
3 a week, 4 a month, 5 a year or more (`formats.md`, sections 2 and 4).
"""

from __future__ import annotations

from riwaya.records.resolution import TimePrecision
from riwaya.resolving.stretches import Stretch

#: A third of a month is still a week or so.
WEEK_OR_SO = 11
WEEK, MONTH = 7, 31


def precision_of(found: Stretch) -> TimePrecision:
    """The codes by length; an approximate day may be off by some days."""
    if found.start is None or found.end is None:
        return TimePrecision(grain="range", acled=3, ucdp=5)
    days = (found.end - found.start).days + 1
    if days == 1 and (found.grain == "week" or (found.approximate and found.grain != "part")):
        return TimePrecision(grain=found.grain, acled=2, ucdp=3 if found.grain == "week" else 2)
    return TimePrecision(grain=found.grain, acled=_acled(days), ucdp=_ucdp(days))


def _acled(days: int) -> int:
    return 1 if days == 1 else 2 if days <= WEEK_OR_SO else 3


def _ucdp(days: int) -> int:
    if days == 1:
        return 1
    return 2 if days < WEEK else 3 if days == WEEK else 4 if days <= MONTH else 5
