"""An entry's date -> ISO with the zone that it was written in.

feedparser gives all dates in UTC, where an evening in Damascus may be another day, makes a month
its first day and a 45th day one of the next month. So the two forms of the standards are read
here, as they stand, and others are left out with a note.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from riwaya.errors import BadInput
from riwaya.ingest.facts import checked_published

#: How much of a bad date a note shows.
SHOWN = 40
NO_DAY = re.compile(r"\d{4}(-?\d{2})?")


def entry_date(entry: Mapping[str, Any]) -> tuple[str | None, tuple[str, ...]]:
    """When an entry was published, else when it was updated; and a note on a date left out."""
    for name in ("published", "updated", "created"):
        written = str(entry.get(name) or "").strip()
        if written:
            iso = iso_of(written)
            note = f"The feed's date {written[:SHOWN]!r} can't be read and is left out."
            return iso, () if iso else (note,)
    return None, ()


def iso_of(written: str) -> str | None:
    """A date of Atom's form (RFC 3339) or RSS's (RFC 822) in ISO; None for any other."""
    if NO_DAY.fullmatch(written):
        return None
    for read in (datetime.fromisoformat, _rfc822):
        # BadInput: an offset that counts seconds
        with suppress(ValueError, TypeError, LookupError, OverflowError, BadInput):
            moment = read(written)
            # A time that isn't written is not midnight.
            text = moment.isoformat(timespec="seconds") if ":" in written else str(moment.date())
            return checked_published(text, "")
    return None


def _rfc822(written: str) -> datetime:
    """The standard library's reader wants a time."""
    return parsedate_to_datetime(written if ":" in written else f"{written} 00:00")
