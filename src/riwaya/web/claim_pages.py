"""What every page with a claim's form needs: the terms to choose from."""

from typing import Any

from riwaya.export.review.cells import TERMS
from riwaya.records.terms import MEASURES, PLACE_RELATIONS, SOURCE_KINDS


def form_values() -> dict[str, Any]:
    """The closed lists of a form, for its template."""
    return {
        "terms": {name: TERMS[name] for name in TERMS if name != "quoted"},
        "measures": MEASURES,
        "relations": PLACE_RELATIONS,
        "kinds": SOURCE_KINDS,
    }
