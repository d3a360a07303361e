"""An event-data table with its trace beside it: which rule of data/exports gave a row its codes.

The trace also holds what the target form has no column for: review status, confidence, the model's
hash, Riwaya's version, the grade.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from riwaya.export.events.acting import Acting
from riwaya.export.events.losses import Losses
from riwaya.export.forms.exported import ExportedClaim, ExportedIncident, Written, least_confidence
from riwaya.export.forms.placing import Placing
from riwaya.export.forms.safe_csv import SafeCsv
from riwaya.resolving.claims import Knowledge

TRACE = (
    "row", "incident", "rule", "because", "codes", "event", "claims", "review_status", "reviewed",
    "of", "confidence", "models", "riwaya", "grade", "grade_status",
)  # fmt: skip
JOINT = " | "


@dataclass(frozen=True, slots=True)
class Coded:
    """One row, the rule that gave its codes, and the claims that the rule went by."""

    row: Mapping[str, Any]
    rule: str
    because: str
    codes: str
    event: str
    claims: tuple[ExportedClaim, ...] = field(default=())


class Coder:
    """What makes rows of incidents: `columns`, `delimiter`, and `coded` of one incident."""

    columns: tuple[str, ...]
    delimiter = ","

    def __init__(self, known: Knowledge, losses: Losses) -> None:
        self.known = known
        self.losses = losses

    def coded(self, acting: Acting) -> Iterator[Coded]:
        """The rows of an incident; those it can't say are counted in the losses."""
        raise NotImplementedError


def write_table(placing: Placing, records: Iterable[ExportedIncident], coder: Coder) -> Written:
    """Write FILE and FILE.trace.csv, an incident at a time."""
    trace_place = placing.beside(".trace.csv")
    losses = coder.losses
    with (
        placing.aside(placing.path).open(
            "w", encoding="utf-8", errors="replace", newline=""
        ) as one,
        placing.aside(trace_place).open("w", encoding="utf-8", errors="replace", newline="") as two,
    ):
        table = SafeCsv(one, coder.columns, mark=False, delimiter=coder.delimiter)
        trace = SafeCsv(two, TRACE)
        for record in records:
            losses.incidents += 1
            for coded in coder.coded(Acting(record, coder.known)):
                table.put(coded.row)
                losses.rows += 1
                losses.rules[coded.rule] += 1
                trace.put(_traced(losses.rows, record, coded))
    return Written((placing.path, trace_place), losses.rows, losses.told(), coder.columns)


def _traced(number: int, one: ExportedIncident, coded: Coded) -> dict[str, Any]:
    incident = one.incident
    claims = coded.claims or one.claims
    return {
        "row": number,
        "incident": incident.id,
        "rule": coded.rule,
        "because": coded.because,
        "codes": coded.codes,
        "event": coded.event,
        "claims": JOINT.join(claim.key for claim in claims),
        "review_status": one.review_status,
        "reviewed": incident.reviewed,
        "of": incident.of,
        "confidence": least_confidence(claims),
        "models": JOINT.join(one.models),
        "riwaya": JOINT.join(sorted({claim.riwaya for claim in claims if claim.riwaya})),
        "grade": incident.grade.airwars if incident.grade else None,
        "grade_status": incident.grade.status if incident.grade else None,
    }
