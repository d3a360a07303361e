"""`riwaya export geojson-points`: as `geojson`, each incident a point; the radius is a property."""

from collections.abc import Iterable

from riwaya.export.forms.exported import ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.incidents.geojson import write as write_features


def write(placing: Placing, records: Iterable[ExportedIncident]) -> Written:
    """Write a FeatureCollection of points."""
    return write_features(placing, records, points=True)
