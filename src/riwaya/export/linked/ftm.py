"""`riwaya export ftm`: incidents as entities of FollowTheMoney, a line of JSON each.

That is what OpenAleph, Aleph and the tools of OpenSanctions load; ids are made of content, so that
loading a later export again changes what changed and adds nothing twice.
"""

from collections.abc import Iterable

import msgspec

from riwaya.export.forms.exported import ExportedIncident, Written
from riwaya.export.forms.placing import Placing
from riwaya.export.linked.ftm_graph import Stream
from riwaya.resolving.claims import Knowledge

EDITION = "FollowTheMoney 4, entities"


def write(placing: Placing, records: Iterable[ExportedIncident], *, known: Knowledge) -> Written:
    """Write the entities of incidents as they come; rows are entities."""
    stream = Stream(known)
    with placing.aside(placing.path).open("wb") as file:
        for entity in stream.entities_of(records):
            file.write(msgspec.json.encode(entity))
            file.write(b"\n")
    return Written((placing.path,), stream.entities, stream.losses("ftm", EDITION))
