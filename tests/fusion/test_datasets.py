"""Rows of datasets in fusion: a row a happening, accounts that rest on the sources that they name."""

from riwaya.fusion.assemble import assembled
from riwaya.fusion.fuse import Fusion
from riwaya.fusion.gathered import Gathered, gathered_of
from riwaya.fusion.origins import independent, origins_of
from riwaya.fusion.passing_on import passing_on
from riwaya.fusion.told import ToldReport
from riwaya.fusion.within import tellings_of
from riwaya.imports.english import Names
from riwaya.imports.reading import read_coded
from riwaya.ingest.coded_cells import checked_cells
from riwaya.ingest.coded_text import composed
from riwaya.records.report import Report
from riwaya.resolving.claims import Knowledge
from tests.imports.tables import CLASH, STRIKE

NAMES = Names(Knowledge())
OUTLETS = {"acled": "ACLED", "ucdp": "UCDP GED"}


def row(kind: str, number: str, **cells: str) -> ToldReport:
    whole = (STRIKE if kind == "acled" else CLASH) | cells
    text = composed(kind, checked_cells(kind, whole))
    report = Report(id=f"{kind}-{number}", sha256=Report.digest(text))
    claims = read_coded(kind, text, report, NAMES).claims
    return ToldReport(
        id=report.id, sources=("table.csv",), outlet=OUTLETS[kind], published="2020-09-13",
        text=text, claims=claims, row=(kind, f"id {number}"),
    )  # fmt: skip


def groups(*reports: ToldReport) -> list[set[str]]:
    fusion = Fusion.of(reports)
    return [{fusion.tellings[n].report for n in group} for group in fusion.groups()]


def gathered(*reports: ToldReport) -> Gathered:
    return gathered_of(reports, {report.id: report.claims for report in reports})


def test_two_rows_of_a_dataset_are_two_happenings_however_alike() -> None:
    assert groups(row("acled", "1"), row("acled", "2")) == [{"acled-1"}, {"acled-2"}]


def test_versions_of_one_row_are_one() -> None:
    one = row("acled", "1")
    other = ToldReport(**{f: getattr(one, f) for f in one.__struct_fields__} | {"id": "later"})
    assert groups(one, other) == [{"acled-1", "later"}]


def test_rows_of_two_datasets_meet() -> None:
    place = {"latitude": STRIKE["latitude"], "longitude": STRIKE["longitude"],
             "where_coordinates": STRIKE["location"], "date_start": "2016-03-11",
             "date_end": "2016-03-11", "best": "16", "low": "16", "high": "16"}  # fmt: skip
    assert groups(row("acled", "1"), row("ucdp", "9", **place)) == [{"acled-1", "ucdp-9"}]


def test_a_dataset_rests_on_the_sources_that_it_names() -> None:
    rival = row("ucdp", "9", source_original="", source_office="")
    spoken = gathered(row("acled", "1"), _by("syrian-observatory"), rival)
    origins, _ = origins_of(spoken)
    resting = {origin.id: origin.rests_on for origin in origins}
    assert resting["acled"] == ("syrian-observatory",)
    assert [origin.id for origin in independent(origins)] == ["syrian-observatory", "ucdp"]
    (acled,) = (origin for origin in origins if origin.id == "acled")
    assert "names" in acled.reasons[-1].sentence
    assert "as its source" in acled.reasons[-1].sentence
    tellings = [told for report in spoken.reports for told in tellings_of(report)]
    incident = assembled(spoken, tellings)
    assert incident.counts["origins"] == 2
    assert "ACLED" in incident.summary.partition(";")[2]
    assert {account.origin for account in incident.accounts} == {
        "acled", "syrian-observatory", "ucdp",
    }  # fmt: skip


def test_a_dataset_that_names_nobody_here_is_an_origin_of_its_own() -> None:
    spoken = gathered(row("acled", "1", source="A paper"), _by("syrian-observatory"))
    origins, _ = origins_of(spoken)
    assert len(independent(origins)) == 2


def test_of_two_datasets_with_one_source_one_counts() -> None:
    spoken = gathered(row("acled", "1", source="AFP"), row("ucdp", "9", source_original=""))
    origins, _ = origins_of(spoken)
    assert [(origin.id, origin.rests_on) for origin in origins] == [
        ("acled", ()), ("ucdp", ("acled",)),
    ]  # fmt: skip


def test_who_passes_on_goes_from_the_source_to_the_dataset() -> None:
    graph = passing_on([row("acled", "1")])
    edges = {(edge.origin, edge.passer) for edge in graph.edges}
    assert edges == {("syrian-observatory", "acled"), ("enab-baladi", "acled")}


def _by(entity: str) -> ToldReport:
    """An article that quotes a body on the same strike."""
    one = row("acled", "1")
    said = one.claims[0].attribution[1]
    assert said.entity == entity
    claims = tuple(
        type(claim)(
            **{f: getattr(claim, f) for f in claim.__struct_fields__} | {"attribution": (said,)}
        )
        for claim in one.claims
    )
    return ToldReport(
        id="article", sources=("a.txt",), outlet="A Paper", published="2016-03-12",
        text=one.text, claims=claims,
    )  # fmt: skip
