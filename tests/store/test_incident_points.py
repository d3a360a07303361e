"""Incidents by their own days and places: lists, points, counts over time, numbers behind."""

from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert

from riwaya.store.fusion_tables import incidents
from riwaya.store.incident_extent import Extent
from riwaya.store.incident_points import incident_points, incident_times
from riwaya.store.incident_search import count_incidents, find_incidents
from riwaya.store.query import Query


def put(connection: Connection, *rows: dict[str, Any]) -> None:
    common = {
        "events": " air_strike ", "place_entity": None, "place": None, "lat": None, "lon": None,
        "radius_km": None, "day_from": None, "day_to": None, "killed_low": None,
        "killed_high": None, "reports": 1, "claims": 1,
    }  # fmt: skip
    named = [{**common, "id": f"i{k}", **row} for k, row in enumerate(rows)]
    connection.execute(insert(incidents), named)


def ids(connection: Connection, extent: Extent, **more: Any) -> set[str]:
    return {row.id for row in find_incidents(connection, Query(), extent=extent, **more)}


def test_an_extent_asks_for_the_incidents_own_days(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection,
            {"id": "early", "day_from": "2016-01-01", "day_to": "2016-01-03"},
            {"id": "late", "day_from": "2016-02-01", "day_to": "2016-02-01"},
            {"id": "open", "day_from": "2016-02-10", "day_to": None},
            {"id": "undated"})  # fmt: skip
        assert ids(connection, Extent(since="2016-01-03")) == {"early", "late", "open"}
        assert ids(connection, Extent(since="2016-01-04")) == {"late", "open"}
        assert ids(connection, Extent(until="2016-01-31")) == {"early"}
        assert ids(connection, Extent("2016-02-05", "2016-02-20")) == {"open"}
        assert ids(connection, Extent()) == {"early", "late", "open", "undated"}
        assert count_incidents(connection, Query(), extent=Extent(since="2016-01-04")) == 2


@pytest.mark.parametrize(("box", "found"), [
    ((36, 33, 38, 35), {"homs"}),
    ((170, -10, -170, 10), {"fiji", "samoa"}),
    ((-180, -90, 180, 90), {"homs", "fiji", "samoa"}),
    ((0, 0, 1, 1), set()),
])  # fmt: skip
def test_a_box_may_cross_the_date_line(
    engine: Engine, box: tuple[float, float, float, float], found: set[str]
) -> None:
    with engine.begin() as connection:
        put(connection,
            {"id": "homs", "lat": 34.7, "lon": 36.7}, {"id": "fiji", "lat": -9.0, "lon": 178.0},
            {"id": "samoa", "lat": -9.0, "lon": -172.0}, {"id": "nowhere"})  # fmt: skip
        assert ids(connection, Extent(box=box)) == found


def test_points_are_those_that_most_reports_tell(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection,
            {"id": "one", "lat": 1.0, "lon": 1.0, "reports": 1},
            {"id": "nine", "lat": 1.0, "lon": 1.0, "reports": 9},
            {"id": "five", "lat": 1.0, "lon": 1.0, "reports": 5},
            {"id": "nowhere", "reports": 50})  # fmt: skip
        found = incident_points(connection, Query(limit=1), limit=2)
        assert [row.id for row in found] == ["nine", "five"]
        assert [row.id for row in incident_points(connection, Query(), least_reports=6)] == ["nine"]


def test_a_short_time_is_told_in_days(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {"day_from": "2016-03-01"}, {"day_from": "2016-03-01"},
            {"day_from": "2016-04-02"}, {"day_from": None})  # fmt: skip
        told = incident_times(connection, Query())
        assert told.unit == "day"
        assert told.counts == (("2016-03-01", 2), ("2016-04-02", 1))
        assert (told.undated, told.apart) == (1, 0)


def test_a_long_time_is_told_in_months_and_a_very_long_one_in_years(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, *({"day_from": f"{year}-06-15"} for year in range(2014, 2020)))
        told = incident_times(connection, Query())
        assert told.unit == "month"
        assert told.counts[0] == ("2014-06", 1)
        put(
            connection,
            *({"id": f"o{year}", "day_from": f"{year}-06-15"} for year in range(1980, 2014)),
        )
        told = incident_times(connection, Query())
        assert told.unit == "year"
        assert len(told.counts) == 40


def test_what_lies_long_before_everything_else_makes_the_line_no_longer(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {"id": "old", "day_from": "1917-11-02"},
            *({"day_from": f"2016-{1 + k % 12:02}-10"} for k in range(300)))  # fmt: skip
        told = incident_times(connection, Query())
        assert told.unit == "month"
        assert told.counts[0][0] == "2016-01"
        assert told.apart == 1
        assert sum(count for _, count in told.counts) == 300


def test_nothing_is_no_trouble(engine: Engine) -> None:
    with engine.begin() as connection:
        told = incident_times(connection, Query())
        assert told.counts == ()
        assert incident_points(connection, Query()) == []
