"""Nobody killed is never counted as killed."""

from pathlib import Path

from riwaya.pipeline import Reader
from riwaya.records.report import Report

EXAMPLE = Path(__file__).parents[2] / "docs/examples/oil-field.txt"


def test_an_agency_that_says_nobody_was_killed() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    claims = Reader().read(text, Report(id="r", sha256=Report.digest(text))).claims
    denied = [claim for claim in claims if "لم " + claim.trigger.text in text]
    assert [(claim.event, claim.polarity) for claim in denied] == [("kill", "negated")]
