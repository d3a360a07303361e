"""Cases of several reports for checks of an incident; cases with a reason for those of one report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from riwaya.fusion.copies import share_of, stretches_of
from riwaya.fusion.gathered import Gathered
from riwaya.fusion.origins import origins_of
from riwaya.fusion.sides import top_of
from riwaya.fusion.told import ToldReport
from riwaya.knowledge.tables import Row, read_table
from riwaya.pipeline import default_reader
from riwaya.records.incident import Finding
from riwaya.records.report import Report

from .told import CASES, NOTHING

Check = Callable[[Gathered, Mapping[str, str]], list[Finding]]


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports that tell one happening, the sentence that is found or none, and why."""

    why: str
    found: tuple[str, ...]
    reports: tuple[ToldReport, ...]

    def findings(self, check: Check) -> list[Finding]:
        """What a check finds."""
        gathered = gathered_of(self.reports)
        return check(gathered, origins_of(gathered)[1])


@cache
def incidents(name: str) -> tuple[Incident, ...]:
    """The incidents of a table: rows with one `why` are the reports of one."""
    columns = ("why", "found", "outlet", "published", "text")
    rows: dict[str, list[Row]] = {}
    for row in read_table(
        CASES / f"{name}.tsv", columns=columns, key=("why", "outlet", "published")
    ):
        rows.setdefault(row["why"], []).append(row)
    return tuple(
        Incident(
            why,
            () if several[0]["found"] == NOTHING else (several[0]["found"],),
            tuple(_read(f"r{number}", row) for number, row in enumerate(several)),
        )
        for why, several in rows.items()
    )


def _read(name: str, row: Row) -> ToldReport:
    published = None if row["published"] == NOTHING else row["published"]
    text = row["text"]
    report = Report(id=name, outlet=row["outlet"], published=published, sha256=Report.digest(text))
    return ToldReport(
        id=name,
        sources=(f"{name}.txt",),
        outlet=row["outlet"],
        published=published,
        text=text,
        claims=default_reader().read(text, report).claims,
    )


def gathered_of(reports: tuple[ToldReport, ...]) -> Gathered:
    """All claims of the reports as those of one incident."""
    ordered = sorted(reports, key=lambda r: (r.published is None, r.published or "", r.id))
    stretches = {report.id: stretches_of(report.text) for report in ordered}
    return Gathered(
        tuple(ordered),
        {report.id: report.claims for report in ordered},
        lambda one, other: share_of(stretches[one], stretches[other]),
        top_of,
    )


@cache
def with_reason(name: str) -> tuple[tuple[str, str, str], ...]:
    """The cases of a check of one report: text, the sentence that is found, why."""
    rows = read_table(CASES / f"{name}.tsv", columns=("why", "found", "text"), key=("text",))
    return tuple((row["text"], row["found"], row["why"]) for row in rows)
