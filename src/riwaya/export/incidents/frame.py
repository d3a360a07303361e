"""Incidents as a polars data frame, a row each (the extra `frame`)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from riwaya.export.forms.exported import ExportedIncident
from riwaya.export.forms.typed import Types
from riwaya.export.incidents.geojson import COLUMNS, properties
from riwaya.export.incidents.geoparquet import DAYS, INTEGERS, LISTS, NUMBERS

if TYPE_CHECKING:
    import polars

TYPES = Types(numbers=NUMBERS, integers=INTEGERS, lists=LISTS, days=DAYS)


def frame_of(several: Iterable[ExportedIncident]) -> "polars.DataFrame":
    """The properties of `riwaya export geojson`, typed; `tolls` is JSON.

    Raises MissingExtra where polars isn't installed.
    """
    rows = [properties(one) for one in several]
    for row in rows:
        row["tolls"] = msgspec.json.encode(row["tolls"]).decode()
    return TYPES.frame(COLUMNS, ([row[name] for row in rows] for name in COLUMNS))
