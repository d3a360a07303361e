"""Rows of datasets that nobody published: invented, in ACLED's and UCDP GED's columns."""

import csv
import io
from collections.abc import Iterable, Mapping

from riwaya.export.events.acled import COLUMNS as ACLED
from riwaya.export.events.ucdp import COLUMNS as UCDP

STRIKE = {
    "event_id_cnty": "SYR100", "event_date": "2016-03-11", "year": "2016", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Russia (2000-) Air Force", "inter1": "8",
    "actor2": "Civilians (Syria)", "inter2": "7", "interaction": "78",
    "civilian_targeting": "Civilian targeting", "country": "Syria", "admin1": "Idleb",
    "location": "Ma'arrat An Nu'man", "latitude": "35.6436", "longitude": "36.6689",
    "geo_precision": "1", "source": "SOHR; Enab Baladi", "source_scale": "Other-National",
    "notes": "On 11 March 2016, warplanes struck a market; nobody did.", "fatalities": "16",
    "timestamp": "1600000000",
}  # fmt: skip
CLASH = {
    "id": "77", "type_of_violence": "1", "conflict_name": "Syria: invented",
    "dyad_name": "Government of Syria - IS", "side_a": "Government of Syria", "side_b": "IS",
    "number_of_sources": "2", "source_office": "Reuters News;AFP", "source_original": "SOHR",
    "source_headline": "Nothing of the kind", "where_prec": "1",
    "where_coordinates": "Douma town", "adm_1": "Rif Dimashq", "latitude": "33.5718",
    "longitude": "36.4027", "country": "Syria", "event_clarity": "1", "date_prec": "2",
    "date_start": "2016-04-01", "date_end": "2016-04-03", "deaths_a": "4", "deaths_b": "6",
    "deaths_civilians": "3", "deaths_unknown": "2", "best": "15", "high": "20", "low": "14",
}  # fmt: skip


def table(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A CSV file's content."""
    content = io.StringIO()
    writer = csv.DictWriter(content, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return content.getvalue()


def acled(*rows: Mapping[str, str]) -> str:
    """ACLED's columns with rows; each is the strike with what it says otherwise."""
    return table(ACLED, [STRIKE | row for row in rows])


def ucdp(*rows: Mapping[str, str]) -> str:
    """UCDP GED's columns with rows; each is the clash with what it says otherwise."""
    return table(UCDP, [CLASH | row for row in rows])
