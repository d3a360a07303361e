"""The days of a coded event, as far as its precision knows them."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from riwaya.imports.row import CodedRow
from riwaya.imports.rules import Precision
from riwaya.ingest.coded_cells import TO
from riwaya.records.mention import Time
from riwaya.records.resolution import Resolution, TimePrecision, When

GRAINS = {1: "day", 2: "range", 3: "week", 4: "month", 5: "year"}
#: A single event of which no more than a longer time is known has no day.
LONGEST = 7
SINGLE = "1"


def acled_days(row: CodedRow) -> dict[str, Any]:
    """`time` and `when`: the day, the days around it, or its month."""
    reach = row.precision("time", "time_precision") if row.cell("time_precision") else DAY
    day = date.fromisoformat(row.cell("event_date"))
    if reach.reach is None:
        first = day.replace(day=1)
        last = day.replace(day=monthrange(day.year, day.month)[1])
    else:
        around = timedelta(days=reach.reach)
        first, last = day - around, day + around
    reason = f"{day} in the row, known {reach.means}" if first != last else f"{day} in the row"
    return _days(row, "event_date", (first, last), reach, reason, single=True)


def ucdp_days(row: CodedRow) -> dict[str, Any]:
    """`time` and `when`: from the first day that the row names to the last."""
    begin, _, end = row.cell("dates").partition(TO)
    first, last = date.fromisoformat(begin), date.fromisoformat(end or begin)
    reach = row.precision("time", "date_prec") if row.cell("date_prec") else DAY
    single = row.cell("event_clarity") == SINGLE
    reason = f"{row.cell('dates')} in the row: {reach.means}"
    return _days(row, "dates", (first, last), reach, reason, single=single)


DAY = Precision(0.0, 1, 1, "the day")


def _days(
    row: CodedRow,
    column: str,
    days: tuple[date, date],
    reach: Precision,
    reason: str,
    *,
    single: bool,
) -> dict[str, Any]:
    first, last = days
    precision = TimePrecision(grain=GRAINS[reach.ucdp], acled=reach.acled, ucdp=reach.ucdp)
    from_, to = first.isoformat(), last.isoformat()
    time = row.mention(
        Time, row.values[column], from_=from_, to=to, precision=precision,
        resolution=Resolution(reason=reason),
    )  # fmt: skip
    # A single event on a day that nobody knows is a happening; a time that is summed up is none.
    unknown = single and (last - first).days > LONGEST
    return {
        "time": time,
        "when": When(from_=from_, to=to, inferred=unknown, reason=reason, precision=precision),
    }
