"""The base map's files: small enough, with every country that the project reads about."""

import json
from typing import Any

import pytest

from desk.basemap import EXTENT, NEAR, OUT, WATERS

LARGEST = 900_000
LARGEST_WATERS = 60_000


def read(name: str) -> Any:
    return json.loads((OUT / name).read_text("utf-8"))


def test_all_of_it_is_small() -> None:
    assert sum(path.stat().st_size for path in OUT.iterdir()) <= LARGEST


def arcs_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    (east, north), (west, south) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    found: list[list[tuple[float, float]]] = []
    for arc in topology["arcs"]:
        x = y = 0
        found.append([])
        for dx, dy in arc:
            x, y = x + dx, y + dy
            found[-1].append((west + x * east, south + y * north))
    return found


def bounds_of(topology: dict[str, Any]) -> tuple[float, float, float, float]:
    far = [point for arc in arcs_of(topology) for point in arc]
    return (
        min(x for x, _ in far), min(y for _, y in far), max(x for x, _ in far), max(y for _, y in far),
    )  # fmt: skip


def test_regions_of_every_country_near_with_both_names() -> None:
    areas = read("regions.json")["objects"]["areas"]["geometries"]
    assert {area["properties"]["c"] for area in areas} == set(NEAR.values())
    named = {area["properties"]["n"]: area["properties"]["a"] for area in areas}
    assert named["Idlib"] == "محافظة إدلب"
    assert all(named.values())


def test_countries_near_are_marked() -> None:
    areas = read("countries.json")["objects"]["areas"]["geometries"]
    near = [area for area in areas if area.get("properties", {}).get("near")]
    assert len(near) == len(NEAR)
    assert len(areas) > 200  # the smallest islands are smoothed away


@pytest.mark.parametrize(("name", "box"), [
    ("countries.json", (-180.1, -60, 180.1, 84)),
    ("regions.json", EXTENT),
    ("waters.json", (-20, -12, 83, 47)),  # whole: the Congo and the Syr Darya reach out of it
])  # fmt: skip
def test_coordinates_are_degrees(name: str, box: tuple[float, float, float, float]) -> None:
    west, south, east, north = bounds_of(read(name))
    assert box[0] <= west < east <= box[2]
    assert box[1] <= south < north <= box[3]


def test_waters_are_small_and_all_reach_into_the_extent() -> None:
    assert (OUT / "waters.json").stat().st_size <= LARGEST_WATERS
    found = read("waters.json")
    assert tuple(found["objects"]) == WATERS
    arcs = arcs_of(found)
    west, south, east, north = EXTENT
    for name, least in (("rivers", 90), ("lakes", 25)):
        shapes = found["objects"][name]["geometries"]
        assert len(shapes) >= least
        for shape in shapes:
            points = [point for arc in numbers(shape["arcs"]) for point in arcs[arc]]
            assert any(west <= lon <= east and south <= lat <= north for lon, lat in points)


def numbers(nested: list[Any]) -> list[int]:
    if isinstance(nested[0], int):
        return [number if number >= 0 else ~number for number in nested]
    return [number for one in nested for number in numbers(one)]


def test_towns_and_countries_by_both_names() -> None:
    found = read("towns.json")
    towns = {row[3]: row for row in found["towns"]}
    assert towns["Damascus"][4] == "دمشق"
    assert abs(towns["Damascus"][0] - 33.5) < 0.1
    assert {row[3]: row[4] for row in found["countries"]}["Syria"] == "سوريا"
    people = [row[2] for row in found["towns"]]
    assert people == sorted(people, reverse=True)
