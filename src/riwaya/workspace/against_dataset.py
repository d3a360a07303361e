"""A workspace's own incidents beside those of a dataset that was taken in: who has what.

Incidents of our own count as missing from the dataset only where it could have them: on days that
its rows span, in the area that they span, and of a kind that it codes (`Scope`).
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, or_, select

from riwaya.errors import BadInput
from riwaya.export.events.event_rules import rules_of
from riwaya.fusion.told import Telling
from riwaya.fusion.two_sides import Compared, Difference, Side, Whose, compared
from riwaya.imports.rules import acled_types
from riwaya.records.dataset import Dataset, dataset
from riwaya.store.datasets import count_rows
from riwaya.store.fusion_tables import incidents, tellings
from riwaya.store.incident_counts import behind
from riwaya.store.tables import readings, reports, sightings, takes

#: Rows of tellings read at a time.
AT_ONCE = 1_000
#: Around the area that a dataset's points span, in degrees.
MARGIN = 0.5
TYPES = ("event_type", "sub_event_type")


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """An incident by its id with its two sides, what was reviewed of it, and who read it."""

    incident: str
    whose: Whose
    differs: tuple[Difference, ...]
    apart_km: float | None
    ours: Side | None
    theirs: Side | None
    reviewed: int
    of: int
    models: tuple[str, ...]


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a dataset's rows span: ISO days, degrees."""

    first: str
    last: str
    south: float
    north: float
    west: float
    east: float

    def covers(self, side: Side, of: Dataset) -> bool:
        """Whether the dataset could have what a side tells."""
        if side.day_from is None or side.day_to is None or side.lat is None or side.lon is None:
            return False
        if side.day_to < self.first or side.day_from > self.last:
            return False
        if not self.south - MARGIN <= side.lat <= self.north + MARGIN:
            return False
        if not self.west - MARGIN <= side.lon <= self.east + MARGIN:
            return False
        return is_coded_by(side, of)


class Counts(msgspec.Struct, kw_only=True):
    """How many incidents both have, differing in what; only they; only we; outside the scope.

    `rows` are the dataset's own, in their latest versions, `untold` those of them that are in no
    incident: times summed up, and types that tell no event of ours and no dead.
    """

    dataset: str
    scope: Scope
    rows: int = 0
    untold: int = 0
    both: int = 0
    differing: dict[str, int] = {}
    theirs: int = 0
    ours: int = 0
    outside: int = 0


def is_coded_by(side: Side, of: Dataset) -> bool:
    """Whether a dataset codes what a side tells: UCDP deaths, ACLED certain kinds of event."""
    if of.kind == "ucdp":
        return side.killed is not None and side.killed[1] > 0
    coded = {rule.event for rule in rules_of("acled", TYPES)}
    coded |= {told.event for told in acled_types().values() if told.event}
    return not coded.isdisjoint(side.events)


class Comparison:
    """A workspace's incidents beside a dataset's; iterate first, then ask for `counts`."""

    def __init__(
        self, connection: Connection, kind: str, *, since: str | None, until: str | None
    ) -> None:
        self._connection = connection
        self._since, self._until = since, until
        self._of = dataset(kind)
        self.counts = Counts(dataset=self._of.outlet, scope=self._scope())

    def __iter__(self) -> Iterator[Beside]:
        """The incidents by day, undated ones last; our own outside the dataset's scope left out."""
        told: set[str] = set()
        differing: Counter[str] = Counter()
        for row, several in self._incidents():
            found = self._compared(several)
            if found is None:
                continue
            if found.theirs is not None:
                told.update(found.theirs.rows)
            if found.whose == "ours" and not self._covered(found):
                self.counts.outside += 1
                continue
            setattr(self.counts, found.whose, getattr(self.counts, found.whose) + 1)
            differing.update(found.differs)
            yield self._beside(row, found)
        self.counts.differing = dict(sorted(differing.items()))
        self.counts.rows = count_rows(self._connection, self._of.kind)
        self.counts.untold = max(0, self.counts.rows - len(told))

    def _covered(self, found: Compared) -> bool:
        return found.ours is not None and self.counts.scope.covers(found.ours, self._of)

    def _compared(self, several: list[Telling]) -> Compared | None:
        theirs = [told for told in several if told.row and told.row[0] == self._of.kind]
        ours = [told for told in several if told.row is None]
        return compared(ours, theirs) if ours or theirs else None

    def _beside(self, row: Row[Any], found: Compared) -> Beside:
        counted = behind(self._connection, [row.n]).get(row.n)
        return Beside(
            incident=row.id,
            whose=found.whose,
            differs=found.differs,
            apart_km=found.apart_km,
            ours=found.ours,
            theirs=found.theirs,
            reviewed=counted.reviewed if counted else 0,
            of=counted.claims if counted else 0,
            models=self._models(row.n),
        )

    def _models(self, incident_n: int) -> tuple[str, ...]:
        query = (
            select(readings.c.model)
            .join(reports, reports.c.reading_n == readings.c.n)
            .join(tellings, tellings.c.report_n == reports.c.n)
            .where(tellings.c.incident_n == incident_n)
            .distinct()
        )
        return tuple(sorted(self._connection.execute(query).scalars()))

    def _incidents(self) -> Iterator[tuple[Any, list[Telling]]]:
        """Incidents of the period with their tellings, a stretch at a time."""
        row = incidents.c
        query = select(row.n, row.id, tellings.c.body).join(
            tellings, tellings.c.incident_n == row.n
        )
        if self._since:
            query = query.where(func.coalesce(row.day_to, row.day_from) >= self._since)
        if self._until:
            query = query.where(func.coalesce(row.day_from, row.day_to) <= self._until)
        query = query.order_by(row.day_from.is_(None), row.day_from, row.n, tellings.c.key)
        found = self._connection.execute(query.execution_options(yield_per=AT_ONCE))
        decoder = msgspec.msgpack.Decoder(Telling)
        for _, several in groupby(found, key=lambda one: one.n):
            held = list(several)
            yield held[0], [decoder.decode(one.body) for one in held]

    def _scope(self) -> Scope:
        """The days and the area that the dataset's incidents span; raises BadInput for none."""
        row = incidents.c
        of_it = (
            select(tellings.c.incident_n)
            .join(sightings, sightings.c.report_n == tellings.c.report_n)
            .join(takes, takes.c.n == sightings.c.take_n)
            .where(takes.c.kind == self._of.kind)
        )
        query = select(
            func.min(row.day_from), func.max(row.day_to), func.min(row.lat), func.max(row.lat),
            func.min(row.lon), func.max(row.lon),
        ).where(row.n.in_(of_it), or_(row.day_from.is_not(None), row.lat.is_not(None)))  # fmt: skip
        first, last, south, north, west, east = self._connection.execute(query).one()
        if first is None or south is None:
            raise BadInput(
                f"no incident of {self._of.outlet} in this workspace; take its table in with "
                f"`riwaya add FILE.csv --kind {self._of.kind}`, then `riwaya fuse`"
            )
        return Scope(first=first, last=last, south=south, north=north, west=west, east=east)
