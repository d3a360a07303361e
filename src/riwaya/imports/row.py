"""A coded event with its values where they stand in its report's text, and mentions of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from msgspec import UNSET

from riwaya.imports.english import Names
from riwaya.imports.rules import Precision, precisions
from riwaya.ingest.coded_text import Value, parts_of, values_of
from riwaya.records.claim import Claim
from riwaya.records.dataset import dataset
from riwaya.records.mention import Mention, Party, Place, Quantity, Source
from riwaya.records.resolution import PlacePrecision, Resolution
from riwaya.records.terms import Event, SourceKind

M = TypeVar("M", bound=Mention)
#: What a source is by the kind of actor that it is; those that no table knows are mostly media.
SOURCE_KINDS: dict[str, SourceKind] = {
    "state": "official", "government": "official", "ministry": "official", "court": "official",
    "military": "military", "police": "official", "intelligence": "official",
    "armed_group": "armed_group", "militia": "armed_group", "coalition": "military",
    "party": "opposition", "movement": "opposition", "un": "foreign",
    "international_body": "foreign", "aid": "ngo", "ngo": "ngo", "observatory": "ngo",
    "hospital": "medical",
}  # fmt: skip
UNDISCLOSED = "undisclosed"
#: So many sources of a row are taken.
MOST_SOURCES = 12
#: Where nothing better says where it was.
PLACES = ("where_coordinates", "location", "where_description")
AREAS = ("admin3", "admin2", "admin1", "adm_2", "adm_1", "country", "latitude")


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row by its report's text: the values by column, and our tables' English names."""

    kind: str
    text: str
    values: dict[str, Value]
    names: Names

    @classmethod
    def of(cls, kind: str, text: str, names: Names) -> "CodedRow":
        """The row that a report's text was composed of."""
        return cls(kind, text, values_of(kind, text), names)

    def cell(self, column: str) -> str:
        """The text of a value; empty where the row has none."""
        value = self.values.get(column)
        return value.text if value else ""

    def mention(self, of: type[M], value: Value, **more: Any) -> M:
        """A mention of a value's words."""
        return of(text=value.text, start=value.start, end=value.end, **more)

    def party(self, value: Value, day: str | None) -> Party:
        """An agent or a target, with its identity where our tables have its English name."""
        entity = self.names.actor(value.text, day)
        reason = (
            f"our tables call {self.names.name_of(entity)} so"
            if entity
            else "people, and no body"
            if self.names.is_people(value.text)
            else "no table has this name"
        )
        return self.mention(
            Party,
            value,
            entity=entity,
            name=self.names.name_of(entity) or value.text,
            resolution=Resolution(reason=reason),
        )

    def parties(self, column: str, joined: str, day: str | None) -> tuple[Party, ...]:
        """An actor, and those associated with it of whom our tables know who they are."""
        value = self.values.get(column)
        first = [self.party(value, day)] if value else []
        others = [self.party(one, day) for one in parts_of(self.values.get(joined))]
        return (*first, *(party for party in others if party.entity))

    def place(self, precision: str) -> tuple[Place, ...]:
        """Where: the row's own point, as far around it as its precision says."""
        value = next(self.values[c] for c in (*PLACES, *AREAS) if c in self.values)
        lat, lon = float(self.cell("latitude")), float(self.cell("longitude"))
        reach = self.precision("place", precision)
        radius = reach.reach or 0.0
        spot = self.names.place(value.text, lat, lon, radius) if radius <= NARROW_KM else None
        where = dataset(self.kind).outlet
        return (
            self.mention(
                Place, value, relation="in" if reach.acled == 1 else "near",
                entity=spot.id if spot else None, name=value.text, lat=lat, lon=lon,
                radius_km=radius, precision=PlacePrecision(acled=reach.acled, ucdp=reach.ucdp),
                resolution=Resolution(reason=f"{where}'s own point: {reach.means}"),
            ),
        )  # fmt: skip

    def precision(self, of: str, column: str) -> Precision:
        """What a precision code of the row says; of a row without one, the least precise point."""
        code = self.cell(column) or "2"
        return precisions()[self.kind, of, code]

    def sources(self, *columns: str) -> tuple[Source, ...]:
        """The dataset itself, whose account it is, and the sources that the row names."""
        named = [item for column in columns for item in parts_of(self.values.get(column))]
        cited = list({self._key(item): self._source(item) for item in reversed(named)}.values())
        if not cited:
            return ()
        name = dataset(self.kind).outlet
        own = Value(name, self.text.index(name))
        itself = self.mention(Source, own, kind="ngo", named=True, entity=self.kind, name=name)
        return (itself, *cited[::-1][:MOST_SOURCES])

    def _key(self, item: Value) -> str:
        return self.names.source(item.text) or item.text.casefold()

    def _source(self, item: Value) -> Source:
        entity = self.names.source(item.text)
        kind = SOURCE_KINDS.get(self.names.kind_of(entity), "media")
        hidden = item.text.casefold().startswith(UNDISCLOSED)
        return self.mention(
            Source, item, kind="anonymous" if hidden else kind, named=not hidden, entity=entity,
            name=self.names.name_of(entity) or item.text,
        )  # fmt: skip

    def dead(self, value: Value, low: int, high: int, *, part: bool = False) -> Quantity:
        """A number of dead, with its bounds."""
        return self.mention(
            Quantity, value, measure="killed", low=low, high=high, unit="person",
            subset=True if part else UNSET,
        )  # fmt: skip


#: A wider point is no town's.
NARROW_KM = 25.0


def numbered(several: Iterable[tuple[Event, Mention, dict[str, Any]]]) -> Iterator[Claim]:
    """Claims of what happened, numbered: the event, its trigger, the other fields."""
    for number, (event, trigger, fields) in enumerate(several, 1):
        yield Claim(
            id=f"c{number}", event=event, trigger=trigger, polarity="affirmed", reality="actual",
            stance="states", quoted=False, **fields,
        )  # fmt: skip
