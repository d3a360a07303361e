"""Names to write on the map: towns of the gazetteer, countries with the names of our actors.

Towns are those of countries that the project reads about; elsewhere only capitals.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from riwaya.knowledge.gazetteer import KINDS
from riwaya.knowledge.place_names import shown_name
from riwaya.knowledge.places import shipped_places
from riwaya.knowledge.tables import read_table, shipped, split

TOWN, COUNTRY = KINDS.index("town"), KINDS.index("country")
#: So many of the most peopled towns near.
NEAR_TOWNS = 1700
#: Quarters that GeoNames has as towns with all the people of their town.
QUARTERS = ("Al Maw\u015fil al Jad\u012bdah", "Al Ba\u015frah al Qad\u012bmah")
#: Decimals of a country's middle.
DEGREES = 2

#: [north, east, thousands of people, English name, Arabic name]
Named = list[float | int | str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the gazetteer file."""

    name: str
    country: str
    arabic: str
    kind: int
    lat: float
    lon: float
    people: int


def lines() -> Iterator[Line]:
    """The gazetteer's places (see `riwaya.knowledge.gazetteer`)."""
    with shipped("places/gazetteer.npz").open("rb") as opened, np.load(opened) as columns:
        text = columns["text"].tobytes().decode().split("\n")
        numbers = zip(
            *(columns[name].tolist() for name in ("kind", "lat", "lon", "population")), strict=True
        )
    for row, (kind, lat, lon, people) in zip(text, numbers, strict=True):
        _, name, country, arabic = row.split("\t")
        yield Line(name, country, arabic, kind, lat, lon, people)


def towns(near: frozenset[str]) -> list[Named]:
    """The largest first; a name that isn't in Arabic letters is left empty."""
    found = sorted(
        (line for line in lines() if line.kind == TOWN and line.name not in QUARTERS),
        key=lambda one: -one.people,
    )
    chosen = [line for line in found if line.country in near][:NEAR_TOWNS]
    chosen += [line for line in found if line.country not in near and _is_capital(line)]
    return [
        [round(one.lat, 3), round(one.lon, 3), one.people // 1000, one.name,
         shown_name(one.name, one.arabic) or ""]
        for one in sorted(chosen, key=lambda one: -one.people)
    ]  # fmt: skip


def _is_capital(line: Line) -> bool:
    capital = shipped_places().capital(line.country)
    return capital is not None and capital.name == line.name


def countries() -> list[Named]:
    """Countries that our table of actors has, with the name that it shows first."""
    rows = read_table(
        shipped("actors/actors.tsv"),
        columns=("id", "name_en", "names", "kind", "inter", "country", "parent", "allies",
                 "from", "to", "basis"),
        may_be_empty=("inter", "country", "parent", "allies", "from", "to"),
    )  # fmt: skip
    arabic = {
        row["country"]: split(row["names"])[0] for row in reversed(rows)
        if row["kind"] == "state" and row["country"]
    }  # fmt: skip
    found = [line for line in lines() if line.kind == COUNTRY and line.country in arabic]
    return [
        [round(one.lat, DEGREES), round(one.lon, DEGREES), one.people // 1000, one.name,
         arabic[one.country]]
        for one in sorted(found, key=lambda one: -one.people)
    ]  # fmt: skip
