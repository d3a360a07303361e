"""GED's columns by name, and what the invented incidents are in them."""

from collections.abc import Callable
from pathlib import Path

from tests.export.event_data import check_losses, check_trace, losses, table

Export = Callable[..., Path]
COLUMNS = (  # noqa: SIM905 (as the specification lists them)
    "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, "
    "conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, "
    "side_a_new_id, side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources, "
    "source_article, source_office, source_date, source_headline, source_original, where_prec, "
    "where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt, "
    "priogrid_gid, country, country_id, region, event_clarity, date_prec, date_start, date_end, "
    "deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob"
).split(", ")


def test_the_columns_are_geds_by_name(exported: Export) -> None:
    path = exported("ucdp", "g.csv")
    columns, rows = table(path)
    assert len(COLUMNS) == 49
    assert sorted(columns) == sorted(COLUMNS)
    check_trace(path, len(rows))
    check_losses(path, columns, rows)


def test_numbers_add_up_and_precisions_are_geds(exported: Export) -> None:
    _, rows = table(exported("ucdp", "g.csv"))
    assert rows
    for row in rows:
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert sum(int(row[part]) for part in parts) == int(row["best"])
        assert 0 <= int(row["low"]) <= int(row["best"]) <= int(row["high"])
        assert 1 <= int(row["where_prec"]) <= 7
        assert 1 <= int(row["date_prec"]) <= 5
        assert row["type_of_violence"] in {"1", "2", "3"}
        assert row["date_start"] <= row["date_end"]
        assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"


def test_who_is_killed_decides_the_type_of_violence(exported: Export) -> None:
    _, rows = table(exported("ucdp", "g.csv"))
    found = {row["where_coordinates"]: row for row in rows}
    market, oil, clash = (
        found[name] for name in ("Maarat al-Numan", "Al-Omar oil field", "Manbij")
    )
    assert (market["type_of_violence"], market["side_b"]) == ("3", "Civilians")
    assert (oil["type_of_violence"], oil["side_b"]) == ("1", "Islamic State")
    assert clash["type_of_violence"] == "2"
    assert (clash["deaths_b"], clash["best"]) == ("12", "12")
    assert (market["deaths_civilians"], market["deaths_unknown"]) == ("14", "7")
    assert market["number_of_sources"] == "4"


def test_what_ged_does_not_take_is_said(exported: Export) -> None:
    told = losses(exported("ucdp", "g.csv"))
    assert sum(told["left_out"].values()) == told["incidents"] - told["rows"] > 0
    assert "no death is told of; GED takes deadly events only" in told["left_out"]
