"""`riwaya export geoparquet`: incidents as GeoParquet 1.1 (the extra `frame`: polars).

`geometry`, the primary column, is the circle within which the incident lies, as a polygon; `point`
is its middle; `bbox` holds the bounds of `geometry`, so that readers can pass over row groups. The
other columns are the properties of `geojson`, typed; `tolls` is JSON. Where no place is known all
three are null. Source of the metadata: https://geoparquet.org/releases/v1.1.0/ and its schema.json.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import msgspec

from riwaya.errors import BadInput
from riwaya.export.forms.exported import ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.typed import polars_or_say
from riwaya.export.incidents.geojson import COLUMNS as PROPERTIES
from riwaya.export.incidents.geojson import geometry_of, point_of, properties
from riwaya.export.incidents.wkb import bounds_of, wkb

VERSION = "1.1.0"
PRIMARY, POINT, BBOX = "geometry", "point", "bbox"
COLUMNS = (*PROPERTIES, PRIMARY, POINT, BBOX)
CORNERS = ("xmin", "ymin", "xmax", "ymax")
NUMBERS = frozenset((
    "lat", "lon", "radius_km", "killed_low", "killed_high", "injured_low", "injured_high",
    "confidence",
))  # fmt: skip
INTEGERS = frozenset(("reports", "outlets", "origins", "reviewed", "of"))
LISTS = frozenset((
    "events", "origin_names", "disagreements", "findings", "models", "riwaya", "claims",
))  # fmt: skip
DAYS = frozenset(("day_from", "day_to"))
#: Incidents in memory at once, and rows of a row group.
PART, GROUP = 5_000, 20_000
Bounds = tuple[float, float, float, float]


def write(placing: Placing, records: Iterable[ExportedIncident]) -> Written:
    """Write the table; incidents without a place are counted. Raises MissingExtra."""
    polars = polars_or_say("GeoParquet")
    unfinished = placing.aside(placing.path)
    several, geo, rows = iter(records), Geo(), 0
    with TemporaryDirectory(prefix=".riwaya-", dir=placing.path.parent) as folder:
        while True:
            part = [row_of(one) for one in islice(several, PART)]
            if not part and rows:
                break
            path = Path(folder) / f"{rows:012}.parquet"
            _frame(polars, part).write_parquet(path, compression="lz4")
            rows += len(part)
            for row in part:
                geo.see(row)
            if len(part) < PART:
                break
        try:
            polars.scan_parquet(sorted(Path(folder).glob("*.parquet")), glob=False).sink_parquet(
                unfinished, compression="zstd", row_group_size=GROUP, maintain_order=True,
                metadata={"geo": msgspec.json.encode(geo.told()).decode()},
            )  # fmt: skip
        except polars.exceptions.PolarsError as error:
            raise BadInput(f"{placing.path}: can't be written: {str(error)[:200]}") from None
    lost = {"incidents without a place: their geometry is null": geo.lost} if geo.lost else {}
    losses = {"form": "geoparquet", "rows": rows, "left_out": {}, "not_carried": lost}
    return Written((placing.path,), rows, losses, COLUMNS)


def row_of(one: ExportedIncident) -> dict[str, Any]:
    """An incident by the names of COLUMNS; geometries as well-known binary."""
    incident = one.incident
    told = properties(one)
    row: dict[str, Any] = {name: told[name] for name in PROPERTIES}
    row["tolls"] = msgspec.json.encode(told["tolls"]).decode()
    if incident.lat is None or incident.lon is None:
        return {**row, PRIMARY: None, POINT: None, BBOX: None}
    circle = geometry_of(incident.lat, incident.lon, incident.radius_km)
    middle = point_of(incident.lat, incident.lon)
    bounds = dict(zip(CORNERS, bounds_of(circle), strict=True))
    return {**row, PRIMARY: wkb(circle), POINT: wkb(middle), BBOX: bounds}


class Geo:
    """What the metadata `geo` tells of the rows that it has seen."""

    #: The codes of well-known binary's types that `row_of` writes.
    TYPES = {1: "Point", 3: "Polygon", 6: "MultiPolygon"}  # noqa: RUF012 (never changed)

    def __init__(self) -> None:
        self.lost = 0
        self._types: set[str] = set()
        self._bounds: Bounds | None = None
        self._middles: Bounds | None = None

    def see(self, row: dict[str, Any]) -> None:
        """Count a row's geometry in; one without is lost."""
        if row[PRIMARY] is None:
            self.lost += 1
            return
        self._types.add(self.TYPES[int.from_bytes(row[PRIMARY][1:5], "little")])
        self._bounds = _around(self._bounds, tuple(row[BBOX][name] for name in CORNERS))
        self._middles = _around(
            self._middles, (row["lon"], row["lat"], row["lon"], row["lat"])
        )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """The metadata: no `crs`, since the specification's default is longitude and latitude."""
        covering = {name: [BBOX, name] for name in CORNERS}
        primary: dict[str, Any] = {
            "encoding": "WKB",
            "geometry_types": sorted(self._types),
            "orientation": "counterclockwise",
            "edges": "planar",
            "covering": {"bbox": covering},
        }
        point: dict[str, Any] = {
            "encoding": "WKB", "geometry_types": ["Point"] if self._types else [],
        }  # fmt: skip
        if self._bounds is not None and self._middles is not None:
            primary["bbox"], point["bbox"] = list(self._bounds), list(self._middles)
        return {
            "version": VERSION,
            "primary_column": PRIMARY,
            "columns": {PRIMARY: primary, POINT: point},
        }


def _around(one: Bounds | None, other: Any) -> Bounds:
    """The bounds of both."""
    if one is None:
        return (other[0], other[1], other[2], other[3])
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]),
    )  # fmt: skip


def _frame(polars: ModuleType, rows: list[dict[str, Any]]) -> Any:
    """Rows as a frame of the columns' types."""
    columns = [
        polars.Series(name, [_clean(row[name]) for row in rows], dtype=_type(polars, name))
        for name in COLUMNS
    ]
    return polars.DataFrame(columns).with_columns(
        polars.col(*sorted(DAYS)).str.to_date("%Y-%m-%d", strict=False)
    )


def _clean(value: Any) -> Any:
    """Words without lone surrogates, which Arrow can't hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return [_clean(part) for part in value] if isinstance(value, list) else value


def _type(polars: ModuleType, name: str) -> Any:
    if name in NUMBERS:
        return polars.Float64
    if name in INTEGERS:
        return polars.Int64
    if name in LISTS:
        return polars.List(polars.String)
    if name == BBOX:
        return polars.Struct(dict.fromkeys(CORNERS, polars.Float64))
    return polars.Binary if name in {PRIMARY, POINT} else polars.String
