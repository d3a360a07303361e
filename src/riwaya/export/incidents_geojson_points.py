"""`riwaya export geojson-points`: as `geojson`, each incident a point; the radius is a property."""

from collections.abc import Iterable

from riwaya.export.exported import ExportedIncident, Written
from riwaya.export.incidents_geojson import write as write_features
from riwaya.export.placing import Placing


def write(placing: Placing, records: Iterable[ExportedIncident]) -> Written:
    """Write a FeatureCollection of points."""
    return write_features(placing, records, points=True)
