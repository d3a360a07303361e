"""When and where an incident itself is, besides what its claims say."""

import msgspec
from sqlalchemy import ColumnElement, func, or_

from riwaya.store.fusion_tables import incidents

COLUMN = incidents.c
#: West, south, east, north in degrees; west is greater than east across the date line.
Bounds = tuple[float, float, float, float]


class Extent(msgspec.Struct, frozen=True):
    """A stretch of ISO days (both ends included) and a box; what is None says nothing.

    An incident without a day is in no stretch, one without a point in no box.
    """

    since: str | None = None
    until: str | None = None
    box: Bounds | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a row of incidents must satisfy."""
        found: list[ColumnElement[bool]] = []
        if self.since:
            found.append(func.coalesce(COLUMN.day_to, COLUMN.day_from) >= self.since)
        if self.until:
            found.append(func.coalesce(COLUMN.day_from, COLUMN.day_to) <= self.until)
        if self.box:
            west, south, east, north = self.box
            east_of, west_of = COLUMN.lon >= west, COLUMN.lon <= east
            across = or_(east_of, west_of) if west > east else east_of & west_of
            found += [COLUMN.lat.between(south, north), across]
        return found


ANYWHERE = Extent()
