"""RFC 7946 restated as a JSON Schema (draft 2020-12), of what Riwaya writes of it.

Sections: 3.1.1 positions, 3.1.2 points, 3.1.6 polygons, 3.1.7 several of them, 3.2 features,
3.3 collections, 4 ("crs" isn't to be used), 7.1 (members of other types may not be there).
"""

from typing import Any

POSITION: dict[str, Any] = {
    "type": "array", "minItems": 2, "maxItems": 2,
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
}  # fmt: skip
RING = {"type": "array", "minItems": 4, "items": POSITION}
POLYGON = {"type": "array", "minItems": 1, "items": RING}
FORBIDDEN = ("geometries", "coordinates", "geometry", "properties", "features", "crs")


def _object(kind: str, **members: Any) -> dict[str, Any]:
    """An object of a type that has these members; those of other types aren't there (7.1)."""
    return {
        "type": "object",
        "required": ["type", *members],
        "properties": {
            "type": {"const": kind},
            **{name: False for name in FORBIDDEN if name not in members},
            **members,
        },
    }


GEOMETRY = {
    "oneOf": [
        {"type": "null"},
        _object("Point", coordinates=POSITION),
        _object("Polygon", coordinates=POLYGON),
        _object("MultiPolygon", coordinates={"type": "array", "minItems": 1, "items": POLYGON}),
    ]
}
FEATURE = _object("Feature", geometry=GEOMETRY, properties={"type": ["object", "null"]})
FEATURE["properties"]["id"] = {"type": ["string", "number"]}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object("FeatureCollection", features={"type": "array", "items": FEATURE}),
}
