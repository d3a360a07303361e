"""A report that is a row of a dataset -> the document that stands for its reading."""

from collections.abc import Callable, Mapping

from msgspec import UNSET

from riwaya.errors import BadInput
from riwaya.imports.acled import acled_claims, unknown_type
from riwaya.imports.english import Names
from riwaya.imports.row import CodedRow
from riwaya.imports.rules import model_of
from riwaya.imports.ucdp import ucdp_claims
from riwaya.records.claim import Claim
from riwaya.records.report import Document, Report
from riwaya.version import __version__

READERS: Mapping[str, Callable[[CodedRow], tuple[Claim, ...]]] = {
    "acled": acled_claims,
    "ucdp": ucdp_claims,
}


def read_coded(kind: str, text: str, report: Report, names: Names) -> Document:
    """The claims of a row by its codes; `model` names the importer and its tables' digest.

    Raises BadInput for a text that no row of this dataset was composed to.
    """
    row = CodedRow.of(kind, text, names)
    try:
        claims = READERS[kind](row)
    except (KeyError, ValueError, StopIteration) as error:
        raise BadInput(f"{report.id}: no row of {kind}: {error}") from None
    unknown = unknown_type(row) if kind == "acled" else None
    notes = (f"ACLED's type {unknown} isn't in our table; the dead are taken.",) if unknown else ()
    return Document(
        report=report,
        claims=claims,
        notes=notes or UNSET,
        model=model_of(kind),
        riwaya=__version__,
    )
