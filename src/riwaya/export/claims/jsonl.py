"""`riwaya export jsonl`: a claim a line in the specification's form, with its report and model."""

from collections.abc import Iterable
from typing import Any

import msgspec

from riwaya.export.forms.exported import ExportedClaim, Written
from riwaya.export.forms.placing import Placing

MORE = (
    "report", "sources", "outlet", "published", "title", "url", "review_status", "model", "riwaya",
    "offsets",
)  # fmt: skip


def write(placing: Placing, records: Iterable[ExportedClaim]) -> Written:
    """Write the lines; each is a JSON object of its own."""
    rows = 0
    with placing.aside(placing.path).open("wb") as file:
        for one in records:
            file.write(msgspec.json.encode(claim_line(one)))
            file.write(b"\n")
            rows += 1
    return Written((placing.path,), rows, columns=MORE)


def claim_line(one: ExportedClaim) -> dict[str, Any]:
    """The claim's own keys, and those of MORE; `offsets` is false where texts aren't published."""
    found = one.found
    claim: dict[str, Any] = msgspec.json.decode(found.body)
    return claim | {
        "report": found.report,
        "sources": list(found.sources),
        "outlet": found.outlet,
        "published": found.published,
        "title": found.title,
        "url": found.url,
        "review_status": found.review,
        "model": one.model,
        "riwaya": one.riwaya,
        "offsets": not one.published,
    }
