"""Reports for checks: read by the released reader, and the tables of cases."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riwaya.fusion.told import ToldReport
from riwaya.knowledge.tables import read_table
from riwaya.pipeline import default_reader
from riwaya.records.report import Report

CASES = Path(__file__).parent / "cases"
#: What stands in `found` where nothing is to be found.
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Case:
    """A text, when it was published, and the one sentence that is found, or none."""

    text: str
    published: str | None
    found: tuple[str, ...]


@cache
def cases(name: str) -> tuple[Case, ...]:
    """The cases of a check."""
    rows = read_table(
        CASES / f"{name}.tsv", columns=("published", "found", "text"), key=("text", "published")
    )
    return tuple(
        Case(
            row["text"],
            None if row["published"] == NOTHING else row["published"],
            () if row["found"] == NOTHING else (row["found"],),
        )
        for row in rows
    )


def read(text: str, published: str | None = None) -> ToldReport:
    """What the reader makes of a text."""
    report = Report(id="r1", published=published, sha256=Report.digest(text))
    claims = default_reader().read(text, report).claims
    return ToldReport(
        id="r1", sources=("r1.txt",), outlet=None, published=published, text=text, claims=claims
    )
