"""GeoNames country files (`SY.txt`) as they are downloaded: 19 columns, no header."""

from __future__ import annotations

from pathlib import Path

from riwaya.errors import BadTable
from riwaya.knowledge.gazetteer import Spot

CELLS = 19
#: Towns, regions, areas, spots, mountains, waters.
CLASSES = frozenset("PASLTH")
#: GeoNames' feature codes that our kinds have names for; all else is a town to us.
KINDS = {"ADM1": "region", "ADM2": "district", "AIRP": "airport", "OILF": "field"}
RADIUS_KM = 3.0


def read_geonames(source: Path) -> list[tuple[Spot, tuple[str, ...]]]:
    """The places of a file that have Arabic names; raises BadTable with file and line."""
    try:
        lines = source.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise BadTable(f"{source.name}: can't be read: {error}") from error
    except UnicodeDecodeError as error:
        raise BadTable(f"{source.name}: not UTF-8 at byte {error.start}") from error
    found = []
    for number, line in enumerate(lines, 1):
        cells = line.removesuffix("\r").split("\t")
        if cells == [""]:
            continue
        where = f"{source.name}:{number}"
        if len(cells) != CELLS:
            raise BadTable(f"{where}: {len(cells)} cells, a GeoNames file has {CELLS}")
        names = tuple(n for n in cells[3].split(",") if any("\u0621" <= c <= "\u06d3" for c in n))
        if names and cells[6] in CLASSES:
            found.append((_spot(where, cells, names), names))
    return found


def _spot(where: str, cells: list[str], names: tuple[str, ...]) -> Spot:
    lat, lon = _number(where, "latitude", cells[4], 90), _number(where, "longitude", cells[5], 180)
    people = int(_number(where, "population", cells[14] or "0", 1e10))
    return Spot(
        f"gn-{cells[0]}", cells[1], names[0], KINDS.get(cells[7], "town"), cells[8], "", lat, lon,
        RADIUS_KM, people, f"document:{where.partition(':')[0]}",
    )  # fmt: skip


def _number(where: str, what: str, cell: str, most: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise BadTable(f"{where}: {what} is a number, not {cell!r}") from None
    if not -most <= value <= most:
        raise BadTable(f"{where}: {what} {value:g} is beyond ±{most:g}")
    return value
