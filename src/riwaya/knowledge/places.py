"""The lists of conflict places and the gazetteer, asked together; words around a place name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from riwaya.errors import BadTable
from riwaya.knowledge.folding import ALEF, HEH
from riwaya.knowledge.gazetteer import (
    CAPITAL,
    COUNTRY,
    Gazetteer,
    Spot,
    bare_key,
    place_key,
    shipped_gazetteer,
)
from riwaya.knowledge.geodesy import distance_km
from riwaya.knowledge.name_words import ARTICLE, Token, without_clitics, word_key
from riwaya.knowledge.tables import Row, read_table, shipped, split

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

COLUMNS = (
    "id",
    "name_en",
    "names",
    "kind",
    "country",
    "parent",
    "lat",
    "lon",
    "radius_km",
    "basis",
)
KINDS = frozenset(
    (
        "field", "refinery", "facility", "dam", "airport", "airbase", "base", "crossing", "camp",
        "prison", "village", "town", "city", "district", "province", "region", "neighbourhood",
        "island", "strait", "river", "mountain", "desert", "road", "hospital", "border", "sea",
        "country",
    )
)  # fmt: skip
HAMZA = "\N{ARABIC LETTER HAMZA}"
#: What rests on memory alone is not known better than this.
RECALLED_KM = 10.0
#: A gazetteer's place this near to a listed one of the same name is the same place.
SAME_KM = 25.0
LISTS = ("places/levant.tsv", "places/south.tsv")


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word before a place name: its role, the kinds that it asks for, where it points."""

    role: str
    kinds: frozenset[str]
    north: float
    east: float
    radius_km: float
    #: Key of the singular of a plural type word, else empty.
    singular: str


class PlaceTable:
    """Places by the key of their names."""

    def __init__(
        self, listed: Iterable[tuple[Spot, tuple[str, ...]]], gazetteer: Gazetteer
    ) -> None:
        self.gazetteer = gazetteer
        self.by_id: dict[str, Spot] = {}
        self._listed: dict[str, list[Spot]] = {}
        #: Listed names of several words without the type word before them.
        self._untyped: dict[str, list[Spot]] = {}
        for spot, names in listed:  # a user's own come first, and stand for shipped ones
            if self.by_id.setdefault(spot.id, spot) is not spot:
                continue
            for key in {place_key(name): None for name in names}:
                self._listed.setdefault(key, []).append(spot)
            for key in {place_key(rest): None for name in names if (rest := _without_type(name))}:
                self._untyped.setdefault(key, []).append(spot)
        #: The places of a key; listed ones first.
        self.find = lru_cache(maxsize=20_000)(self._find)

    def _find(self, key: str) -> list[Spot]:
        """The places of a key; listed ones first, the gazetteer's doubles of them left out."""
        listed = self._listed.get(key, [])
        return listed + [spot for spot in self.gazetteer.find(key) if not _doubles(spot, listed)]

    def find_loosely(self, key: str) -> list[Spot]:
        """The same with the article or the end written otherwise, where the key finds nothing."""
        stem = bare_key(key)
        for spelling in (key, stem, ARTICLE + stem, *_other_ends(key)):
            if spots := self.find(spelling):
                return spots
        return self._untyped.get(key, [])

    def capital(self, code: str) -> Spot | None:
        """The capital of a country by its ISO code."""
        found = self.gazetteer.find(CAPITAL + code)
        return found[0] if found else None

    def country(self, code: str) -> Spot | None:
        """A country by its ISO code."""
        found = self.gazetteer.find(COUNTRY + code)
        return found[0] if found else None


def _without_type(name: str) -> str:
    """«عين بيت الماء» of «مخيم عين بيت الماء»; empty unless two words or more are left."""
    first, _, rest = name.partition(" ")
    word = place_words().get(word_key(first))
    return rest if " " in rest and word is not None and word.role == "type" else ""


def _other_ends(key: str) -> Iterator[str]:
    """«سهيلة» and «سهيلا», «صنعا» and «صنعاء»: one end in several spellings."""
    if key.endswith(HEH):
        yield key[:-1] + ALEF
    elif key.endswith(ALEF):
        yield key[:-1] + HEH
        yield key + HAMZA
    elif key.endswith(ALEF + HAMZA):
        yield key[:-1]


def _doubles(spot: Spot, listed: list[Spot]) -> bool:
    return any(
        spot.kind != "region"
        and distance_km(spot.lat, spot.lon, o.lat, o.lon) < max(SAME_KM, o.radius_km)
        for o in listed
    )


def read_places(source: Path | Traversable) -> list[tuple[Spot, tuple[str, ...]]]:
    """A list of places in our form: (place, its Arabic names)."""
    rows = read_table(source, columns=COLUMNS, may_be_empty=("parent", "country"))
    return [(_spot(row), split(row["names"])) for row in rows]


def _spot(row: Row) -> Spot:
    if row["kind"] not in KINDS:
        raise BadTable(
            f"{row.where}: unknown kind {row['kind']!r}; known: {', '.join(sorted(KINDS))}"
        )
    lat, lon = _degrees(row, "lat", 90), _degrees(row, "lon", 180)
    radius = _degrees(row, "radius_km", 20_000)
    if row["basis"] == "recalled" and radius < RECALLED_KM:
        raise BadTable(
            f"{row.where}: a recalled place has a radius of {RECALLED_KM:.0f} km or more"
        )
    if radius <= 0:
        raise BadTable(f"{row.where}: radius_km is more than 0")
    return Spot(
        row["id"], row["name_en"], split(row["names"])[0], row["kind"], row["country"],
        row["parent"], lat, lon, radius, 0, row["basis"], listed=True,
    )  # fmt: skip


def _degrees(row: Row, column: str, most: float) -> float:
    try:
        value = float(row[column])
    except ValueError:
        raise BadTable(f"{row.where}: {column} is a number, not {row[column]!r}") from None
    if not -most <= value <= most:
        raise BadTable(f"{row.where}: {column} {value:g} is beyond ±{most:g}")
    return value


def place_table(own: Iterable[tuple[Spot, tuple[str, ...]]] = ()) -> PlaceTable:
    """The shipped places, a user's own before them."""
    listed = [*own]
    for name in LISTS:
        listed += read_places(shipped(name))
    return PlaceTable(listed, shipped_gazetteer())


@cache
def shipped_places() -> PlaceTable:
    """The shipped tables, loaded once."""
    return place_table()


@cache
def place_words() -> dict[str, PlaceWord]:
    """Words around place names by key."""
    found: dict[str, PlaceWord] = {}
    for row in read_table(
        shipped("places/words.tsv"),
        columns=("form", "role", "kinds", "north", "east", "radius_km", "singular"),
        may_be_empty=("kinds", "north", "east", "radius_km", "singular"),
    ):
        if row["role"] not in {"type", "part", "direction", "before", "between"}:
            raise BadTable(
                f"{row.where}: role is type, part, direction, before, between, not {row['role']!r}"
            )
        found[word_key(row["form"])] = PlaceWord(
            row["role"],
            frozenset(split(row["kinds"])),
            float(row["north"] or 0),
            float(row["east"] or 0),
            float(row["radius_km"] or 0),
            word_key(row["singular"]),
        )
    return found


@cache
def place_short_forms() -> dict[str, frozenset[str]]:
    """Kinds of place that a bare noun can stand for."""
    rows = read_table(shipped("places/short_forms.tsv"), columns=("form", "kinds"))
    return {word_key(row["form"]): frozenset(split(row["kinds"])) for row in rows}


def word_of(token: Token) -> PlaceWord | None:
    """What the tables know of a word around a place."""
    return _word_of(token.key)


# Every word of a report is asked about, and most words come again.
@lru_cache(maxsize=50_000)
def _word_of(key: str) -> PlaceWord | None:
    words = place_words()
    for form in without_clitics(key):
        found = words.get(form) or words.get(form.removeprefix(ARTICLE))
        if found is not None:
            return found
    return None
