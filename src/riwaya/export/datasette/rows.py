"""Claims and incidents as rows of the tables, by column."""

from collections.abc import Iterator
from typing import Any

import msgspec

from riwaya.export.claims.tables import claim_row, source_rows
from riwaya.export.forms.exported import ExportedClaim, ExportedIncident
from riwaya.export.incidents.geojson import properties
from riwaya.records.incident import Toll
from riwaya.records.mention import Party, Place, Source

VIEWS = ("range", "majority", "most_reliable", "latest")
#: What stands under another name in the plain tables.
RENAMED = {"latitude": "lat", "longitude": "lon", "claims_total": "of"}


def claim_values(one: ExportedClaim, report: int, sentence: str | None) -> dict[str, Any]:
    """The columns of `claims`; the incident isn't known yet."""
    row = claim_row(one)
    return row | {
        "latitude": row["lat"],
        "longitude": row["lon"],
        "words": " | ".join(dict.fromkeys(mention.text for mention in one.claim.mentions())),
        "sentence": sentence,
        "report": report,
        "incident": None,
        "id": one.key,
    }


def searched_words(one: ExportedClaim) -> Iterator[str]:
    """What a claim is found by: its words, its English line, names, ids and numbers."""
    claim = one.claim
    for mention in claim.mentions():
        yield mention.text
        if isinstance(mention, Party | Place | Source):
            yield from (
                str(name) for name in (mention.name, mention.romanised, mention.entity) if name
            )
    if claim.gloss:
        yield str(claim.gloss)
    if one.found.outlet:
        yield one.found.outlet


def source_values(one: ExportedClaim, claim: int) -> Iterator[dict[str, Any]]:
    """The columns of `sources`, a row for each source of a claim, by the claim's number."""
    for row in source_rows(one):
        yield row | {"claim": claim}


def report_values(one: ExportedClaim) -> dict[str, Any]:
    """The columns of `reports` but its text, of the report that makes a claim."""
    found = one.found
    known = (found.outlet, found.published, found.title)
    return {
        "name": ", ".join(part for part in known if part) or found.report,
        "outlet": found.outlet,
        "published": found.published,
        "title": found.title,
        "url": found.url,
        "source": found.source,
        "id": found.report,
        "model": one.model,
        "riwaya": one.riwaya,
    }


def incident_values(one: ExportedIncident) -> dict[str, Any]:
    """The columns of `incidents`; lists as JSON, which Datasette counts by their items."""
    told = properties(one)
    told |= {name: told[plain] for name, plain in RENAMED.items()}
    listed = {name: _listed(told[name]) for name in ("events", "origin_names")}
    joined = {name: " ".join(told[name]) for name in ("models", "riwaya")}
    return told | listed | joined


def toll_values(toll: Toll, incident: int) -> dict[str, Any]:
    """The columns of `tolls`."""
    row: dict[str, Any] = {
        "incident": incident, "measure": toll.measure, "side": toll.side, "people": toll.people,
    }  # fmt: skip
    for view in VIEWS:
        row[f"{view}_low"], row[f"{view}_high"] = toll.views.get(view, (None, None))
    return row


def remark_values(one: ExportedIncident, incident: int) -> Iterator[dict[str, Any]]:
    """The columns of `remarks`: where accounts don't go together, and what doesn't add up."""
    several = (("disagreement", one.incident.disagreements), ("finding", one.incident.findings))
    for what, remarks in several:
        for remark in remarks:
            yield {
                "incident": incident, "what": what, "kind": remark.kind,
                "sentence": remark.sentence,
            }  # fmt: skip


def _listed(values: Any) -> str:
    return msgspec.json.encode(values).decode()
