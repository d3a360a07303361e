"""Where and when an incident was, in the columns and precisions that event data have for it."""

from dataclasses import dataclass
from datetime import date, timedelta

from msgspec import UNSET

from riwaya.export.forms.exported import ExportedIncident
from riwaya.knowledge.place_ids import place_of
from riwaya.resolving.claims import Knowledge

#: A week, and a month at the longest, in days that lie between the first and the last.
WEEK, MONTH, YEAR = 6, 31, 366


@dataclass(frozen=True, slots=True)
class Where:
    """The country and the region by our tables, empty where they don't know; both precisions."""

    country: str
    code: str
    region: str
    acled: int | None
    ucdp: int | None


def where_of(one: ExportedIncident, known: Knowledge) -> Where:
    """Where the incident was; precisions as the claims have them for its place, else by radius."""
    incident = one.incident
    spot = place_of(incident.place_entity, known.places) if incident.place_entity else None
    country = known.places.country(spot.country) if spot and spot.country else None
    told = [
        place.precision
        for claim in one.claims
        for place in claim.claim.places
        if place.precision is not UNSET
        and (place.lat, place.lon) == (incident.lat, incident.lon)
        and place.entity == incident.place_entity
    ]
    return Where(
        country=country.name if country else "",
        code=spot.country if spot else "",
        region=spot.region if spot else "",
        acled=min((p.acled for p in told), default=_acled(incident.radius_km)),
        ucdp=min((p.ucdp for p in told), default=_ucdp(incident.radius_km)),
    )


def _acled(radius: float | None) -> int | None:
    return None if radius is None else 1 if radius <= 10 else 2 if radius <= 30 else 3


def _ucdp(radius: float | None) -> int | None:
    return None if radius is None else 1 if radius <= 10 else 2 if radius <= 25 else 5


@dataclass(frozen=True, slots=True)
class When:
    """The days, both included; ACLED's time_precision and UCDP GED's date_prec."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Days between the first and the last."""
        return (self.last - self.first).days

    @property
    def middle(self) -> date:
        """The day in the middle, the earlier one of two."""
        return self.first + timedelta(self.days // 2)

    @property
    def acled(self) -> int:
        """1 the day is known, 2 within a week, 3 no more than the month."""
        return 1 if not self.days else 2 if self.days <= WEEK else 3

    @property
    def ucdp(self) -> int:
        """1 the day is known, 2 two to six days, 3 a week, 4 a month, 5 a year."""
        if not self.days:
            return 1
        if self.days < WEEK:
            return 2
        return 3 if self.days == WEEK else 4 if self.days < MONTH else 5


def when_of(one: ExportedIncident) -> When | None:
    """When the incident was; None where no day is known or the days span more than a year."""
    first, last = one.incident.day_from, one.incident.day_to
    if first is None or last is None:
        return None
    when = When(date.fromisoformat(first[:10]), date.fromisoformat(last[:10]))
    return when if when.days <= YEAR else None
