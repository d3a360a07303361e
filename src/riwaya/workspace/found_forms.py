"""Found claims as files hold them: the specification's form with the report, and CSV rows."""

from typing import Any

import msgspec

from riwaya.export.screen.table import csv_rows
from riwaya.records.report import Document, Report
from riwaya.store.found import Found


def found_form(one: Found) -> dict[str, Any]:
    """A found claim in the specification's form, with its report and where that came from."""
    claim: dict[str, Any] = msgspec.json.decode(one.body)
    return claim | {
        "report": one.report,
        "source": one.source,
        "sources": list(one.sources),
        "outlet": one.outlet,
        "published": one.published,
        "title": one.title,
        "url": one.url,
        "review": one.review,
    }


def found_csv(one: Found) -> str:
    """A found claim as a line of CSV (`export.table.csv_header`), no cell a formula."""
    report = Report(
        id=one.report, outlet=one.outlet, title=one.title, url=one.url, published=one.published,
        sha256="",
    )  # fmt: skip
    return csv_rows(Document(report=report, claims=(one.decoded(),)))
