"""The two tables that analysts get: a row per claim, and a row per source of each claim.

They are joined by `report` and `claim`. Columns of one mention hold values, columns of several
mentions are joined by " | " (see `export.table`).
"""

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET

from riwaya.export.forms.exported import ExportedClaim
from riwaya.export.gloss import called
from riwaya.export.screen.table import COLUMNS as PLAIN
from riwaya.export.screen.table import cells_of
from riwaya.records.report import Report

#: Whether a person has looked at it, where its report came from, what read it.
MORE = ("review_status", "source", "riwaya")
CLAIM_COLUMNS = (*PLAIN, *MORE)
SOURCE_COLUMNS = (
    "report", "claim", "link", "role", "words", "name", "entity", "kind", "named", "outlet",
    "published", "stance", "review_status", "confidence",
)  # fmt: skip
#: Where a claim stands in its text; that text isn't published.
OFFSETS = ("trigger", "start", "end")


def claim_row(one: ExportedClaim) -> dict[str, Any]:
    """The claim's row by column, in no order."""
    found = one.found
    report = Report(
        id=found.report, outlet=found.outlet, title=found.title, url=found.url,
        published=found.published, sha256="",
    )  # fmt: skip
    row = cells_of(report, one.claim, one.model)
    if one.published:
        row |= dict.fromkeys(OFFSETS)
    row["review_status"] = found.review
    row["source"] = found.source
    row["riwaya"] = one.riwaya
    return row


def source_rows(one: ExportedClaim) -> Iterator[dict[str, Any]]:
    """Who says so, a row each: the chain from the origin outwards, the outlet last."""
    found, claim = one.found, one.claim
    shared = {
        "report": found.report, "claim": claim.id, "outlet": found.outlet,
        "published": found.published, "stance": claim.stance, "review_status": found.review,
        "confidence": None if claim.confidence is UNSET else claim.confidence,
    }  # fmt: skip
    for number, source in enumerate(claim.attribution, 1):
        yield shared | {
            "link": number, "role": "origin" if number == 1 else "via", "words": source.text,
            "name": called(source), "entity": source.entity, "kind": source.kind,
            "named": source.named,
        }  # fmt: skip
    yield shared | {
        "link": len(claim.attribution) + 1, "role": "via" if claim.attribution else "origin",
        "words": found.outlet, "name": None, "entity": None, "kind": "outlet",
        "named": found.outlet is not None,
    }  # fmt: skip
