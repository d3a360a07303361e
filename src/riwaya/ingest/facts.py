"""What is known of a report from outside its text: by its page, a table or the command line."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from riwaya.errors import BadInput

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


@dataclass(frozen=True, slots=True)
class Facts:
    """All optional; None where nobody said anything."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    timezone: str | None = None

    @property
    def published_there(self) -> str | None:
        """When it was published, in the outlet's time zone where both are known."""
        if self.published is None or self.timezone is None:
            return self.published
        return _in_zone(self.published, self.timezone)

    def over(self, weaker: "Facts") -> "Facts":
        """These facts, the gaps filled from `weaker`."""
        return Facts(
            published=self.published or weaker.published,
            outlet=self.outlet or weaker.outlet,
            title=self.title or weaker.title,
            url=self.url or weaker.url,
            timezone=self.timezone or weaker.timezone,
        )


def _in_zone(published: str, timezone: str) -> str:
    """A moment in a time zone's own hours: the day that the outlet meant by «today»."""
    if "T" not in published:
        return published
    moment = datetime.fromisoformat(published)
    zone = ZoneInfo(timezone)
    there = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    return there.isoformat()


def checked_published(value: str, where: str) -> str:
    """An ISO date, or an ISO date-time, as it was given; raises BadInput that says the form."""
    value = value.strip()
    try:
        if DAY.fullmatch(value):
            date.fromisoformat(value)
            return value
        if MOMENT.fullmatch(value):
            datetime.fromisoformat(value)
            return value.replace(" ", "T")
    except ValueError:
        pass
    raise BadInput(
        f"{where}: {value!r} is no publication date; "
        "write it as 2015-11-21 or 2015-11-21T18:30+03:00"
    )


def checked_timezone(value: str, where: str) -> str:
    """The name of a time zone that this machine knows; raises BadInput with an example."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise BadInput(
            f"{where}: {value!r} is no known time zone; write it as Asia/Damascus"
        ) from None
    return value
