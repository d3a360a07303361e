"""GeoNames country files load as they are downloaded, or not at all."""

from pathlib import Path

import pytest

from riwaya.errors import BadTable
from riwaya.knowledge.gazetteer import Spot
from riwaya.knowledge.geonames import read_geonames

#: What a line of GeoNames has, in its order.
GEONAMES = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class",
    "feature_code", "country_code", "cc2", "admin1", "admin2", "admin3", "admin4", "population",
    "elevation", "dem", "timezone", "modified",
)  # fmt: skip


def geoname(**cells: str) -> str:
    given = {
        "geonameid": "173811", "name": "Al Mayādīn", "asciiname": "Al Mayadin",
        "alternatenames": "Al Mayadin,Mayadin,الميادين,ميادين", "latitude": "35.01986",
        "longitude": "40.45154", "feature_class": "P", "feature_code": "PPL", "country_code": "SY",
        "admin1": "07", "population": "44028", "dem": "184", "timezone": "Asia/Damascus",
        "modified": "2022-08-04", **cells,
    }  # fmt: skip
    return "\t".join(given.get(column, "") for column in GEONAMES) + "\n"


def country_file(folder: Path, text: str) -> list[tuple[Spot, tuple[str, ...]]]:
    assert text.split("\n", maxsplit=1)[0].count("\t") in {0, 18}
    (folder / "SY.txt").write_bytes(text.encode())
    return read_geonames(folder / "SY.txt")


def test_a_country_file_loads_as_it_is(tmp_path: Path) -> None:
    text = "".join(
        (
            geoname(),
            geoname(geonameid="2", name="Latin only", alternatenames="Latin,Латин"),
            geoname(geonameid="3", name="No names", alternatenames=""),
            geoname(geonameid="4", name="Street", feature_class="R", feature_code="ST"),
            geoname(geonameid="5", name="Governorate", feature_class="A", feature_code="ADM1"),
            geoname(geonameid="6", name="District", feature_class="A", feature_code="ADM2"),
            geoname(geonameid="7", name="Airport", feature_class="S", feature_code="AIRP"),
            geoname(geonameid="8", name="Field", feature_class="L", feature_code="OILF"),
            geoname(
                geonameid="9", name="Hill", feature_class="T", feature_code="HLL", population=""
            ),
        )
    )
    found = country_file(tmp_path, text)
    assert [(spot.id, spot.kind) for spot, _ in found] == [
        ("gn-173811", "town"),
        ("gn-5", "region"),
        ("gn-6", "district"),
        ("gn-7", "airport"),
        ("gn-8", "field"),
        ("gn-9", "town"),
    ]
    spot, names = found[0]
    assert names == ("الميادين", "ميادين")
    assert (spot.name, spot.arabic, spot.country) == ("Al Mayādīn", "الميادين", "SY")
    assert (spot.lat, spot.lon, spot.population) == (35.01986, 40.45154, 44028)
    assert spot.basis == "document:SY.txt"
    assert found[-1][0].population == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (geoname() + "173812\tHoms\n", r":2: 2 cells, a GeoNames file has 19"),
        (geoname().rstrip("\n") + "\tmore\n", r":1: 20 cells"),
        ("geonameid,name\n", r":1: 1 cells"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "SY.txt").write_text(text, "utf-8")
    with pytest.raises(BadTable, match=rf"SY\.txt{complaint}"):
        read_geonames(tmp_path / "SY.txt")


@pytest.mark.parametrize(
    "cells",
    [
        {"latitude": "355"},
        {"longitude": "-181"},
        {"latitude": "nan"},
        {"latitude": "north"},
        {"latitude": ""},
        {"population": "many"},
    ],
)
def test_a_wrong_value_of_a_country_file_is_refused(tmp_path: Path, cells: dict[str, str]) -> None:
    with pytest.raises(BadTable, match=r"SY\.txt:2: "):
        country_file(tmp_path, geoname() + geoname(geonameid="2", **cells))


def test_a_country_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_bytes(geoname().encode("cp1256", "replace"))
    with pytest.raises(BadTable, match=r"SY\.txt: not UTF-8"):
        read_geonames(tmp_path / "SY.txt")


@pytest.mark.parametrize("stray", ["\x85", "\N{LINE SEPARATOR}", "\x0c"])
def test_only_a_line_feed_ends_a_line_of_a_country_file(tmp_path: Path, stray: str) -> None:
    found = country_file(tmp_path, geoname(alternatenames=f"Mayadin{stray},الميادين"))
    assert len(found) == 1
