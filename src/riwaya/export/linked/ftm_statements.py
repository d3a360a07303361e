"""`riwaya export ftm-statements`: the same entities taken apart, a value a line, with its origin.

Lines of JSON, not CSV: a cell of CSV that a spreadsheet would compute had to be changed, and then
the statement's id, a digest of its value, would be wrong (followthemoney.statement.Statement).
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from riwaya.export.forms.exported import ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.linked.ftm_entity import DATASET, Entity, digest
from riwaya.export.linked.ftm_graph import Stream
from riwaya.resolving.claims import Knowledge
from riwaya.version import __version__

EDITION = "FollowTheMoney 4, statements"
#: The property of the statement that says that an entity is there.
BASE = "id"


def write(placing: Placing, records: Iterable[ExportedIncident], *, known: Knowledge) -> Written:
    """Write the statements of incidents as they come; rows are statements."""
    stream = Stream(known)
    rows = 0
    with placing.aside(placing.path).open("wb") as file:
        for entity in stream.entities_of(records):
            for statement in statements(entity):
                file.write(msgspec.json.encode(statement))
                file.write(b"\n")
                rows += 1
    losses = stream.losses("ftm-statements", EDITION) | {"rows": rows}
    return Written((placing.path,), rows, losses)


def statements(entity: Entity) -> Iterator[dict[str, Any]]:
    """The statements of an entity: that it is there, then each value of each property."""
    yield _statement(entity, BASE, entity["id"])
    for name, values in entity["properties"].items():
        for value in values:
            yield _statement(entity, name, value)


def _statement(entity: Entity, name: str, value: str) -> dict[str, Any]:
    key = f"{DATASET}.{entity['id']}.{name}.{value}"
    return {
        "canonical_id": entity["id"],
        "entity_id": entity["id"],
        "prop": name,
        "schema": entity["schema"],
        "value": value,
        "dataset": DATASET,
        "lang": None,
        "original_value": None,
        "first_seen": None,
        "last_seen": None,
        "external": False,
        "origin": f"riwaya {__version__}",
        "id": digest(key),
    }
