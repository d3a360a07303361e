"""A kept report as a reading: its text and its claims as they stand, decisions applied."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from riwaya.errors import BadInput
from riwaya.export.gloss import with_glosses
from riwaya.pipeline import Reading
from riwaya.store.engine import for_people
from riwaya.store.readings import current_document
from riwaya.store.reports import report_of
from riwaya.workspace.report_history import ReportHistory

if TYPE_CHECKING:
    from riwaya.workspace.workspace import Workspace


def standing_reading(workspace: "Workspace", report: str) -> Reading:
    """The claims in text order, without those that people rejected and with those they added.

    Raises BadInput for a report that isn't there, was redacted or hasn't been read yet.
    """
    with workspace.engine.connect() as connection, for_people(str(workspace.folder.path)):
        history = ReportHistory(connection, report)
        if history.row is None:
            raise BadInput(f"{report}: no such report; what `search` finds names its report")
        if history.row.text is None:
            raise BadInput(f"{report}: its text was redacted")
        document = current_document(connection, history.number)
        if document is None:
            raise BadInput(f"{report}: not read yet; `add` goes on where it was stopped")
        kept = [one.claim for one in history.standing.values() if one.review != "rejected"]
        kept.sort(key=lambda claim: (claim.trigger.start, claim.id))
        said = replace(document, report=report_of(history.row), claims=tuple(kept))
        return Reading(history.row.text, with_glosses(said))
