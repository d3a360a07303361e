"""When a claim happened: the days its time names, or what its tense lets one infer."""

from __future__ import annotations

from typing import Literal

from riwaya.records.resolution import TimePrecision, When
from riwaya.resolving.stretches import shift_days
from riwaya.resolving.times import ReadTime, publication

#: past: told as news; ahead: intended, demanded or possible; state: background that goes on.
Tense = Literal["past", "ahead", "state"]
#: The publication day or the day before.
NEWS = TimePrecision(grain="range", acled=2, ucdp=2)
#: From the publication day on, with no end.
AHEAD = TimePrecision(grain="range", acled=3, ucdp=5)


def when_of(time: ReadTime | None, published: str | None, tense_hint: Tense = "past") -> When:
    """The days of a claim; `inferred` where its words don't say them.

    A time that was read stands. One that counts from something told before gives no days: guessing
    the publication day would be wrong. A bare time of day and no time at all are inferred.
    """
    if time is not None and not time.day_left_out:
        return _said(time)
    day, _ = publication(published)
    if day is None:
        return _unknown("No time is said, and the report has no publication date.")
    if tense_hint == "state":
        return _unknown("A state that goes on, with no time said.")
    today = day.isoformat()
    if tense_hint == "ahead":
        reason = "Still to come when the report was published."
        return When(from_=today, to=None, inferred=True, reason=reason, precision=AHEAD)
    reason = "No day is said: the publication day or the day before."
    yesterday = shift_days(day, -1).isoformat()
    return When(from_=yesterday, to=today, inferred=True, reason=reason, precision=NEWS)


def _said(time: ReadTime) -> When:
    if time.precision is None:
        return _unknown(time.reason)
    return When(
        from_=time.from_,
        to=time.to,
        inferred=False,
        reason=time.reason,
        precision=time.precision,
    )


def _unknown(reason: str) -> When:
    return When(from_=None, to=None, inferred=False, reason=reason)
