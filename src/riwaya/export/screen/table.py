"""Claims as a table, a row each: for spreadsheets, and the columns of the data frame."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from msgspec import UNSET

from riwaya.export.amounts import bounds
from riwaya.export.gloss import gloss, head_count
from riwaya.records.claim import Claim
from riwaya.records.mention import Mention, Quantity
from riwaya.records.report import Document, Report

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
#: A cell that opens like this is a formula to a spreadsheet, whatever a report meant by it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
JOINT = " | "
COLUMNS = (
    "report", "outlet", "published", "url", "claim", "gloss", "event", "polarity", "reality",
    "agents", "agent_ids", "targets", "target_ids", "places", "place_names", "lat", "lon",
    "radius_km", "time", "time_from", "time_to", "day_from", "day_to", "day_inferred", "count",
    "count_low", "count_high", "quantities", "origin", "origin_id", "origin_kind", "origin_named",
    "chain", "stance",
    "quoted", "links", "trigger", "start", "end", "confidence", "model",
)  # fmt: skip


def csv_of(documents: Iterable[Document]) -> str:
    """One table of all claims, safe to open in a spreadsheet; opens with a byte-order mark."""
    return BYTE_ORDER_MARK + csv_header() + "".join(csv_rows(d) for d in documents)


def csv_header() -> str:
    """The first line of the table."""
    return _csv([COLUMNS])


def csv_rows(document: Document) -> str:
    """The lines of one document."""
    return _csv([[_cell(value) for value in row.values()] for row in rows_of(document)])


def _csv(rows: Iterable[Iterable[str]]) -> str:
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.startswith(FORMULA) else value


def rows_of(document: Document) -> Iterator[dict[str, Any]]:
    """One flat row per claim, by column; text columns of several mentions are joined."""
    model = None if document.model is UNSET else document.model
    for claim in document.claims:
        row = cells_of(document.report, claim, model)
        yield {column: row[column] for column in COLUMNS}


def cells_of(report: Report, claim: Claim, model: str | None) -> dict[str, Any]:
    """A claim's cells by column, in no order."""
    row = _report(report)
    row |= _what(claim)
    row |= _where(claim)
    row |= _who_says(claim)
    row |= _where_from(claim)
    row["model"] = model
    return row


def _report(report: Report) -> dict[str, Any]:
    return {
        "report": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "url": report.url,
    }


def _what(claim: Claim) -> dict[str, Any]:
    head = head_count(claim)
    return {
        "claim": claim.id,
        "gloss": gloss(claim) if claim.gloss is UNSET else claim.gloss,
        "event": claim.event,
        "polarity": claim.polarity,
        "reality": claim.reality,
        "agents": _words(claim.agents),
        "agent_ids": JOINT.join(party.entity or "" for party in claim.agents),
        "targets": _words(claim.targets),
        "target_ids": JOINT.join(party.entity or "" for party in claim.targets),
        "time": claim.time.text if claim.time else None,
        "time_from": claim.time.from_ if claim.time else None,
        "time_to": claim.time.to if claim.time else None,
        "day_from": claim.when.from_ if claim.when else None,
        "day_to": claim.when.to if claim.when else None,
        "day_inferred": claim.when.inferred if claim.when else None,
        "count": head.text if head else None,
        "count_low": head.low if head else None,
        "count_high": head.high if head else None,
        "quantities": JOINT.join(_quantity(item) for item in claim.quantities),
    }


def _where(claim: Claim) -> dict[str, Any]:
    """The places, and the point of the first of them that has one."""
    point = next((place for place in claim.places if place.lat is not None), None)
    radius = point.radius_km if point else None
    return {
        "places": JOINT.join(f"{place.relation}: {place.text}" for place in claim.places),
        "place_names": JOINT.join(place.name or "" for place in claim.places),
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "radius_km": None if radius is UNSET else radius,
    }


def _who_says(claim: Claim) -> dict[str, Any]:
    origin = claim.origin
    return {
        "origin": origin.text if origin else None,
        "origin_id": origin.entity if origin else None,
        "origin_kind": origin.kind if origin else None,
        "origin_named": origin.named if origin else None,
        "chain": " > ".join(source.text for source in claim.attribution),
        "stance": claim.stance,
        "quoted": claim.quoted,
        "links": JOINT.join(f"{link.relation} {link.claim}" for link in claim.links),
    }


def _where_from(claim: Claim) -> dict[str, Any]:
    return {
        "trigger": claim.trigger.text,
        "start": claim.trigger.start,
        "end": claim.trigger.end,
        "confidence": None if claim.confidence is UNSET else claim.confidence,
    }


def _words(mentions: Iterable[Mention]) -> str:
    return JOINT.join(mention.text for mention in mentions)


def _quantity(quantity: Quantity) -> str:
    unit = f" {quantity.unit}" if quantity.unit and quantity.unit != "person" else ""
    return f"{quantity.measure}: {quantity.text} ({bounds(quantity)}{unit})"
