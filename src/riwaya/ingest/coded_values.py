"""What stands in the cells of a coded event, checked: numbers, days, points.

Each function raises ValueError with what is wrong, in words for people.
"""

import re
from datetime import UTC, date, datetime

#: «22 July 2019», as ACLED's own site writes days.
WRITTEN = "%d %B %Y"
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
#: Earlier moments are no timestamps: a number that was cut off, or another thing.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()


def day(cell: str, column: str) -> date:
    """A day: 2019-07-22, with or without an hour, or 22 July 2019."""
    found = ISO.fullmatch(cell)
    try:
        if found:
            return date.fromisoformat(found[1])
        # A day without an hour has no time zone.
        return datetime.strptime(cell, WRITTEN).date()  # noqa: DTZ007
    except ValueError:
        said = repr(cell) if cell else "empty"
        raise ValueError(f"{column} is {said}, no day; write it as 2019-07-22") from None


def number(cell: str, column: str) -> float:
    """A plain number."""
    if not NUMBER.fullmatch(cell):
        said = repr(cell) if cell else "empty"
        raise ValueError(f"{column} is {said}, no number")
    return float(cell)


def count(cell: str, column: str) -> int:
    """A count: a whole number, no less than 0; «3.0» is 3."""
    found = number(cell, column)
    if found < 0 or found != int(found):
        raise ValueError(f"{column} is {cell!r}, no count")
    return int(found)


def degrees(cell: str, column: str, most: int) -> float:
    """Degrees north or east, within `most` on either side."""
    found = number(cell, column)
    if not -most <= found <= most:
        raise ValueError(f"{column} is {cell}, beyond \N{PLUS-MINUS SIGN}{most} degrees")
    return found


def moment(cell: str, column: str) -> str:
    """When a row was changed last: seconds since 1970, as an ISO moment in UTC."""
    seconds = number(cell, column)
    if not EARLIEST <= seconds <= LATEST:
        raise ValueError(f"{column} is {cell}, no moment of this century (seconds since 1970)")
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
