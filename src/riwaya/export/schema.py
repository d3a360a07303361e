"""The JSON Schema of a document, for programs that read Riwaya's JSON."""

from typing import Any

import msgspec

from riwaya.records.report import Document


def schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of one document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report and its claims as Riwaya writes them (riwaya/1)",
        **msgspec.json.schema(Document),
    }
