"""What the check of falling tolls finds, and what it leaves alone; all read by the reader."""

import pytest

from riwaya.checks.falling_tolls import falling_tolls

from .several import Incident, gathered_of, incidents

CASES = incidents("falling_tolls")


@pytest.mark.parametrize("incident", CASES, ids=lambda one: one.why)
def test_finds_what_is_wrong_and_nothing_else(incident: Incident) -> None:
    found = incident.findings(falling_tolls)
    assert tuple(finding.sentence for finding in found) == incident.found


def test_there_are_ten_of_each() -> None:
    assert sum(not incident.found for incident in CASES) >= 10
    assert sum(bool(incident.found) for incident in CASES) >= 10


def test_the_order_of_arrival_changes_nothing() -> None:
    for incident in CASES:
        turned = Incident(incident.why, incident.found, incident.reports[::-1])
        assert turned.findings(falling_tolls) == incident.findings(falling_tolls)


def test_evidence_is_of_two_reports_and_their_words() -> None:
    for incident in CASES:
        texts = {report.id: report.text for report in incident.reports}
        for finding in incident.findings(falling_tolls):
            assert len({e.member.report for e in finding.evidence}) == 2
            for e in finding.evidence:
                assert texts[e.member.report][e.start : e.end] == e.text


def test_a_report_alone_gives_no_finding() -> None:
    for incident in CASES:
        report = incident.reports[0]
        origin_of = {f"{report.id}/{claim.id}": "outlet:x" for claim in report.claims}
        assert falling_tolls(gathered_of((report,)), origin_of) == []
